"use server";

import { getTranslations } from "next-intl/server";
import { revalidatePath } from "next/cache";
import { cookies, headers } from "next/headers";
import { problemOf, textOf } from "@/app/auth-outcome";
import { refusalOf } from "@/app/repair-outcome";
import type { AuthState } from "@/components/auth/auth-state";
import { requestJoinLink } from "@/server/members/service/request-link";
import { originOf } from "@/server/tenancy/auth/door";
import { callerFor } from "@/server/trpc/caller";
import { actingAt } from "../../(auth)/acting";
import { madeHereCookie } from "./made-here";

/** Mails the link by which somebody becomes a member; it leads back to the invitation. */
export async function askToJoin(slug: string, code: string, _state: AuthState, form: FormData): Promise<AuthState> {
  const email = textOf(form, "email");
  try {
    const ctx = await actingAt(slug);
    const returnTo = `/${slug}/my/invited/${code}`;
    await requestJoinLink(ctx, { email, origin: originOf(await headers()), inviteCode: code, returnTo });
    return { email, isSent: true };
  } catch (error) {
    const state = { email, ...problemOf(error) };
    if (!state.problem) return state;
    const t = await getTranslations("auth.problems");
    return { ...state, message: t(state.problem, { minutes: state.waitMinutes ?? 1 }) };
  }
}

/** Accepts an invitation as the member who is signed in. Gives the sentence of a refusal. */
export async function accept(slug: string, code: string): Promise<string | null> {
  const { api } = await callerFor(slug);
  const isSameDevice = (await cookies()).get(madeHereCookie(slug))?.value === code;
  const outcome = await refusalOf(() => api.friends.accept({ code, isSameDevice }));
  revalidatePath(`/${slug}/my/invited/${code}`);
  return outcome.ok ? null : outcome.problem;
}
