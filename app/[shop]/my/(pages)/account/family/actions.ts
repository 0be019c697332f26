"use server";

import { getFormatter, getTranslations } from "next-intl/server";
import { revalidatePath } from "next/cache";
import { redirect } from "next/navigation";
import { actingAt } from "@/app/[shop]/my/(auth)/acting";
import { textOf } from "@/app/auth-outcome";
import type { FamilyState } from "@/components/my/family-forms";
import { isDomainError } from "@/server/kernel/errors";
import { throttle } from "@/server/kernel/throttle";
import { formFamily, inviteToFamily, joinFamily, leaveFamily, lendToFamily } from "@/server/points/service/families";

/** Codes that one member may try; who guesses, waits. */
const tries = { name: "family-code", points: 10, windowSeconds: 3_600 };

async function acting(slug: string) {
  const ctx = await actingAt(slug);
  if (ctx.actor.kind !== "member")
    redirect(`/${slug}/my/sign-in?returnTo=${encodeURIComponent(`/${slug}/my/account/family`)}`);
  return { ctx, memberId: ctx.actor.id };
}

async function answered(slug: string, work: () => Promise<FamilyState>): Promise<FamilyState> {
  try {
    const state = await work();
    revalidatePath(`/${slug}/my/account/family`);
    return state;
  } catch (error) {
    return { error: await wordsOf(error) };
  }
}

/** Refusals in the reader's words; anything unexpected is thrown on. */
async function wordsOf(error: unknown): Promise<string> {
  const [t, points] = [await getTranslations("account.family"), await getTranslations("points.errors")];
  if (!isDomainError(error)) throw error;
  if (error.code === "limited") return t("tooManyTries");
  if (error.code === "invalid") return t("incomplete");
  const name = error.reason.replace("points.", "");
  return points.has(name as never) ? points(name as never) : t("incomplete");
}

export async function form(slug: string, _before: FamilyState, sent: FormData): Promise<FamilyState> {
  const { ctx, memberId } = await acting(slug);
  return answered(slug, async () => {
    await formFamily(ctx, { memberId, name: textOf(sent, "name") });
    return {};
  });
}

export async function join(slug: string, _before: FamilyState, sent: FormData): Promise<FamilyState> {
  const { ctx, memberId } = await acting(slug);
  return answered(slug, async () => {
    await throttle(tries, `${ctx.tenant}:${memberId}`);
    await joinFamily(ctx, { memberId, code: textOf(sent, "code") });
    return {};
  });
}

export async function invite(slug: string): Promise<FamilyState> {
  const { ctx, memberId } = await acting(slug);
  return answered(slug, async () => {
    const { code, expiresAt } = await inviteToFamily(ctx, memberId);
    return { code, until: (await getFormatter()).dateTime(expiresAt, { dateStyle: "medium", timeStyle: "short" }) };
  });
}

export async function leave(slug: string, leaverId: string): Promise<void> {
  const { ctx, memberId } = await acting(slug);
  await leaveFamily(ctx, { memberId, leaverId }).catch(() => null);
  revalidatePath(`/${slug}/my/account/family`);
}

export async function lend(slug: string, lends: boolean): Promise<void> {
  const { ctx, memberId } = await acting(slug);
  // Who has been let go of meanwhile sees that on the page.
  await lendToFamily(ctx, { memberId, lends }).catch((error: unknown) => {
    if (!isDomainError(error)) throw error;
  });
  revalidatePath(`/${slug}/my/account/family`);
}
