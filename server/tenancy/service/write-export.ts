import { and, eq } from "drizzle-orm";
import { dataExports } from "@/db/schema/access";
import { audit } from "@/server/kernel/audit";
import { type Ctx, inTransaction, read } from "@/server/kernel/ctx";
import { csvLine, csvStart } from "@/server/kernel/csv-write";
import { isTransient } from "@/server/kernel/errors";
import { type ExportKind, exportKind } from "@/server/kernel/export-kinds";
import { removeFile, saveStream } from "@/server/kernel/files";
import { exportLifeMs } from "../rules";

/**
 * Writes an agreed list into a file that lives for seven days. A repeated job writes nothing twice: whoever comes second throws its
 * file away. A list that cannot be written is marked failed; what passes by itself is left to the queue's next try.
 */
export async function writeExport(ctx: Ctx, exportId: string): Promise<void> {
  const which = and(
    eq(dataExports.tenantId, ctx.tenant),
    eq(dataExports.id, exportId),
    eq(dataExports.state, "writing"),
  );
  const [row] = await read(ctx, (tx) => tx.select().from(dataExports).where(which));
  const kind = row && exportKind(row.kind);
  if (!row) return;
  const expiresAt = new Date(ctx.now.getTime() + exportLifeMs);
  try {
    if (!kind) throw new Error(`no export is called ${row.kind}`);
    const counted = { lines: 0 };
    const { fileId } = await saveStream(ctx, {
      kind: "export",
      fileName: `${row.kind}-${row.requestedAt.toISOString().slice(0, 10)}.csv`,
      mediaType: "text/csv; charset=utf-8",
      stream: csvOf(ctx, kind, row, counted),
      expiresAt,
    });
    const isMine = await inTransaction(ctx, async (t) => {
      const done = await t.tx
        .update(dataExports)
        .set({ state: "ready", fileId, rowCount: counted.lines, finishedAt: t.now, expiresAt })
        .where(which)
        .returning({ id: dataExports.id });
      if (done.length === 0) return false;
      const after = { kind: row.kind, rowCount: counted.lines };
      await audit(t, { action: "tenancy.write_export", subject: { kind: "export", id: exportId }, after });
      return true;
    });
    if (!isMine) await removeFile(ctx, fileId);
  } catch (error) {
    if (isTransient(error)) throw error;
    await inTransaction(ctx, (t) => t.tx.update(dataExports).set({ state: "failed", finishedAt: t.now }).where(which));
    throw error;
  }
}

async function* csvOf(
  ctx: Ctx,
  kind: ExportKind,
  { filter, locale }: { filter: unknown; locale: string },
  counted: { lines: number },
): AsyncGenerator<Uint8Array> {
  const language = locale === "en" ? "en" : "ja";
  yield Buffer.from(csvStart + csvLine(kind.header(language)));
  let waiting = "";
  for await (const line of kind.lines(ctx, kind.filter.parse(filter), language)) {
    counted.lines += 1;
    waiting += csvLine(line);
    if (waiting.length < 64_000) continue;
    yield Buffer.from(waiting);
    waiting = "";
  }
  if (waiting) yield Buffer.from(waiting);
}
