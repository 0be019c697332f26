import { and, eq, sql } from "drizzle-orm";
import { files } from "@/db/schema/files";
import { importRuns } from "@/db/schema/kernel";
import { type Ctx, inTransaction, read, type TxCtx } from "./ctx";
import type { CsvSource } from "./csv-read";
import { DomainError } from "./errors";
import { fileById, openFile } from "./files";
import { newId } from "./ids";

/** Notes that an import has begun, in a transaction of its own, so that a broken one is seen too. Returns its id. */
export async function beginImportRun(
  ctx: Ctx,
  run: { kind: string; fileName: string; isDryRun: boolean },
): Promise<string> {
  const id = newId();
  await inTransaction(ctx, (t) =>
    t.tx.insert(importRuns).values({
      tenantId: t.tenant,
      id,
      kind: run.kind,
      fileName: run.fileName,
      state: "running",
      dryRun: run.isDryRun ? 1 : 0,
      startedAt: t.now,
      begunAt: t.now,
    }),
  );
  return id;
}

/** Ends a run with what it found; `finishedAt` is the caller's clock. */
export async function endImportRun(
  t: TxCtx,
  id: string,
  end: { state: "done" | "failed" | "stopped"; finishedAt: Date; report: unknown },
): Promise<void> {
  await t.tx
    .update(importRuns)
    .set({ state: end.state, finishedAt: end.finishedAt, report: end.report, phase: null })
    .where(and(eq(importRuns.tenantId, t.tenant), eq(importRuns.id, id)));
}

/** An uploaded list, to be read again and again. Throws `not_found` `imports.file_gone` when it is none or has been swept away. */
export async function uploadedList(ctx: Ctx, fileId: string) {
  const file = await fileById(ctx, fileId);
  if (!file || file.kind !== "import") throw new DomainError("not_found", "imports.file_gone");
  const source: CsvSource = {
    open: async function* () {
      yield* (await openFile(ctx, fileId)).stream;
    },
  };
  return { ...file, source };
}

/** Keeps an uploaded list until the given day, however often it is asked for. */
export async function keepList(t: TxCtx, fileId: string, until: Date): Promise<void> {
  await t.tx
    .update(files)
    .set({ keptAt: sql`coalesce(kept_at, ${t.now}::timestamptz)`, expiresAt: until })
    .where(and(eq(files.tenantId, t.tenant), eq(files.id, fileId), eq(files.kind, "import")));
}

/** When the file of a run is thrown away, or null when it has been. */
export async function listKeptUntil(ctx: Ctx, fileId: string): Promise<Date | null> {
  const [row] = await read(ctx, (tx) =>
    tx
      .select({ expiresAt: files.expiresAt })
      .from(files)
      .where(and(eq(files.tenantId, ctx.tenant), eq(files.id, fileId), sql`expires_at > ${ctx.now}::timestamptz`)),
  );
  return row?.expiresAt ?? null;
}
