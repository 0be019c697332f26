import { and, desc, eq, gt, inArray, ne, sql } from "drizzle-orm";
import type { z } from "zod";
import { importFaults, importMappings, importRuns } from "@/db/schema/kernel";
import { staffAccounts, staffMemberships } from "@/db/schema/tenancy";
import { type Ctx, read } from "@/server/kernel/ctx";
import { cursorOf, readCursor } from "@/server/kernel/cursor";
import { DomainError } from "@/server/kernel/errors";
import { listKeptUntil } from "@/server/kernel/import-runs";
import { parseInput } from "@/server/kernel/parse";
import { canImport } from "../access";
import { faultsInput, type ImportState, listInput, runInput } from "../input";
import type { ImportKind } from "../rules/fields";

function authorise(ctx: Ctx): void {
  const refusal = canImport(ctx.actor);
  if (refusal) throw new DomainError("forbidden", refusal);
}

const columns = {
  runId: importRuns.id,
  kind: sql<ImportKind>`${importRuns.kind}`,
  fileName: importRuns.fileName,
  state: sql<ImportState>`${importRuns.state}`,
  isDryRun: sql<boolean>`${importRuns.dryRun} = 1`,
  startedAt: importRuns.startedAt,
  finishedAt: importRuns.finishedAt,
  rowsDone: importRuns.rowsDone,
  rowsTotal: importRuns.rowsTotal,
  faultCount: importRuns.faultCount,
  phase: importRuns.phase,
  counts: importRuns.counts,
  report: importRuns.report,
  startedBy: staffAccounts.name,
};

const selected = (tx: Parameters<Parameters<typeof read>[1]>[0]) =>
  tx
    .select(columns)
    .from(importRuns)
    .leftJoin(
      staffMemberships,
      and(eq(staffMemberships.tenantId, importRuns.tenantId), eq(staffMemberships.id, importRuns.startedById)),
    )
    .leftJoin(staffAccounts, eq(staffAccounts.id, staffMemberships.accountId));

/** Every import of the shop, the latest first. */
export async function listRuns(ctx: Ctx, input: z.input<typeof listInput>) {
  authorise(ctx);
  const { kind, state, cursor, limit } = parseInput(listInput, input);
  const [at, id] = cursor ? readCursor(cursor, 2) : [];
  const rows = await read(ctx, (tx) =>
    selected(tx)
      .where(
        and(
          eq(importRuns.tenantId, ctx.tenant),
          kind && eq(importRuns.kind, kind),
          state && eq(importRuns.state, state),
          at && id ? sql`(${importRuns.startedAt}, ${importRuns.id}) < (${at}::timestamptz, ${id}::uuid)` : undefined,
        ),
      )
      .orderBy(desc(importRuns.startedAt), desc(importRuns.id))
      .limit(limit + 1),
  );
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  return {
    rows: page,
    nextCursor: rows.length > limit && last ? cursorOf(last.startedAt.toISOString(), last.runId) : null,
  };
}

/** One import with its report; a check names the run that followed it. Throws `not_found`. */
export async function runById(ctx: Ctx, input: z.input<typeof runInput>) {
  authorise(ctx);
  const { runId } = parseInput(runInput, input);
  const [[run], [own], [next], [ahead]] = await read(ctx, async (tx) => [
    await selected(tx).where(and(eq(importRuns.tenantId, ctx.tenant), eq(importRuns.id, runId))),
    await tx
      .select()
      .from(importRuns)
      .where(and(eq(importRuns.tenantId, ctx.tenant), eq(importRuns.id, runId))),
    await tx
      .select({ runId: importRuns.id })
      .from(importRuns)
      .where(
        and(
          eq(importRuns.tenantId, ctx.tenant),
          eq(importRuns.checkedRunId, runId),
          inArray(importRuns.state, ["queued", "running", "done"]),
        ),
      )
      .limit(1),
    await tx
      .select({ runId: importRuns.id })
      .from(importRuns)
      .where(
        and(
          eq(importRuns.tenantId, ctx.tenant),
          eq(importRuns.state, "running"),
          ne(importRuns.id, runId),
          sql`${importRuns.kind} = (select kind from import_runs r where r.tenant_id = ${ctx.tenant} and r.id = ${runId})`,
        ),
      )
      .limit(1),
  ]);
  if (!run || !own) throw new DomainError("not_found", "imports.not_found");
  const { fileId, encoding, attempts, checkedRunId, stopRequestedAt, mapping } = own;
  return {
    ...run,
    now: ctx.now,
    fileId,
    encoding,
    attempts,
    checkedRunId,
    mapping,
    isStopping: stopRequestedAt !== null && run.finishedAt === null,
    nextRunId: next?.runId ?? null,
    /** The run of the same kind that must end first. */
    waitsFor: run.state === "queued" ? (ahead?.runId ?? null) : null,
    fileKeptUntil: fileId ? await listKeptUntil(ctx, fileId) : null,
  };
}

/** Rows set aside by a run, in the order of the file. */
export async function faultsOfRun(ctx: Ctx, input: z.input<typeof faultsInput>) {
  authorise(ctx);
  const { runId, cursor, limit } = parseInput(faultsInput, input);
  const [rowNo, tie] = cursor ? readCursor(cursor, 2).map(Number) : [-1, 0];
  const rows = await read(ctx, (tx) =>
    tx
      .select()
      .from(importFaults)
      .where(
        and(
          eq(importFaults.tenantId, ctx.tenant),
          eq(importFaults.runId, runId),
          sql`(${importFaults.rowNo}, ${importFaults.tie}) > (${rowNo}, ${tie})`,
          gt(importFaults.rowNo, -1),
        ),
      )
      .orderBy(importFaults.rowNo, importFaults.tie)
      .limit(limit + 1),
  );
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  return {
    rows: page.map(({ rowNo: row, subject, header, value, reason, isWarning }) => ({
      rowNo: row,
      subject,
      column: header,
      value,
      reason,
      isWarning,
    })),
    nextCursor: rows.length > limit && last ? cursorOf(String(last.rowNo), String(last.tie)) : null,
  };
}

/** Every remembered mapping, the last used first. */
export async function listMappings(ctx: Ctx) {
  authorise(ctx);
  const { id, kind, name, headers, usedAt } = importMappings;
  return read(ctx, (tx) =>
    tx
      .select({ mappingId: id, kind: sql<ImportKind>`${kind}`, name, headers: sql<string[]>`${headers}`, usedAt })
      .from(importMappings)
      .where(eq(importMappings.tenantId, ctx.tenant))
      .orderBy(desc(usedAt))
      .limit(200),
  );
}
