import { and, eq } from "drizzle-orm";
import { importRuns } from "@/db/schema/kernel";
import { columnNames, csvMapping, headerOf } from "@/server/kernel/csv-mapping";
import { type CsvRow, type FoundEncoding, readCsv } from "@/server/kernel/csv-read";
import { csvLine, csvStart } from "@/server/kernel/csv-write";
import { audit } from "@/server/kernel/audit";
import { type Ctx, inTransaction, read } from "@/server/kernel/ctx";
import { DomainError } from "@/server/kernel/errors";
import { uploadedList } from "@/server/kernel/import-runs";
import { canImport } from "../access";
import { faultsOfRun } from "../queries/runs";

export interface ErrorWords {
  row: string;
  column: string;
  value: string;
  reason: string;
  /** Says a reason in the reader's language. */
  say: (reason: string) => string;
}

/**
 * The rows set aside as a file of their own, piece by piece: row number, reason in words, column, value, and the row as it stood in the
 * file, so that it can be mended and taken in again. Who took it is written down. Cells that a spreadsheet would take for formulas are made harmless. Throws
 * `not_found` for a run without a file.
 */
export async function errorFile(
  ctx: Ctx,
  runId: string,
  words: ErrorWords,
): Promise<{ fileName: string; text: AsyncGenerator<string> }> {
  const refusal = canImport(ctx.actor);
  if (refusal) throw new DomainError("forbidden", refusal);
  const [run] = await read(ctx, (tx) =>
    tx
      .select()
      .from(importRuns)
      .where(and(eq(importRuns.tenantId, ctx.tenant), eq(importRuns.id, runId))),
  );
  if (!run?.fileId) throw new DomainError("not_found", "imports.not_found");
  const mapping = csvMapping.parse(run.mapping);
  const { source } = await uploadedList(ctx, run.fileId);
  const encoding = (run.encoding ?? "auto") as FoundEncoding | "auto";
  const { rows } = await readCsv(source, { encoding, delimiter: mapping.delimiter });
  await inTransaction(ctx, (t) =>
    audit(t, { action: "imports.take_errors", subject: { kind: "import_run", id: runId } }),
  );
  return { fileName: run.fileName, text: linesOf(ctx, runId, { rows, mapping }, words) };
}

interface Original {
  rows: AsyncIterable<CsvRow[]>;
  mapping: ReturnType<typeof csvMapping.parse>;
}

async function* linesOf(ctx: Ctx, runId: string, { rows, mapping }: Original, words: ErrorWords) {
  const faults = eachFault(ctx, runId);
  let fault = (await faults.next()).value;
  let isFirst = true;
  for await (const group of rows) {
    let text = "";
    if (isFirst) {
      const { header } = headerOf(mapping, group[0]?.cells ?? []);
      text = csvStart + csvLine([words.row, words.reason, words.column, words.value, ...columnNames(header)]);
      isFirst = false;
    }
    for (const { rowNo, cells } of group)
      while (fault && fault.rowNo <= rowNo) {
        const own = fault.rowNo === rowNo ? cells : [];
        text += csvLine([fault.rowNo, words.say(fault.reason), fault.column, fault.value, ...own]);
        fault = (await faults.next()).value;
      }
    if (text) yield text;
    if (!fault) return;
  }
}

async function* eachFault(ctx: Ctx, runId: string) {
  let cursor: string | undefined;
  do {
    const page = await faultsOfRun(ctx, { runId, limit: 100, ...(cursor ? { cursor } : {}) });
    yield* page.rows;
    cursor = page.nextCursor ?? undefined;
  } while (cursor);
  return undefined;
}
