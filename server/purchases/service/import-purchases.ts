import path from "node:path";
import { eq, sql } from "drizzle-orm";
import { stores } from "@/db/schema/tenancy";
import { audit } from "@/server/kernel/audit";
import { type CsvMapping, fieldReader, headerOf } from "@/server/kernel/csv-mapping";
import { type CsvEncoding, type CsvRow, type CsvSource, readCsv } from "@/server/kernel/csv-read";
import { instantReader } from "@/server/kernel/csv-values";
import { type Ctx, inTransaction, type TxCtx } from "@/server/kernel/ctx";
import { emit } from "@/server/kernel/domain-events";
import { DomainError, toPublicError } from "@/server/kernel/errors";
import { tenantOf } from "@/server/kernel/gate";
import { beginImportRun, endImportRun } from "@/server/kernel/import-runs";
import { parseInput } from "@/server/kernel/parse";
import { withPinnedDatabase } from "@/server/kernel/database";
import { createStore } from "@/server/tenancy/service/create-store";
import { canImport } from "../access";
import { type LineReading, purchaseMapping, type PurchaseMapping } from "../rules/import-line";
import type { ImportReport } from "../rules/import-report";
import { type BatchCounts, readHeads, writeBatch } from "./import-batch";
import { countBooks, eachSetAside, type SetAsideRow } from "./import-books";
import { resolveStage } from "./import-resolve";
import { stageLines } from "./import-stage";

/** What a run has written so far, and what it had to make for it. */
export interface PurchaseSums extends BatchCounts {
  members: number;
  products: number;
  stores: number;
}

export interface ImportPurchases {
  filePath: string;
  /** The bytes, where they are not those of the file at `filePath`. */
  source?: CsvSource;
  mapping: CsvMapping;
  encoding?: CsvEncoding;
  isDryRun?: boolean;
  receiptsPerBatch?: number;
  onProgress?: (progress: { phase: "read" | "resolve" | "write"; done: number; total: number | null }) => void;
  onSetAside?: (rows: SetAsideRow[]) => Promise<void> | void;
  /**
   * A run that is there already and is ended by whoever began it. `earlier` is what an attempt that broke off had written;
   * `onWritten` gets the sums in the transaction of what they count.
   */
  run?: { id: string; earlier: PurchaseSums | null; onWritten: (t: TxCtx, sums: PurchaseSums) => Promise<void> };
}

const receiptsPerLook = 20_000;
export const requiredOfPurchases = ["receipt", "quantity", "unitPrice", "occurredAt"];

async function openFile(ctx: Ctx, input: ImportPurchases, rules: PurchaseMapping) {
  const { encoding, rows } = await readCsv(input.source ?? input.filePath, {
    encoding: input.encoding ?? input.mapping.encoding,
    delimiter: input.mapping.delimiter,
  });
  const groups = rows[Symbol.asyncIterator]();
  const first = await groups.next();
  const top = first.done ? undefined : first.value[0];
  if (first.done || !top) throw new DomainError("invalid", "imports.empty_file");
  const { header, isData } = headerOf(input.mapping, top.cells);
  const read = fieldReader(input.mapping, header, requiredOfPurchases);
  const storesMade = await makeStore(ctx, rules, input.isDryRun ?? false);
  const found = await inTransaction(ctx, (t) => t.tx.select().from(stores).where(eq(stores.tenantId, t.tenant)));
  const storeIds = new Map(found.map((store) => [store.externalId, store.id]));
  const timeZone = input.mapping.timeZone ?? (await tenantOf(ctx)).timeZone;
  const use: LineReading = {
    read,
    mapping: input.mapping,
    rules,
    instantOf: instantReader(input.mapping.dateFormats, timeZone),
    storeIdOf: (code) =>
      storeIds.get(code) ?? (input.isDryRun && code === rules.createStore?.externalId ? ctx.requestId : undefined),
    columnCount: header.length,
    nowMs: ctx.now.getTime(),
  };
  async function* all(): AsyncGenerator<CsvRow[]> {
    yield (first.value as CsvRow[]).slice(isData ? 0 : 1);
    yield* { [Symbol.asyncIterator]: () => groups };
  }
  return { encoding, use, storesMade, groups: all() };
}

async function makeStore(ctx: Ctx, { createStore: wanted }: PurchaseMapping, isDryRun: boolean): Promise<number> {
  if (!wanted || isDryRun) return 0;
  try {
    await createStore(ctx, wanted);
    return 1;
  } catch (error) {
    if (error instanceof DomainError && error.reason === "tenancy.store_exists") return 0;
    throw error;
  }
}

/**
 * Takes in a file of sales and returns by a mapping. The file is staged first, so a file that cannot be read writes nothing; then
 * receipts are written in the order of their times, some thousand to a transaction. A receipt that is in the shop already is left
 * alone, so a broken or repeated run may simply be repeated. Points and warranties come with the sales; nobody is written to.
 * Throws `imports.*` for a file or mapping that cannot be used, conflict `purchases.import_running` while another one runs.
 */
