"use server";

import { getLocale, getTranslations } from "next-intl/server";
import { revalidatePath } from "next/cache";
import { redirect } from "next/navigation";
import { actingAt } from "@/app/[shop]/my/(auth)/acting";
import { textOf } from "@/app/auth-outcome";
import { problemText } from "@/app/form-problem";
import type { GiveState } from "@/components/friends/give-form";
import { makeFormats } from "@/components/format/formats";
import { giftTerms } from "@/server/friends/queries/gifts";
import { givePoints, lookUpRecipient, takeGiftBack } from "@/server/friends/service/give-points";
import { DomainError } from "@/server/kernel/errors";
import { newId } from "@/server/kernel/ids";
import { recipientName } from "./recipient-name";

async function acting(slug: string) {
  const ctx = await actingAt(slug);
  if (ctx.actor.kind !== "member")
    redirect(`/${slug}/my/sign-in?returnTo=${encodeURIComponent(`/${slug}/my/points/give`)}`);
  return { ctx, memberId: ctx.actor.id };
}

const typedOf = (form: FormData) => ({
  to: textOf(form, "to"),
  points: textOf(form, "points"),
  note: textOf(form, "note"),
});
const numberIn = (typed: string) => Number(typed.normalize("NFKC").replaceAll(/[,\s]/g, ""));

/** First: who it would be, and what would be left. Second, with the key of the first: the gift. What was typed stays. */
export async function give(slug: string, before: GiveState, form: FormData): Promise<GiveState> {
  const { ctx, memberId } = await acting(slug);
  const typed = typedOf(form);
  if (textOf(form, "step") === "back") return { typed: before.typed ?? typed };
  const [t, points] = [await getTranslations("friends.gift"), numberIn(typed.points)];
  if (!Number.isSafeInteger(points) || points < 1) return { typed, fields: { points: t("pointsWrong") } };
  try {
    const key = textOf(form, "key");
    if (key === "") {
      const terms = await giftTerms(ctx, memberId);
      if (terms.isOffered && points > terms.left)
        throw new DomainError("refused", "points.transfer_limit", { left: terms.left });
      const recipient = await lookUpRecipient(ctx, memberId, { to: typed.to });
      const formats = makeFormats(await getLocale(), "Asia/Tokyo");
      return {
        typed,
        ask: {
          key: newId(),
          name: await recipientName(recipient),
          points: formats.number(points),
          left: formats.number(terms.available - points),
        },
      };
    }
    await givePoints(ctx, memberId, { to: typed.to, key, points, note: typed.note }, t("reason"));
  } catch (error) {
    const problem = await problemText(error);
    return error instanceof DomainError && error.reason.startsWith("friends.")
      ? { typed, fields: { to: problem } }
      : { typed, problem };
  }
  revalidatePath(`/${slug}/my`, "layout");
  redirect(`/${slug}/my/points/give?done=1`);
}

/** Takes a gift back. Gives the sentence of a refusal. */
export async function takeBack(slug: string, journalId: string): Promise<string | null> {
  const { ctx, memberId } = await acting(slug);
  try {
    await takeGiftBack(ctx, memberId, { journalId });
  } catch (error) {
    return problemText(error);
  }
  revalidatePath(`/${slug}/my`, "layout");
  redirect(`/${slug}/my/points/give`);
}
