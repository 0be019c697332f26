import { and, eq, inArray, sql } from "drizzle-orm";
import { importFaults, importRuns } from "@/db/schema/kernel";
import { audit } from "@/server/kernel/audit";
import { csvMapping } from "@/server/kernel/csv-mapping";
import { type FoundEncoding, surveyCsv } from "@/server/kernel/csv-read";
import { type Ctx, inTransaction, type TxCtx } from "@/server/kernel/ctx";
import { DomainError, toPublicError } from "@/server/kernel/errors";
import { endImportRun, uploadedList } from "@/server/kernel/import-runs";
import { enqueue } from "@/server/kernel/jobs";
import { log } from "@/server/kernel/log";
import { importPurchases, type PurchaseSums } from "@/server/purchases/service/import-purchases";
import type { RowFault } from "../input";
import type { ImportKind } from "../rules/fields";
import { headerOfField } from "../rules/read-row";
import { alone } from "./import-lock";
import { RunPaused, RunStopped, watchRun } from "./run-watch";
import { importRows, noCounts, type RowsProgress } from "./take-rows";

export const runJob = "imports.run";
type Run = typeof importRuns.$inferSelect;

const isRun = (ctx: Ctx, runId: string) => and(eq(importRuns.tenantId, ctx.tenant), eq(importRuns.id, runId));

/**
 * Does a run that was asked for: reads its file, from where an earlier attempt broke off, and ends it with a report. One of a kind at a
 * time and shop; a run that finds another at work stays queued and is called again when that one has ended. Safe to repeat.
 */
export async function runImport(ctx: Ctx, runId: string, signal?: AbortSignal): Promise<void> {
  const [run] = await inTransaction(ctx, (t) => t.tx.select().from(importRuns).where(isRun(t, runId)));
  if (!run || (run.state !== "queued" && run.state !== "running")) return;
  const wasMine = await alone(ctx, run.kind as ImportKind, async () => {
    const [begun] = await inTransaction(ctx, (t) =>
      t.tx
        .update(importRuns)
        .set({ state: "running", begunAt: new Date(), heartbeatAt: new Date(), attempts: sql`attempts + 1` })
        .where(and(isRun(t, runId), inArray(importRuns.state, ["queued", "running"])))
        .returning(),
    );
    if (begun) await work(ctx, begun, signal);
    return true;
  });
  if (wasMine) await wakeNext(ctx, run.kind);
}

/** Calls the run that has waited longest. */
export async function wakeNext(ctx: Ctx, kind: string): Promise<void> {
  await inTransaction(ctx, async (t) => {
    const [next] = await t.tx
      .select({ id: importRuns.id, attempts: importRuns.attempts })
      .from(importRuns)
      .where(and(eq(importRuns.tenantId, t.tenant), eq(importRuns.kind, kind), eq(importRuns.state, "queued")))
      .orderBy(importRuns.startedAt)
      .limit(1);
    if (next) await callRun(t, next.id);
  });
}

/** Puts the run before a worker; several calls are one. */
export const callRun = (t: TxCtx, runId: string): Promise<void> =>
  enqueue(t, runJob, { runId }, { key: `import:${runId}`, maxAttempts: 3 });

async function work(ctx: Ctx, run: Run, signal: AbortSignal | undefined): Promise<void> {
  const watch = watchRun(ctx, run.id, signal);
  const end = async (state: "done" | "failed" | "stopped", report: unknown) => {
    await watch.end();
    await inTransaction(ctx, async (t) => {
      await endImportRun(t, run.id, { state, finishedAt: new Date(), report });
      const action = run.dryRun ? "imports.checked" : "imports.ended";
      await audit(t, { action, subject: { kind: "import_run", id: run.id }, after: { state, kind: run.kind } });
    });
  };
  try {
    const report = await take(ctx, run, watch);
    await end("done", report);
  } catch (error) {
    if (error instanceof RunStopped) {
      await end("stopped", null);
      return;
    }
    if (error instanceof RunPaused) {
      await watch.end();
      await inTransaction(ctx, async (t) => {
        const open = inArray(importRuns.state, ["queued", "running"]);
        const back = t.tx
          .update(importRuns)
          .set({ state: "queued" })
          .where(and(isRun(t, run.id), open));
        if ((await back.returning()).length > 0) await callRun(t, run.id);
      });
      return;
    }
    const { reason, details, code } = toPublicError(error);
    if (code === "internal") log.error({ runId: run.id, err: error }, "import failed");
    await end("failed", { reason, details });
  }
}

