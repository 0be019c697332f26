"use server";

import { headers } from "next/headers";
import { redirect } from "next/navigation";
import { textOf } from "@/app/auth-outcome";
import { problemText } from "@/app/form-problem";
import type { FormState } from "@/components/auth/form-state";
import { originOf } from "@/server/tenancy/auth/door";
import { signOutStaff, staffSessionId } from "@/server/tenancy/auth/session";
import { door, signInStaff } from "@/server/tenancy/auth/staff-auth";
import { homeOf } from "@/server/tenancy/rules";
import { acceptAsNewPerson, acceptAsSignedIn } from "@/server/tenancy/service/accept-invitation";

/** Makes the account, takes the place, and signs in. */
export async function join(token: string, _state: FormState, form: FormData): Promise<FormState> {
  const [name, password] = [textOf(form, "name"), textOf(form, "password")];
  const locale = textOf(form, "locale") === "en" ? "en" : "ja";
  try {
    const origin = originOf(await headers());
    const { email } = await acceptAsNewPerson(door(), { token, name, password, locale, origin });
    await signInStaff("password", { email, password });
  } catch (error) {
    return { problem: await problemText(error), kept: { name } };
  }
  redirect("/shops");
}

/** Takes the place as whoever is signed in. */
export async function accept(token: string, _state: FormState): Promise<FormState> {
  let home: string;
  try {
    home = homeOf(await acceptAsSignedIn(door(), await staffSessionId(), { token, origin: originOf(await headers()) }));
  } catch (error) {
    return { problem: await problemText(error) };
  }
  redirect(`/shops?returnTo=${encodeURIComponent(home)}`);
}

/** Leaves the other account and comes back to the invitation. */
export async function leaveOther(token: string): Promise<void> {
  await signOutStaff();
  redirect(`/invitation/${encodeURIComponent(token)}`);
}
