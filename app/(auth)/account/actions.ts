"use server";

import { cookies, headers } from "next/headers";
import { revalidatePath } from "next/cache";
import { textOf } from "@/app/auth-outcome";
import { problemText } from "@/app/form-problem";
import type { FormState } from "@/components/auth/form-state";
import { LOCALE_COOKIE } from "@/components/format/locale";
import { originOf } from "@/server/tenancy/auth/door";
import { baseOrigin } from "@/server/tenancy/auth/next-auth-parts";
import { staffSessionId } from "@/server/tenancy/auth/session";
import { door } from "@/server/tenancy/auth/staff-auth";
import {
  changeOwnAccount,
  changeOwnPassword,
  endOtherSessions,
  endOwnSession,
} from "@/server/tenancy/service/own-account";
import { beginTotp, confirmTotp, renewRecoveryCodes, turnTotpOff } from "@/server/tenancy/service/second-step";

const page = "/account";
const here = async () => originOf(await headers());

/** Runs a verb; its throw becomes the form's message. */
async function outcome(work: () => Promise<FormState | void>, kept?: FormState["kept"]): Promise<FormState> {
  try {
    const state = await work();
    revalidatePath(page);
    return state ?? { isDone: true };
  } catch (error) {
    return { problem: await problemText(error), kept };
  }
}

export async function saveProfile(_state: FormState, form: FormData): Promise<FormState> {
  const [name, locale] = [textOf(form, "name"), textOf(form, "locale") === "en" ? ("en" as const) : ("ja" as const)];
  return outcome(
    async () => {
      await changeOwnAccount(door(), await staffSessionId(), { name, locale });
      // The screens follow at once, as they do after the language switch.
      const secure = baseOrigin().startsWith("https:");
      (await cookies()).set(LOCALE_COOKIE, locale, { path: "/", maxAge: 31_536_000, sameSite: "lax", secure });
    },
    { name, locale },
  );
}

export async function changePassword(_state: FormState, form: FormData): Promise<FormState> {
  const [current, password] = [textOf(form, "current"), textOf(form, "password")];
  return outcome(async () =>
    changeOwnPassword(door(), await staffSessionId(), { current, password, origin: await here() }),
  );
}

export async function endSession(sessionId: string): Promise<void> {
  await outcome(async () => endOwnSession(door(), await staffSessionId(), { sessionId }));
}

export async function endOthers(_state: FormState): Promise<FormState> {
  return outcome(async () => {
    await endOtherSessions(door(), await staffSessionId());
  });
}

export async function beginTwoStep(_state: FormState): Promise<FormState> {
  return outcome(async () => ({ setup: await beginTotp(door(), await staffSessionId()) }));
}

export async function confirmTwoStep(_state: FormState, form: FormData): Promise<FormState> {
  const code = textOf(form, "code").replace(/\s/g, "");
  return outcome(async () => ({
    codes: await confirmTotp(door(), await staffSessionId(), { code, origin: await here() }),
  }));
}

export async function renewCodes(_state: FormState, form: FormData): Promise<FormState> {
  const password = textOf(form, "password");
  return outcome(async () => ({
    codes: await renewRecoveryCodes(door(), await staffSessionId(), { password, origin: await here() }),
  }));
}

export async function turnTwoStepOff(_state: FormState, form: FormData): Promise<FormState> {
  const password = textOf(form, "password");
  return outcome(async () => turnTotpOff(door(), await staffSessionId(), { password, origin: await here() }));
}