export async function importPurchases(ctx: Ctx, input: ImportPurchases): Promise<ImportReport> {
  const refusal = canImport(ctx.actor);
  if (refusal) throw new DomainError("forbidden", refusal);
  const rules = parseInput(purchaseMapping, input.mapping.purchases ?? {});
  return withPinnedDatabase("batch", async (db, client) => {
    const own: Ctx = { ...ctx, db };
    await lockImports(own);
    const [fileName, isDryRun] = [path.basename(input.filePath), input.isDryRun ?? false];
    const runId = input.run?.id ?? (await beginImportRun(own, { kind: "purchases", fileName, isDryRun }));
    const clock = stopwatch(ctx.now);
    const sums: PurchaseSums = { ...zero(), ...input.run?.earlier };
    const note = async (t: TxCtx, more: Partial<PurchaseSums>) => {
      for (const key of Object.keys(more) as (keyof PurchaseSums)[]) sums[key] += more[key] ?? 0;
      await input.run?.onWritten(t, sums);
    };
    try {
      const { encoding, use, storesMade, groups } = await openFile(own, input, rules);
      const read = await stageLines(client, groups, use, (done) =>
        input.onProgress?.({ phase: "read", done, total: null }),
      );
      const readSeconds = clock.lap();
      input.onProgress?.({ phase: "resolve", done: 0, total: null });
      if (storesMade > 0) await inTransaction(own, (t) => note(t, { stores: storesMade }));
      await resolveStage(own, rules, isDryRun, runId, note);
      const resolveSeconds = clock.lap();
      if (isDryRun) sums.points = await pointsAhead(own, rules);
      else await writeAll(own, input, rules, runId, note);
      await eachSetAside(own, async (rows) => input.onSetAside?.(rows));
      const books = await countBooks(own, isDryRun);
      const report: ImportReport = {
        fileName,
        encoding,
        isDryRun,
        amountScale: input.mapping.amountScale,
        read: { lines: read.lines, thousandths: String(read.thousandths), unreadableAmounts: read.unreadableAmounts },
        ...books,
        made: { members: sums.members, products: sums.products, stores: sums.stores },
        returns: { tiedLines: sums.tiedLines, untiedLines: sums.untiedLines, rows: sums.returnRows },
        pointsBasis: rules.points,
        points: { given: sums.points, takenBack: sums.takenBack, debt: sums.debt },
        warranties: sums.warranties,
        seconds: { read: readSeconds, resolve: resolveSeconds, write: clock.lap() },
      };
      const kept = { kind: "purchases", books: report, isResumed: false };
      await inTransaction(own, async (t) => {
        if (!input.run) await endImportRun(t, runId, { state: "done", finishedAt: clock.now(), report: kept });
        await audit(t, {
          action: "purchases.import",
          subject: { kind: "import_run", id: runId },
          after: { fileName, isDryRun, receipts: sums.receipts },
        });
        if (sums.receipts > 0) await emit(t, "purchases.imported", { importRunId: runId });
      });
      return report;
    } catch (error) {
      if (input.run) throw error;
      const { reason, details } = toPublicError(error);
      await inTransaction(own, (t) =>
        endImportRun(t, runId, { state: "failed", finishedAt: clock.now(), report: { reason, details } }),
      ).catch(() => {});
      throw error;
    }
  });
}

/** One import at a time and shop, for as long as the connection lives: two would tie the same returns. Throws `conflict`. */
async function lockImports(ctx: Ctx): Promise<void> {
  const { rows } = await inTransaction(ctx, (t) =>
    t.tx.execute<{ is_mine: boolean }>(
      sql`select pg_try_advisory_lock(hashtextextended(${`purchases.import:${t.tenant}`}, 9)) as is_mine`,
    ),
  );
  if (!rows[0]?.is_mine) throw new DomainError("conflict", "purchases.import_running");
}

const zero = (): PurchaseSums => ({
  members: 0,
  products: 0,
  stores: 0,
  receipts: 0,
  points: 0,
  warranties: 0,
  tiedLines: 0,
  untiedLines: 0,
  returnRows: 0,
  takenBack: 0,
  debt: 0,
});

/** Points that a run would give, for the check before it; what a run has to make first counts as not there. */
async function pointsAhead(ctx: Ctx, rules: PurchaseMapping): Promise<number> {
  if (rules.points === "none") return 0;
  const shop = await tenantOf(ctx);
  return inTransaction(ctx, async (t) => {
    let [from, sum] = [1, 0];
    for (;;) {
      const { rows } = await t.tx.execute<{ last: number }>(
        sql`select coalesce(max(seq), 0) as last from import_receipts`,
      );
      if (from > (rows[0]?.last ?? 0)) return sum;
      const heads = await readHeads(t, from, from + receiptsPerLook - 1, shop, rules.points);
      sum += heads.reduce((all, head) => all + head.points, 0);
      from += receiptsPerLook;
    }
  });
}

async function writeAll(
  ctx: Ctx,
  input: ImportPurchases,
  rules: PurchaseMapping,
  runId: string,
  note: (t: TxCtx, more: Partial<PurchaseSums>) => Promise<void>,
): Promise<void> {
  const shop = await tenantOf(ctx);
  const size = input.receiptsPerBatch ?? 2_000;
  const { rows } = await inTransaction(ctx, (t) =>
    t.tx.execute<{ last: number }>(sql`select coalesce(max(seq), 0) as last from import_receipts`),
  );
  const last = rows[0]?.last ?? 0;
  for (let from = 1; from <= last; from += size) {
    const range = { from, to: Math.min(from + size - 1, last) };
    await inTransaction(ctx, async (t) => note(t, await writeBatch(t, range, shop, rules.points, runId)));
    input.onProgress?.({ phase: "write", done: range.to, total: last });
  }
}

/** How long the parts take, from a clock that only measures; business time stays `now`. */
function stopwatch(now: Date) {
  const begun = performance.now();
  let lapBegun = begun;
  return {
    lap: () => {
      const seconds = (performance.now() - lapBegun) / 1_000;
      lapBegun = performance.now();
      return Math.round(seconds * 10) / 10;
    },
    now: () => new Date(now.getTime() + (performance.now() - begun)),
  };
}
