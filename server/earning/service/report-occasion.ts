import type { z } from "zod";
import { audit } from "@/server/kernel/audit";
import { type Ctx, inTransaction } from "@/server/kernel/ctx";
import { DomainError } from "@/server/kernel/errors";
import { parseInput } from "@/server/kernel/parse";
import { lockInUse, type RecordReasons } from "@/server/members/queries/member-record";
import { canReport, forbidUnless } from "../access";
import { reportOccasionInput, withdrawReportInput } from "../input";
import { giveOccasion, type OccasionAward, occasionCause } from "./give-occasion";
import { lockMember } from "./member-lock";
import { takeBackOccasion } from "./take-back-occasion";

/** Another system's clock may be ahead of ours by so much; what is older than the last is no news. */
const mostAheadMs = 5 * 60_000;
const oldestDays = 90;
const dayMs = 86_400_000;

/** LINE is linked once in the life of a record, whatever the other system calls each time. */
const keyOf = ({ occasion, reportId }: { occasion: string; reportId: string }) =>
  occasion === "line_link" ? "once" : `reported:${reportId}`;

const memberReasons: RecordReasons = {
  unknown: "points.member_unknown",
  merged: "earning.member_merged",
  left: "earning.member_left",
  field: "memberId",
};

/**
 * Another system of the shop tells that a member did something (a survey answered, a review written, LINE linked, a warranty registered):
 * gives what the rules in force then give, once per `reportId`. Nothing where no rule speaks of it. Throws not_found `points.member_unknown`,
 * refused `earning.member_left`, `earning.member_merged`, invalid `earning.occasion_time` (ahead of our clock, or older than 90 days), forbidden.
 */
export async function reportOccasion(ctx: Ctx, input: z.input<typeof reportOccasionInput>): Promise<OccasionAward> {
  forbidUnless(canReport(ctx.actor));
  const asked = parseInput(reportOccasionInput, input);
  const occurredAt = asked.occurredAt === undefined ? ctx.now : new Date(asked.occurredAt);
  const aheadMs = occurredAt.getTime() - ctx.now.getTime();
  if (aheadMs > mostAheadMs || aheadMs < -oldestDays * dayMs)
    throw new DomainError("invalid", "earning.occasion_time", { field: "occurredAt", days: oldestDays });
  const { memberId, occasion, reportId } = asked;
  return inTransaction(ctx, async (t) => {
    await lockMember(t, memberId);
    await lockInUse(t, memberId, memberReasons);
    const award = await giveOccasion(t, { memberId, occasion, key: keyOf(asked), storeId: null, occurredAt });
    const { points, isRepeat } = award;
    if (!isRepeat && points > 0)
      await audit(t, {
        action: "earning.report_occasion",
        subject: { kind: "member", id: memberId },
        memberId,
        after: { occasion, reportId, points },
      });
    return award;
  });
}

/**
 * What was told has gone (a review taken down, an answer that was none): takes its points back; what is spent already becomes debt. Repeating it,
 * or withdrawing what gave nothing, does nothing. Throws not_found `points.member_unknown`, refused like `reportOccasion`, forbidden.
 */
export async function withdrawReport(
  ctx: Ctx,
  input: z.input<typeof withdrawReportInput>,
): Promise<{ points: number }> {
  forbidUnless(canReport(ctx.actor));
  const asked = parseInput(withdrawReportInput, input);
  const { memberId, occasion, reportId } = asked;
  return inTransaction(ctx, async (t) => {
    await lockMember(t, memberId);
    await lockInUse(t, memberId, memberReasons);
    const causeId = occasionCause(t.tenant, { memberId, occasion, key: keyOf(asked) });
    const { points } = await takeBackOccasion(t, { memberId, causeId });
    if (points > 0)
      await audit(t, {
        action: "earning.withdraw_report",
        subject: { kind: "member", id: memberId },
        memberId,
        after: { occasion, reportId, points: -points },
      });
    return { points };
  });
}
