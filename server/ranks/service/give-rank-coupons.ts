import { sql } from "drizzle-orm";
import { issueMany } from "@/server/coupons/service/issue-coupon";
import { type Ctx, inTransaction } from "@/server/kernel/ctx";
import { DomainError } from "@/server/kernel/errors";
import { currentVersion } from "../queries/programs";
import { rankOf } from "../queries/rank-of";
import type { RankMove } from "./settle-ranks";

/** Days before which who fell and rose again does not get a rank's coupon once more, where the program says nothing. */
export const againAfterDays = 365;
/** What nobody has earned by themselves. */
const unearned: readonly RankMove["why"][] = ["import", "merge", "program", "manual_ended"];

/**
 * Gives the coupons of a rank to whoever has risen to it: once per promotion, and not again within the program's days after falling and
 * rising. One that is over, stopped or given to the last is passed by. Safe to repeat; who has another rank by now gets nothing.
 */
export async function giveRankCoupons(
  ctx: Ctx,
  { memberId, rankId, fromLevel, level, why }: Pick<RankMove, "memberId" | "rankId" | "fromLevel" | "level" | "why">,
): Promise<void> {
  if (level <= fromLevel || unearned.includes(why)) return;
  const definition = (await currentVersion(ctx))?.definition;
  const couponIds = definition?.levels.find(({ id }) => id === rankId)?.couponIds ?? [];
  if (couponIds.length === 0) return;
  const rank = await rankOf(ctx, memberId);
  if (rank?.rankId !== rankId || rank.since === null) return;
  const promotion = rank.since.toISOString();
  const days = definition?.couponAgainAfterDays ?? againAfterDays;
  await inTransaction(ctx, async (t) => {
    for (const couponId of couponIds) {
      const key = `rank:${rankId}:${couponId}:${promotion}`;
      const { rows } = await t.tx.execute(sql`
        select from held_coupons h where h.tenant_id = ${t.tenant} and h.member_id = ${memberId} and h.coupon_id = ${couponId}
          and h.source = 'rank' and h.issue_key <> ${key} and h.origin_id = ${rankId}
          and h.issued_at > ${t.now.toISOString()}::timestamptz - make_interval(days => ${days}::integer)`);
      if (rows.length > 0) continue;
      const row = { memberId, key, sourceId: null };
      await issueMany(t, { couponId, source: "rank", originId: rankId, rows: [row] }).catch((error: unknown) => {
        if (!(error instanceof DomainError)) throw error;
      });
    }
  });
}
