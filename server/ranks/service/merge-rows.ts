import type { TxCtx } from "@/server/kernel/ctx";
import type { MergeMove, MergePart } from "@/server/kernel/member-merge";
import { sql } from "drizzle-orm";
import { businessDay } from "../queries/business-day";
import { type RankMoveRow, tellMoves, toMove } from "./settle-ranks";

/** Both are judged by what is theirs now; only of the record that stays anybody hears. */
async function judgeBoth(t: TxCtx, { fromMemberId, toMemberId, mergeId }: MergeMove, isTold: boolean): Promise<void> {
  const { rows } = await t.tx.execute<RankMoveRow>(sql`
    select member_id, from_rank_id, rank_id, from_level, level, keeps_until::text
    from goen.rank_settle(${t.tenant}, array[${fromMemberId}, ${toMemberId}]::uuid[], ${await businessDay(t)}::date,
      ${t.now.toISOString()}::timestamptz, 'merge', ${mergeId}::uuid)`);
  if (!isTold) return;
  await tellMoves(
    t,
    rows.filter((row) => row.member_id === toMemberId).map((row) => toMove(row, "merge")),
  );
}

/** `rank_facts` come with the purchases (server/purchases). */
export const rankMerge: MergePart = {
  tables: [
    { table: "rank_floors" },
    { table: "rank_standings", kept: "Judged anew for both from the facts each has." },
    { table: "member_ranks", kept: "The history of each record; the merge is a step of it." },
  ],
  hooks: [
    {
      name: "ranks",
      merged: async (t, move) => {
        await judgeBoth(t, move, true);
        return {};
      },
      parted: async (t, move) => {
        await judgeBoth(t, move, false);
        return [];
      },
    },
  ],
};
