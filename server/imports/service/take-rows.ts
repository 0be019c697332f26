import { type Ctx, inTransaction, type TxCtx } from "@/server/kernel/ctx";
import { upsertCategories, upsertProducts } from "@/server/catalog/service";
import { type CsvMapping, fieldReader, headerOf } from "@/server/kernel/csv-mapping";
import { type CsvEncoding, type CsvRow, type CsvSource, readCsv } from "@/server/kernel/csv-read";
import { instantReader } from "@/server/kernel/csv-values";
import { DomainError } from "@/server/kernel/errors";
import { tenantOf } from "@/server/kernel/gate";
import { importMembers } from "@/server/members/service/import-members";
import { storesOf } from "@/server/tenancy/queries/shop";
import { createStore } from "@/server/tenancy/service/create-store";
import type { RowCounts, RowFault } from "../input";
import { type ImportKind, requiredFields } from "../rules/fields";
import {
  faultOf,
  headerOfField,
  reasonOfField,
  readMember,
  readProduct,
  readStore,
  type RowParse,
  type RowReading,
  sift,
} from "../rules/read-row";
import { takenBack } from "./taken-back";

export const rowKinds = ["stores", "products", "members"] as const satisfies readonly ImportKind[];
export type RowKind = (typeof rowKinds)[number];

export interface RowsFile {
  source: CsvSource;
  mapping: CsvMapping;
  encoding: CsvEncoding;
  isDryRun: boolean;
}

export interface RowsProgress {
  /** Rows of the file that have been looked at, without the header. */
  rows: number;
  counts: RowCounts;
}

export interface RowsHooks {
  /** What an earlier attempt of the same run had done; its rows are passed over. */
  from?: RowsProgress;
  /** Called in the transaction of each group with where the run stands after it, and the group's own faults. */
  onGroup?: (t: TxCtx, now: RowsProgress, faults: RowFault[]) => Promise<void>;
  /** Called between groups. */
  onProgress?: (rows: number) => Promise<void> | void;
}

export const noCounts = (): RowCounts => ({ created: 0, updated: 0, unchanged: 0, refused: 0, warned: 0 });

/**
 * Takes in a file of stores, products or members by their codes, a thousand rows to a transaction; repeating it changes nothing.
 * Rows that cannot be used are handed out, the rest is written. A dry run does all of it and takes every group back, so what it
 * says is what a run would do. Throws `imports.*` for a file that cannot be used.
 */
export async function importRows(ctx: Ctx, kind: RowKind, file: RowsFile, hooks: RowsHooks = {}): Promise<RowCounts> {
  const { rows } = await readCsv(file.source, { encoding: file.encoding, delimiter: file.mapping.delimiter });
  const timeZone = file.mapping.timeZone ?? (await tenantOf(ctx)).timeZone;
  let now: RowsProgress = { rows: 0, counts: noCounts() };
  const before = hooks.from ?? now;
  const seen = new Set<string>();
  let header: string[] | undefined;
  let use: RowReading | undefined;
  for await (const group of rows) {
    let body = group;
    if (!header || !use) {
      const top = headerOf(file.mapping, group[0]?.cells ?? []);
      header = top.header;
      use = {
        read: fieldReader(file.mapping, header, requiredFields(kind)),
        mapping: file.mapping,
        timeZone,
        dateOf: instantReader(file.mapping.dateFormats, timeZone),
        storeIds: new Map((await storesOf(ctx)).map((store) => [store.externalId, store.id])),
      };
      if (!top.isData) body = group.slice(1);
    }
    const reading = use;
    const { usable, faults } = sift(body, header.length);
    const { fresh, repeated } = withoutRepeated(reading, usable, seen);
    faults.push(...repeated);
    const after = now.rows + body.length;
    if (after <= before.rows) {
      now = after === before.rows ? before : { rows: after, counts: noCounts() };
      continue;
    }
    const begun = now;
    const work = async (t: TxCtx) => {
      const outcome = await takers[kind](t, reading, fresh);
      const all = [...faults, ...outcome.faults].sort((a, b) => a.rowNo - b.rowNo);
      const refused = all.filter((fault) => !fault.isWarning).length;
      const counts = sum(begun.counts, { ...outcome.counts, refused, warned: all.length - refused });
      return { next: { rows: after, counts }, all };
    };
    if (file.isDryRun) {
      const { next, all } = await takenBack(ctx, work);
      await inTransaction(ctx, async (t) => hooks.onGroup?.(t, next, all));
      now = next;
    } else {
      now = await inTransaction(ctx, async (t) => {
        const { next, all } = await work(t);
        await hooks.onGroup?.(t, next, all);
        return next;
      });
    }
    await hooks.onProgress?.(now.rows);
  }
  if (!header) throw new DomainError("invalid", "imports.empty_file");
  return now.counts;
}

