import { type SQL, sql } from "drizzle-orm";
import type { TxCtx } from "@/server/kernel/ctx";
import { tenantOf } from "@/server/kernel/gate";
import { parseInput } from "@/server/kernel/parse";
import { businessDayIn } from "@/server/kernel/time";
import { type RankFact, rankFact } from "../input";
import { type RankMove, type RankMoveRow, settleRanks, tellMoves, toMove } from "./settle-ranks";

const whyOf = { sale: "purchase", return: "return", import: "import", manual: "manual" } as const;

/**
 * Adds what counts towards a member's rank and judges the member again, in the transaction of its cause. Promotes at once; a return
 * takes a rank back as the program says. Returns how the rank changed, or null. A fact that is known already changes nothing.
 */
export async function countTowardsRank(t: TxCtx, fact: RankFact): Promise<RankMove | null> {
  const { memberId, factId, kind, amountYen, points, occurredAt, ...rest } = parseInput(rankFact, fact);
  const shop = await tenantOf(t);
  const dayOf = (at: Date) => businessDayIn(at, shop.timeZone, shop.businessDayStartMinutes);
  const purchases = rest.purchases ?? (kind === "sale" || kind === "import" ? 1 : 0);
  const { rows } = await t.tx.execute<RankMoveRow>(sql`
    select member_id, from_rank_id, rank_id, from_level, level, keeps_until::text
    from goen.count_towards_rank(${t.tenant}, ${memberId}, ${factId}, ${kind}, ${amountYen}::bigint, ${purchases}::integer,
      ${points}::bigint, ${rest.countsOn ?? dayOf(occurredAt)}::date, ${occurredAt}::timestamptz, ${dayOf(t.now)}::date,
      ${t.now}::timestamptz, ${whyOf[kind]})`);
  const moves = rows.map((row) => toMove(row, whyOf[kind]));
  await tellMoves(t, moves);
  return moves[0] ?? null;
}

/**
 * The same for many at once. `facts` selects member_id, fact_id, kind, amount_yen, purchases, points, counts_on and occurred_at of
 * members of this shop, one row per fact and day; those known already are left alone. Judges them again, but for a version that begins,
 * which judges everybody itself. Returns how many were new.
 */
export async function countManyTowardsRank(t: TxCtx, facts: SQL, why: "import" | "program"): Promise<number> {
  const { rows } = await t.tx.execute<{ member_id: string; n: number }>(sql`
    with written as (
      insert into rank_facts (tenant_id, member_id, fact_id, counted_on, kind, amount_yen, purchases, points, occurred_at, recorded_at)
      select ${t.tenant}, f.member_id, f.fact_id, f.counts_on, f.kind, f.amount_yen, f.purchases, f.points, f.occurred_at, ${t.now}::timestamptz
      from (${facts}) f on conflict do nothing returning member_id
    ) select member_id, count(*) as n from written group by member_id`);
  const written = rows.reduce((sum, row) => sum + row.n, 0);
  if (written === 0 || why === "program") return written;
  const shop = await tenantOf(t);
  const today = businessDayIn(t.now, shop.timeZone, shop.businessDayStartMinutes);
  const memberIds = rows.map((row) => row.member_id);
  await settleRanks(t, memberIds, today, why);
  return written;
}
