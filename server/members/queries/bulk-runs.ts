import { and, desc, eq, gt, sql } from "drizzle-orm";
import type { z } from "zod";
import { memberBulkRuns } from "@/db/schema/member-desk";
import { type Ctx, read } from "@/server/kernel/ctx";
import { DomainError } from "@/server/kernel/errors";
import { parseInput } from "@/server/kernel/parse";
import { demand } from "@/server/tenancy/access";
import { canRunBulk } from "../access";
import { bulkRef } from "../input";
import { undoLifeMs } from "../service/bulk";
import { staffNames } from "./staff-names";

const columns = {
  runId: memberBulkRuns.id,
  action: memberBulkRuns.action,
  tagId: memberBulkRuns.tagId,
  state: memberBulkRuns.state,
  total: memberBulkRuns.total,
  createdBy: memberBulkRuns.createdBy,
  createdAt: memberBulkRuns.createdAt,
  finishedAt: memberBulkRuns.finishedAt,
};

/** How far a bulk action is: done of total, how many it changed, and until when it can be taken back. Throws `not_found`. */
export async function bulkRun(ctx: Ctx, input: z.input<typeof bulkRef>) {
  demand(canRunBulk(ctx.actor));
  const { runId } = parseInput(bulkRef, input);
  return read(ctx, async (tx) => {
    const [run] = await tx
      .select(columns)
      .from(memberBulkRuns)
      .where(and(eq(memberBulkRuns.tenantId, ctx.tenant), eq(memberBulkRuns.id, runId)));
    if (!run) throw new DomainError("not_found", "members.bulk_run");
    const { rows } = await tx.execute<{ done: number; changed: number; undone: number }>(sql`
      select count(*) filter (where state <> 'waiting')::int as done, count(*) filter (where state = 'changed')::int as changed,
        count(*) filter (where is_undone)::int as undone
      from member_bulk_items where tenant_id = ${ctx.tenant} and run_id = ${runId}::uuid`);
    const { done = 0, changed = 0, undone = 0 } = rows[0] ?? {};
    return { ...run, done, changed, undone, undoUntil: undoUntil(run) };
  });
}

const undoUntil = (run: { state: string; finishedAt: Date | null }) =>
  run.finishedAt && (run.state === "done" || run.state === "stopped")
    ? new Date(run.finishedAt.getTime() + undoLifeMs)
    : null;

/** Bulk actions under way, and those that can still be taken back, newest first. */
export async function recentBulkRuns(ctx: Ctx) {
  demand(canRunBulk(ctx.actor));
  const since = new Date(ctx.now.getTime() - 24 * 3_600_000);
  const rows = await read(ctx, (tx) =>
    tx
      .select(columns)
      .from(memberBulkRuns)
      .where(and(eq(memberBulkRuns.tenantId, ctx.tenant), gt(memberBulkRuns.createdAt, since)))
      .orderBy(desc(memberBulkRuns.createdAt))
      .limit(20),
  );
  const open = rows.filter((run) => {
    const until = undoUntil(run);
    return run.state === "running" || run.state === "undoing" || (until !== null && until > ctx.now);
  });
  const names = await staffNames(
    ctx,
    open.map((run) => run.createdBy),
  );
  return open.map(({ createdBy, ...run }) => ({
    ...run,
    by: (createdBy && names.get(createdBy)) || null,
    undoUntil: undoUntil(run),
  }));
}
