import { and, eq, sql } from "drizzle-orm";
import { rankRuns } from "@/db/schema/ranks";
import { inTransaction, type Ctx, type TxCtx } from "@/server/kernel/ctx";
import { emit } from "@/server/kernel/domain-events";
import { pastRunId } from "../rules";
import { businessDay } from "../queries/business-day";
import { settleRanks } from "./settle-ranks";

async function beginRun(t: TxCtx, programId: string): Promise<boolean> {
  const begun = await t.tx.execute(sql`
    insert into rank_runs (tenant_id, program_id, state, total, started_at)
    select ${t.tenant}, ${programId}, 'waiting', (select count(*) from members m where m.tenant_id = ${t.tenant}), ${t.now}::timestamptz
    on conflict do nothing`);
  return (begun.rowCount ?? 0) > 0;
}

/** Whether everything that was bought before counts already; begins the run that counts it where there is none yet. */
export async function pastCounts(ctx: Ctx): Promise<boolean> {
  return inTransaction(ctx, async (t) => {
    const [run] = await t.tx
      .select({ state: rankRuns.state })
      .from(rankRuns)
      .where(and(eq(rankRuns.tenantId, t.tenant), eq(rankRuns.programId, pastRunId)));
    if (!run) await beginRun(t, pastRunId);
    return run?.state === "done";
  });
}

/** Begins a version once; everybody is then judged page by page (`advanceRun`). */
export async function beginProgram(t: TxCtx, programId: string): Promise<void> {
  if (await beginRun(t, programId)) await emit(t, "rank_program.began", { programId });
}

/**
 * Takes the next page of members, in the order of their ids: lets `countPast` add what they bought before, judges them by the new
 * version and notes how far it has come, all in one transaction. Returns whether everybody is done; safe to repeat after a break.
 */
export async function advanceRun(
  ctx: Ctx,
  input: { programId: string; pageSize: number },
  countPast: (t: TxCtx, memberIds: string[]) => Promise<unknown>,
): Promise<boolean> {
  return inTransaction(ctx, async (t) => {
    const mine = and(eq(rankRuns.tenantId, t.tenant), eq(rankRuns.programId, input.programId));
    const [run] = await t.tx.select().from(rankRuns).where(mine).for("update");
    if (!run || run.state === "done") return true;
    const { rows } = await t.tx.execute<{ member_id: string }>(sql`
      select m.member_id from members m
      where m.tenant_id = ${t.tenant} and m.member_id > ${run.lastMemberId ?? "00000000-0000-0000-0000-000000000000"}
      order by m.member_id limit ${input.pageSize}`);
    const memberIds = rows.map((row) => row.member_id);
    if (memberIds.length === 0) {
      await t.tx.update(rankRuns).set({ state: "done", done: run.total, finishedAt: t.now }).where(mine);
      return true;
    }
    await countPast(t, memberIds);
    // Members who never bought anything have no standing to move: they are at the lowest rank without one.
    const known = await t.tx.execute<{ member_id: string }>(sql`
      select m.id as member_id from unnest(${`{${memberIds.join(",")}}`}::uuid[]) m(id)
      where exists (select from rank_facts f where f.tenant_id = ${t.tenant} and f.member_id = m.id)
        or exists (select from rank_standings s where s.tenant_id = ${t.tenant} and s.member_id = m.id)`);
    const moves = await settleRanks(
      t,
      known.rows.map((row) => row.member_id),
      await businessDay(t),
      "program",
    );
    await t.tx
      .update(rankRuns)
      .set({
        state: "judging",
        done: run.done + memberIds.length,
        total: Math.max(run.total, run.done + memberIds.length),
        changed: run.changed + moves.length,
        lastMemberId: memberIds.at(-1) ?? null,
      })
      .where(mine);
    return false;
  });
}
