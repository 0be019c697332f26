import { type Ctx, inTransaction } from "@/server/kernel/ctx";
import { parseInput } from "@/server/kernel/parse";
import { canAward, forbidUnless } from "../access";
import { type AwardOccasion, awardOccasionInput } from "../input";
import { waitsForPurchase } from "../rules/occasion";
import { giveOccasion, type OccasionAward } from "./give-occasion";
import { lockMember } from "./member-lock";
import { promise } from "./promises";

/**
 * Gives what the rules in force give for an occasion, once per key; referrals only promise it, until the friend's first purchase
 * (`keepPromises`). Nothing where no rule speaks of it. Throws forbidden, not_found `points.member_unknown`, refused `points.wallet_closed`.
 */
export async function awardOccasion(ctx: Ctx, input: AwardOccasion): Promise<OccasionAward> {
  const parsed = parseInput(awardOccasionInput, input);
  forbidUnless(canAward(ctx.actor, parsed.memberId));
  const asked = { ...parsed, occurredAt: parsed.occurredAt ?? ctx.now };
  return inTransaction(ctx, async (t) => {
    await lockMember(t, asked.memberId);
    if (!waitsForPurchase(asked.occasion) || asked.relatedMemberId === null) return giveOccasion(t, asked);
    const waitsFor = asked.occasion === "referral" ? asked.relatedMemberId : asked.memberId;
    return promise(t, asked, waitsFor, asked.promiseDays);
  });
}
