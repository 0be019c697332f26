import { sql } from "drizzle-orm";
import { audit } from "@/server/kernel/audit";
import { type Ctx, inTransaction } from "@/server/kernel/ctx";
import { endImportRun } from "@/server/kernel/import-runs";
import { callRun } from "./run-import";

const silentSeconds = 20;
const maxAttempts = 5;
const faultDays = 31;

/**
 * Finds runs whose worker has been silent and puts them before another; one that broke off too often is ended and says so. Rows set
 * aside are forgotten a day after the file they stand in.
 */
export async function tendRuns(ctx: Ctx): Promise<void> {
  await inTransaction(ctx, async (t) => {
    const { rows } = await t.tx.execute<{ id: string; attempts: number }>(sql`
      select id, attempts from import_runs where tenant_id = ${t.tenant} and file_id is not null and state in ('queued', 'running')
        and coalesce(case when state = 'running' then heartbeat_at end, greatest(started_at, heartbeat_at))
          < ${t.now}::timestamptz - make_interval(secs => ${silentSeconds})
      for update skip locked`);
    for (const { id, attempts } of rows) {
      if (attempts < maxAttempts) {
        await t.tx.execute(sql`update import_runs set state = 'queued', heartbeat_at = ${t.now}::timestamptz
          where tenant_id = ${t.tenant} and id = ${id}`);
        await callRun(t, id);
        continue;
      }
      await endImportRun(t, id, {
        state: "failed",
        finishedAt: t.now,
        report: { reason: "imports.gave_up", details: {} },
      });
      await audit(t, { action: "imports.ended", subject: { kind: "import_run", id }, after: { state: "failed" } });
    }
    await t.tx.execute(sql`delete from import_faults f using import_runs r
      where r.tenant_id = ${t.tenant} and r.started_at < ${t.now}::timestamptz - make_interval(days => ${faultDays})
        and f.tenant_id = r.tenant_id and f.run_id = r.id`);
  });
}
