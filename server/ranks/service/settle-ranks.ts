import { sql } from "drizzle-orm";
import type { TxCtx } from "@/server/kernel/ctx";
import { emitMany } from "@/server/kernel/domain-events";

export interface RankMove {
  memberId: string;
  fromRankId: string;
  rankId: string;
  fromLevel: number;
  level: number;
  /** Business day up to which the new rank is kept; null: for ever, or the lowest. */
  keepsUntil: string | null;
  why: "purchase" | "return" | "import" | "judgement" | "program" | "manual" | "manual_ended" | "merge";
}

export type RankMoveRow = {
  member_id: string;
  from_rank_id: string;
  rank_id: string;
  from_level: number;
  level: number;
  keeps_until: string | null;
} & Record<string, unknown>;

export const toMove = (row: RankMoveRow, why: RankMove["why"]): RankMove => ({
  memberId: row.member_id,
  fromRankId: row.from_rank_id,
  rankId: row.rank_id,
  fromLevel: row.from_level,
  level: row.level,
  keepsUntil: row.keeps_until,
  why,
});

/** Says who rose and fell. Nobody is told of the beginning of a version: it moves everybody at once and nobody has earned it. */
export async function tellMoves(t: TxCtx, moves: RankMove[]): Promise<void> {
  const told = moves.filter((move) => move.why !== "program");
  await emitMany(
    t,
    "rank.changed",
    told.map(({ keepsUntil: _keepsUntil, ...move }) => move),
  );
}

/** Brings members to the rank they should have on a business day; safe to repeat. Returns whose rank changed. */
export async function settleRanks(
  t: TxCtx,
  memberIds: readonly string[],
  day: string,
  why: RankMove["why"],
  causeId: string | null = null,
): Promise<RankMove[]> {
  if (memberIds.length === 0) return [];
  const ids = `{${memberIds.join(",")}}`;
  const { rows } = await t.tx.execute<RankMoveRow>(sql`
    select member_id, from_rank_id, rank_id, from_level, level, keeps_until::text
    from goen.rank_settle(${t.tenant}, ${ids}::uuid[], ${day}::date, ${t.now}::timestamptz, ${why}, ${causeId}::uuid)`);
  const moves = rows.map((row) => toMove(row, why));
  await tellMoves(t, moves);
  return moves;
}
