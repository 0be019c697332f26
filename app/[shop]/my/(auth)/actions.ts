"use server";

import { headers } from "next/headers";
import { redirect } from "next/navigation";
import { problemOf, textOf } from "@/app/auth-outcome";
import type { AuthState } from "@/components/auth/auth-state";
import { signInMember } from "@/server/members/auth/member-auth";
import { memberSessionId } from "@/server/members/auth/session";
import { setMemberPassword } from "@/server/members/service/member-sign-in";
import { requestEmailVerification, requestMemberLink } from "@/server/members/service/request-link";
import { originOf } from "@/server/tenancy/auth/door";
import { ownPath } from "@/server/tenancy/rules";
import { actingAt } from "./acting";

const home = (slug: string) => `/${slug}/my`;

/** Signs in by password and goes where the member wanted to go in this shop's My Page. */
export async function signIn(slug: string, returnTo: string, _state: AuthState, form: FormData): Promise<AuthState> {
  const email = textOf(form, "email");
  try {
    if (!(await signInMember("password", { shop: slug, email, password: textOf(form, "password") })))
      return { email, problem: "wrong" };
  } catch (error) {
    return { email, ...problemOf(error) };
  }
  redirect(ownPath(returnTo, home(slug), home(slug)));
}

/** Asks for a link by mail; the answer is the same for every address. */
export async function sendLink(slug: string, _state: AuthState, form: FormData): Promise<AuthState> {
  const email = textOf(form, "email");
  try {
    await requestMemberLink(await actingAt(slug), { email, origin: originOf(await headers()) });
    return { email, isSent: true };
  } catch (error) {
    return { email, ...problemOf(error) };
  }
}

/** Spends a link of a mail or the claim of a card; a claimed card next asks for an address. */
export async function spendLink(
  slug: string,
  kind: "link" | "verify" | "claim",
  token: string,
  _state: AuthState,
): Promise<AuthState> {
  try {
    if (!(await signInMember(kind, { shop: slug, token }))) return { problem: "link_over" };
  } catch (error) {
    return problemOf(error);
  }
  redirect(kind === "claim" ? `${home(slug)}/address` : home(slug));
}

/** Sends a link to the address that is to become the member's. */
export async function sendVerification(slug: string, _state: AuthState, form: FormData): Promise<AuthState> {
  const email = textOf(form, "email");
  try {
    await requestEmailVerification(await actingAt(slug), { email, origin: originOf(await headers()) });
    return { email, isSent: true };
  } catch (error) {
    return { email, ...problemOf(error) };
  }
}

/** Sets the member's password and signs their other devices out. */
export async function setPassword(slug: string, _state: AuthState, form: FormData): Promise<AuthState> {
  try {
    const ctx = await actingAt(slug);
    await setMemberPassword(ctx, await memberSessionId(ctx.tenant), { password: textOf(form, "password") });
    return { isDone: true };
  } catch (error) {
    return problemOf(error);
  }
}