async function take(ctx: Ctx, run: Run, watch: ReturnType<typeof watchRun>): Promise<unknown> {
  if (!run.fileId) throw new DomainError("not_found", "imports.file_gone");
  const { source, fileName, sha256 } = await uploadedList(ctx, run.fileId);
  watch.note({ phase: "look" });
  const survey = await surveyCsv({
    open: async function* () {
      for await (const piece of source.open()) {
        watch.look();
        yield piece;
      }
    },
  });
  // Rows that were checked are the rows that are written, or none.
  if (survey.sha256 !== sha256 || survey.sha256 !== run.sha256)
    throw new DomainError("refused", "imports.file_changed");
  const mapping = csvMapping.parse(run.mapping);
  const encoding = (run.encoding ?? survey.encoding) as FoundEncoding;
  const file = { source, mapping, encoding, isDryRun: run.dryRun === 1 };
  const total = Math.max(0, survey.lines - (mapping.hasHeader ? 1 : 0));
  watch.note({ rowsTotal: total });
  return run.kind === "purchases"
    ? takePurchases(ctx, run, { ...file, filePath: fileName }, watch)
    : takeRows(ctx, run, file, watch);
}

async function takeRows(
  ctx: Ctx,
  run: Run,
  file: Parameters<typeof importRows>[2],
  watch: ReturnType<typeof watchRun>,
): Promise<unknown> {
  const earlier = (run.counts as RowsProgress["counts"] | null) ?? noCounts();
  const isAgain = run.rowsDone > 0;
  watch.note({ phase: file.isDryRun ? "check" : "write" });
  const counts = await importRows(ctx, run.kind as "members", file, {
    ...(isAgain ? { from: { rows: run.rowsDone, counts: earlier } } : {}),
    onGroup: async (t, now, faults) => {
      await writeFaults(t, run.id, faults);
      await t.tx
        .update(importRuns)
        .set({ rowsDone: now.rows, counts: now.counts, faultCount: now.counts.refused + now.counts.warned })
        .where(isRun(t, run.id));
    },
    onProgress: () => watch.look(),
  });
  return { kind: "rows", counts, isResumed: isAgain };
}

async function takePurchases(
  ctx: Ctx,
  run: Run,
  file: Pick<Parameters<typeof importPurchases>[1], "filePath" | "source" | "mapping" | "encoding" | "isDryRun">,
  watch: ReturnType<typeof watchRun>,
): Promise<unknown> {
  // The rows set aside are found anew by every attempt.
  await inTransaction(ctx, (t) =>
    t.tx.delete(importFaults).where(and(eq(importFaults.tenantId, t.tenant), eq(importFaults.runId, run.id))),
  );
  let faultCount = 0;
  const report = await importPurchases(ctx, {
    ...file,
    run: {
      id: run.id,
      earlier: run.counts as PurchaseSums | null,
      onWritten: async (t, sums) => {
        await t.tx.update(importRuns).set({ counts: sums }).where(isRun(t, run.id));
      },
    },
    onProgress: ({ phase, done, total }) => {
      watch.look();
      watch.note({ phase, rowsDone: done, ...(total === null ? {} : { rowsTotal: total }) });
    },
    onSetAside: async (rows) => {
      watch.look();
      const faults = rows.map(({ rowNo, receipt, field, seen, reason }) => ({
        rowNo,
        subject: receipt,
        column: field && headerOfField(file.mapping, field),
        value: seen,
        reason,
      }));
      faultCount += faults.length;
      await inTransaction(ctx, async (t) => {
        await writeFaults(t, run.id, faults);
        await t.tx.update(importRuns).set({ faultCount }).where(isRun(t, run.id));
      });
    },
  });
  return { kind: "purchases", books: report, isResumed: run.attempts > 1 };
}

async function writeFaults(t: TxCtx, runId: string, faults: readonly RowFault[]): Promise<void> {
  if (faults.length === 0) return;
  const met = new Map<number, number>();
  const rows = faults.map((fault) => {
    const tie = met.get(fault.rowNo) ?? 0;
    met.set(fault.rowNo, tie + 1);
    return { ...fault, tie, isWarning: fault.isWarning ?? false };
  });
  await t.tx.execute(sql`
    insert into import_faults (tenant_id, run_id, row_no, tie, is_warning, subject, header, value, reason)
    select ${t.tenant}, ${runId}, r."rowNo", r.tie, r."isWarning", r.subject, r."column", r.value, r.reason
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r("rowNo" bigint, tie int, "isWarning" boolean, subject text,
      "column" text, value text, reason text)
    on conflict do nothing`);
}
