import { and, eq, sql } from "drizzle-orm";
import { replayRuns } from "@/db/schema/replay";
import type { EarnRule } from "@/server/earning/input";
import { type Ctx, inTransaction, type TxCtx } from "@/server/kernel/ctx";

export interface ReplayResult {
  yen: number;
  pointsNow: number;
  pointsNew: number;
  /** Of `pointsNew`, what is above the budgets and would not have been given; of `pointsNow` likewise. */
  cutNew: number;
  cutNow: number;
  members: number;
  gain: number;
  lose: number;
  same: number;
  /** Members by how much they gain or lose. */
  bands: { from: number | null; until: number | null; members: number }[];
}

/** What rules would have given above their budgets, period by period. */
async function aboveBudgets(t: TxCtx, runId: string, rules: readonly EarnRule[], side: "points_now" | "points_new") {
  const { rows } = await t.tx.execute<{ key: string; points: number }>(sql`
    select key, ${sql.raw(side)} as points from replay_sums
    where tenant_id = ${t.tenant} and run_id = ${runId} and kind = 'budget'`);
  return rows.reduce((sum, { key, points }) => {
    const budget = rules.find(({ id }) => id === key.split("|")[0])?.limits.budget?.points;
    return sum + (budget === undefined ? 0 : Math.max(0, points - budget));
  }, 0);
}

/** Closes a run whose members are all done: sums, and how many gain and lose how much. */
export async function finishReplay(ctx: Ctx, runId: string): Promise<string> {
  return inTransaction(ctx, async (t) => {
    const key = and(eq(replayRuns.tenantId, t.tenant), eq(replayRuns.id, runId));
    const [run] = await t.tx.select().from(replayRuns).where(key).for("update");
    if (run?.state !== "running") return run?.state ?? "gone";
    const { rows: totals } = await t.tx.execute<{ yen: number; points_now: number; points_new: number }>(sql`
      select yen, points_now, points_new from replay_sums where tenant_id = ${t.tenant} and run_id = ${runId} and kind = 'total'`);
    const { rows: spread } = await t.tx.execute<{ band: number; members: number }>(sql`
      select width_bucket(difference, array[-1000, -100, 0, 1, 101, 1001]::bigint[]) as band, count(*)::int as members
      from replay_members where tenant_id = ${t.tenant} and run_id = ${runId} group by 1`);
    const ends: [number | null, number | null][] = [
      [null, -1_001],
      [-1_000, -101],
      [-100, -1],
      [0, 0],
      [1, 100],
      [101, 1_000],
      [1_001, null],
    ];
    const bands = ends.map(([from, until], band) => ({
      from,
      until,
      members: spread.find((one) => one.band === band)?.members ?? 0,
    }));
    const count = (test: (band: number) => boolean) =>
      bands.reduce((sum, { members }, band) => sum + (test(band) ? members : 0), 0);
    const result: ReplayResult = {
      yen: totals[0]?.yen ?? 0,
      pointsNow: totals[0]?.points_now ?? 0,
      pointsNew: totals[0]?.points_new ?? 0,
      cutNow: await aboveBudgets(t, runId, run.nowRules as EarnRule[], "points_now"),
      cutNew: await aboveBudgets(t, runId, run.newRules as EarnRule[], "points_new"),
      members: count(() => true),
      gain: count((band) => band > 3),
      lose: count((band) => band < 3),
      same: count((band) => band === 3),
      bands,
    };
    await t.tx.update(replayRuns).set({ state: "done", finishedAt: t.now, result }).where(key);
    return "done";
  });
}
