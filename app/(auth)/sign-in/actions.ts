"use server";

import { headers } from "next/headers";
import { redirect } from "next/navigation";
import { problemOf, textOf } from "@/app/auth-outcome";
import type { AuthState } from "@/components/auth/auth-state";
import { originOf } from "@/server/tenancy/auth/door";
import { signOutStaff } from "@/server/tenancy/auth/session";
import { door, signInStaff } from "@/server/tenancy/auth/staff-auth";
import { ownPath } from "@/server/tenancy/rules";
import { requestStaffLink, returnOfStaffLink } from "@/server/tenancy/service/staff-sign-in";

/** Where to go next is decided at /shops, by the account's memberships. */
const onward = (returnTo: string) => {
  const path = ownPath(returnTo, "/", "");
  return path ? `/shops?returnTo=${encodeURIComponent(path)}` : "/shops";
};

/** Signs in by password. */
export async function signIn(returnTo: string, _state: AuthState, form: FormData): Promise<AuthState> {
  const email = textOf(form, "email");
  try {
    if (!(await signInStaff("password", { email, password: textOf(form, "password") })))
      return { email, problem: "wrong" };
  } catch (error) {
    return { email, ...problemOf(error) };
  }
  redirect(onward(returnTo));
}

/** Asks for a link by mail; the answer is the same for every address. */
export async function sendLink(returnTo: string, _state: AuthState, form: FormData): Promise<AuthState> {
  const email = textOf(form, "email");
  try {
    await requestStaffLink(door(), { email, returnTo: ownPath(returnTo, "/", ""), origin: originOf(await headers()) });
    return { email, isSent: true };
  } catch (error) {
    return { email, ...problemOf(error) };
  }
}

/** Spends a link, and goes on where the person was stopped. */
export async function spendLink(token: string, _state: AuthState): Promise<AuthState> {
  try {
    if (!(await signInStaff("link", { token }))) return { problem: "link_over" };
  } catch (error) {
    return problemOf(error);
  }
  redirect(onward(await returnOfStaffLink(door(), token)));
}

/** Ends this session, here and in the table of sessions. */
export async function signOut(): Promise<void> {
  await signOutStaff();
  redirect("/sign-in");
}
