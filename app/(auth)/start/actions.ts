"use server";

import { getLocale } from "next-intl/server";
import { headers } from "next/headers";
import { redirect } from "next/navigation";
import { problemOf, textOf } from "@/app/auth-outcome";
import type { AuthState } from "@/components/auth/auth-state";
import type { NewShop, OpenAnswer, SlugAnswer } from "@/components/start/new-shop-form";
import { isDomainError } from "@/server/kernel/errors";
import { log } from "@/server/kernel/log";
import { originOf } from "@/server/tenancy/auth/door";
import { currentAccountId } from "@/server/tenancy/auth/session";
import { door, signInStaff } from "@/server/tenancy/auth/staff-auth";
import { newShopInput } from "@/server/tenancy/input";
import { openOwnShop, proposedSlug, slugState } from "@/server/tenancy/service/open-own-shop";
import { completeSignUp, requestSignUp } from "@/server/tenancy/service/sign-up";

const language = async (): Promise<"ja" | "en"> => ((await getLocale()) === "en" ? "en" : "ja");

/** Asks for the mail with which a shop is opened; the answer is the same for every address. */
export async function askForSignUp(_state: AuthState, form: FormData): Promise<AuthState> {
  const email = textOf(form, "email");
  try {
    await requestSignUp(door(), { email, origin: originOf(await headers()), locale: await language() });
    return { email, isSent: true };
  } catch (error) {
    return { email, ...problemOf(error) };
  }
}

/** Makes the account behind a proven address and signs it in. */
export async function makeAccount(token: string, _state: AuthState, form: FormData): Promise<AuthState> {
  const password = textOf(form, "password");
  try {
    const about = { token, name: textOf(form, "name"), password, locale: await language() };
    const email = await completeSignUp(door(), { ...about, origin: originOf(await headers()) });
    if (!email || !(await signInStaff("password", { email, password }))) return { problem: "link_over" };
  } catch (error) {
    return problemOf(error);
  }
  redirect("/start/shop");
}

/** Proposes an address for a shop's Latin name, and says of one that was typed whether it can be had. */
export async function askSlug({ nameLatin, slug }: { nameLatin: string; slug: string | null }): Promise<SlugAnswer> {
  if (!(await currentAccountId())) return { slug: "", state: "shape" };
  const wanted = slug ?? (await proposedSlug(door(), nameLatin)) ?? "";
  return { slug: wanted, state: await slugState(door(), wanted) };
}

/** Opens the shop and tells where it is, or why it could not and which field is at fault. */
export async function openShop(shop: NewShop): Promise<OpenAnswer> {
  const accountId = await currentAccountId();
  if (!accountId) return { field: null, reason: "signedOut" };
  const parsed = newShopInput.safeParse({ ...shop, locale: await language() });
  if (!parsed.success) return { field: String(parsed.error.issues[0]?.path[0] ?? ""), reason: "invalid" };
  try {
    return { slug: await openOwnShop(door(), accountId, parsed.data) };
  } catch (error) {
    if (isDomainError(error) && error.reason === "tenancy.slug_taken") return { field: "slug", reason: "taken" };
    if (isDomainError(error) && error.code === "limited") return { field: null, reason: "limited" };
    log.error({ err: error }, "shop not opened");
    return { field: null, reason: "unexpected" };
  }
}