function sum(counts: RowCounts, more: Partial<RowCounts>): RowCounts {
  const total = { ...counts };
  for (const key of Object.keys(more) as (keyof RowCounts)[]) total[key] += more[key] ?? 0;
  return total;
}

/** A code counts where it stands first in the file; the same code further down is somebody's slip. */
function withoutRepeated(use: RowReading, rows: readonly CsvRow[], seen: Set<string>) {
  const repeated: RowFault[] = [];
  const fresh = rows.filter((row) => {
    const code = use.read(row.cells, "externalId");
    if (code === "" || !seen.has(code)) {
      seen.add(code);
      return true;
    }
    repeated.push(faultOf(row, code, "repeated", headerOfField(use.mapping, "externalId"), code));
    return false;
  });
  return { fresh, repeated };
}

interface Outcome {
  counts: Partial<RowCounts>;
  faults: RowFault[];
}

const takers = { stores: takeStores, products: takeProducts, members: takeMembers };

function parseRows<T>(
  use: RowReading,
  rows: readonly CsvRow[],
  parse: (use: RowReading, cells: string[]) => RowParse<T>,
) {
  const faults: RowFault[] = [];
  const good: { row: CsvRow; value: T }[] = [];
  for (const row of rows) {
    const parsed = parse(use, row.cells);
    if ("value" in parsed) good.push({ row, value: parsed.value });
    else
      faults.push(
        faultOf(
          row,
          use.read(row.cells, "externalId") || null,
          reasonOfField(parsed.field, parsed.text),
          headerOfField(use.mapping, parsed.field),
          parsed.text,
        ),
      );
  }
  return { good, faults };
}

async function takeStores(t: TxCtx, use: RowReading, rows: readonly CsvRow[]): Promise<Outcome> {
  const { good, faults } = parseRows(use, rows, readStore);
  const known = new Set((await storesOf(t)).map((store) => store.externalId));
  const counts = { created: 0, unchanged: 0 };
  for (const { value } of good) {
    counts[known.has(value.externalId) ? "unchanged" : "created"] += 1;
    if (!known.has(value.externalId)) await createStore(t, value);
  }
  return { counts, faults };
}

async function takeProducts(t: TxCtx, use: RowReading, rows: readonly CsvRow[]): Promise<Outcome> {
  const { good, faults } = parseRows(use, rows, readProduct);
  const categories = new Map<string, { externalId: string; name: string; parentExternalId: string | null }>();
  for (const { value } of good)
    for (const [depth, name] of value.shelves.entries()) {
      const { shelves } = value;
      // A category's code is its whole path: two shelves may share a name.
      const externalId = shelves.slice(0, depth + 1).join(">");
      categories.set(externalId, { externalId, name, parentExternalId: shelves.slice(0, depth).join(">") || null });
    }
  if (categories.size > 0) await upsertCategories(t, [...categories.values()]);
  const { inserted, changed } = await upsertProducts(
    t,
    good.map(({ value }) => value.product),
  );
  return { counts: { created: inserted, updated: changed, unchanged: good.length - inserted - changed }, faults };
}

async function takeMembers(t: TxCtx, use: RowReading, rows: readonly CsvRow[]): Promise<Outcome> {
  const { good, faults } = parseRows(use, rows, readMember);
  const results = await importMembers(
    t,
    good.map(({ value }) => value),
  );
  const counts = { created: 0, updated: 0, unchanged: 0 };
  for (const [index, result] of results.entries()) {
    const row = good[index]?.row ?? { rowNo: 0, cells: [] };
    const fault = (reason: string, field: string | null | undefined) =>
      faultOf(
        row,
        result.externalId,
        reason,
        field ? headerOfField(use.mapping, field) : "",
        field ? use.read(row.cells, field) : "",
      );
    if (result.outcome === "refused") {
      const [reason, field] = refusals[result.reason ?? ""] ?? [
        reasonOfField(result.field ?? "", result.externalId),
        result.field,
      ];
      faults.push(fault(reason, field));
      continue;
    }
    counts[result.outcome] += 1;
    for (const warning of result.warnings) {
      const field = warning === "members.email_taken" ? "email" : "phone";
      faults.push({ ...fault(`${field}_taken`, field), isWarning: true });
    }
  }
  return { counts, faults };
}

const refusals: Readonly<Record<string, [string, string]>> = {
  "members.line_repeated": ["repeated", "externalId"],
  "members.external_id_taken": ["code_taken", "externalId"],
  "members.card_taken": ["card_taken", "memberNo"],
  "members.withdrawn": ["withdrawn", "externalId"],
};
