import type { z } from "zod";
import type { Ctx } from "@/server/kernel/ctx";
import { DomainError } from "@/server/kernel/errors";
import { parseInput } from "@/server/kernel/parse";
import { throttle } from "@/server/kernel/throttle";
import { type MaskedMember, recipientBy } from "@/server/members/queries/recipient";
import { takeBackGift, transferPoints } from "@/server/points/service/transfer-points";
import { demand } from "@/server/tenancy/access";
import { canGive } from "../access";
import { giftInput, giftKey, recipientInput } from "../input";
import { giftTerms } from "../queries/gifts";

/** Who tries out numbers to see initials waits. */
const lookups = { name: "gift-recipient", points: 10, windowSeconds: 3_600 };

/**
 * Who would get the points: masked, as the giver may see them. Throws not_found `friends.recipient` (unknown, left and another shop's
 * alike), refused `points.transfer_off`, `friends.to_oneself`, `limited`, forbidden.
 */
export async function lookUpRecipient(
  ctx: Ctx,
  memberId: string,
  input: z.input<typeof recipientInput>,
): Promise<MaskedMember> {
  demand(canGive(ctx.actor, memberId));
  const { to } = parseInput(recipientInput, input);
  if (!(await giftTerms(ctx, memberId)).isOffered) throw new DomainError("refused", "points.transfer_off");
  await throttle(lookups, `${ctx.tenant}:${memberId}`);
  return demandRecipient(ctx, memberId, to);
}

async function demandRecipient(ctx: Ctx, memberId: string, to: string): Promise<MaskedMember> {
  const found = await recipientBy(ctx, to);
  if (!found) throw new DomainError("not_found", "friends.recipient");
  if (found.memberId === memberId) throw new DomainError("refused", "friends.to_oneself");
  return found;
}

/**
 * Gives one's own points to another member, within the shop's limits. The same `key` again is the same gift. Throws what `lookUpRecipient` and
 * `transferPoints` throw.
 */
export async function givePoints(
  ctx: Ctx,
  memberId: string,
  input: z.input<typeof giftInput>,
  reason: string,
): Promise<{ available: number }> {
  demand(canGive(ctx.actor, memberId));
  const { to, key, points, note } = parseInput(giftInput, input);
  const recipient = await demandRecipient(ctx, memberId, to);
  const { available } = await transferPoints(ctx, {
    fromMemberId: memberId,
    toMemberId: recipient.memberId,
    key: `gift:${key}`,
    points,
    reason: note || reason,
  });
  return { available };
}

/** Takes one's own gift back while there is time. Throws what `takeBackGift` throws. */
export async function takeGiftBack(
  ctx: Ctx,
  memberId: string,
  input: z.input<typeof giftKey>,
): Promise<{ points: number; missing: number }> {
  demand(canGive(ctx.actor, memberId));
  const { journalId } = parseInput(giftKey, input);
  return takeBackGift(ctx, { memberId, journalId });
}
