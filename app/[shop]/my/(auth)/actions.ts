"use server";

import { getTranslations } from "next-intl/server";
import { headers } from "next/headers";
import { redirect } from "next/navigation";
import { problemOf, textOf } from "@/app/auth-outcome";
import type { AuthState } from "@/components/auth/auth-state";
import { signInMember } from "@/server/members/auth/member-auth";
import { memberSessionId } from "@/server/members/auth/session";
import { memberById } from "@/server/members/queries/find-member";
import { requestEmailVerification, requestMemberLink } from "@/server/members/service/request-link";
import { setMemberPassword } from "@/server/members/service/set-password";
import { originOf } from "@/server/tenancy/auth/door";
import { ownPath } from "@/server/tenancy/rules";
import { actingAt } from "./acting";

const home = (slug: string) => `/${slug}/my`;

/** The state with its problem in words: the forms of My Page carry no translations. */
async function said(state: AuthState): Promise<AuthState> {
  if (!state.problem) return state;
  const t = await getTranslations("auth.problems");
  return { ...state, message: t(state.problem, { minutes: state.waitMinutes ?? 1 }) };
}

/** Signs in by password and goes where the member wanted to go, or asks for a link that will lead there. */
export async function enter(slug: string, returnTo: string, _state: AuthState, form: FormData): Promise<AuthState> {
  const email = textOf(form, "email");
  const isByPassword = textOf(form, "way") === "password";
  try {
    const ctx = await actingAt(slug);
    if (!isByPassword) {
      await requestMemberLink(ctx, { email, origin: originOf(await headers()), ...(returnTo ? { returnTo } : {}) });
      return { email, isSent: true };
    }
    if (!(await signInMember(ctx.tenant, "password", { email, password: textOf(form, "password") })))
      return await said({ email, problem: "wrong" });
  } catch (error) {
    return said({ email, ...problemOf(error) });
  }
  redirect(ownPath(returnTo, home(slug), home(slug)));
}

/** Spends a link of a mail or the claim of a card; a claimed card next asks for an address. */
export async function spendLink(
  slug: string,
  kind: "link" | "verify" | "claim" | "join",
  token: string,
  returnTo: string,
  _state: AuthState,
): Promise<AuthState> {
  try {
    const { tenant } = await actingAt(slug);
    if (!(await signInMember(tenant, kind, { token }))) return await said({ problem: "link_over" });
  } catch (error) {
    return said(problemOf(error));
  }
  redirect(kind === "claim" ? `${home(slug)}/address` : ownPath(returnTo, home(slug), home(slug)));
}

const proofOf = async (form: FormData) => {
  const presentPassword = textOf(form, "presentPassword");
  return { origin: originOf(await headers()), ...(presentPassword ? { presentPassword } : {}) };
};

/** Sends a link to the address that is to become the member's. */
export async function sendVerification(slug: string, _state: AuthState, form: FormData): Promise<AuthState> {
  const email = textOf(form, "email");
  try {
    const ctx = await actingAt(slug);
    const { origin, ...proof } = await proofOf(form);
    await requestEmailVerification(ctx, { email, origin }, { ...proof, sessionId: await memberSessionId(ctx.tenant) });
    return { email, isSent: true };
  } catch (error) {
    return said({ email, ...problemOf(error) });
  }
}

/** Sets the member's password and signs their other devices out. */
export async function setPassword(slug: string, _state: AuthState, form: FormData): Promise<AuthState> {
  try {
    const ctx = await actingAt(slug);
    const password = textOf(form, "password");
    await setMemberPassword(ctx, await memberSessionId(ctx.tenant), { password }, await proofOf(form));
    return { isDone: true };
  } catch (error) {
    return said(problemOf(error));
  }
}

/** Mails a link by which somebody who signed in long ago shows again who they are; it leads back to `page`. */
export async function sendProofLink(
  slug: string,
  page: "address" | "password" | "account/data" | "account/withdraw",
): Promise<AuthState> {
  try {
    const ctx = await actingAt(slug);
    if (ctx.actor.kind !== "member") return await said({ problem: "prove_again" });
    const { email } = await memberById(ctx, ctx.actor.id);
    const returnTo = `${home(slug)}/${page}`;
    await requestMemberLink(ctx, { email: email ?? "", origin: originOf(await headers()), returnTo });
    return { email: email ?? "", isSent: true };
  } catch (error) {
    return said(problemOf(error));
  }
}
