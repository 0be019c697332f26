// Rows that are one thing each: stores, products, members. Purchases have their own way (server/purchases).
import path from "node:path";
import type { z } from "zod";
import { upsertCategories, upsertProducts } from "@/server/catalog/service";
import { type ProductRow, productRow } from "@/server/catalog/input";
import { type CsvMapping, type FieldReader, fieldReader } from "@/server/kernel/csv-mapping";
import { type CsvEncoding, type CsvRow, readCsv } from "@/server/kernel/csv-read";
import { instantReader, isUnreadable, wholeNumber } from "@/server/kernel/csv-values";
import { type Ctx, inTransaction } from "@/server/kernel/ctx";
import { DomainError, toPublicError } from "@/server/kernel/errors";
import { tenantOf } from "@/server/kernel/gate";
import { beginImportRun, endImportRun } from "@/server/kernel/import-runs";
import { dayIn } from "@/server/kernel/time";
import { type ImportedMember, importMembers } from "@/server/members/service/import-members";
import { storeInput } from "@/server/tenancy/input";
import { storesOf } from "@/server/tenancy/queries/shop";
import { createStore } from "@/server/tenancy/service/create-store";
import type { RowFault } from "./import-output";

export const rowKinds = ["stores", "products", "members"] as const;
export type RowKind = (typeof rowKinds)[number];
export type RowCounts = Record<"created" | "updated" | "unchanged" | "refused", number>;

interface Group {
  rows: CsvRow[];
  read: FieldReader;
  mapping: CsvMapping;
  timeZone: string;
  isDryRun: boolean;
}
interface Outcome {
  counts: Partial<RowCounts>;
  faults: RowFault[];
}

const requiredFields = { stores: ["externalId", "name"], products: ["externalId", "name"], members: ["externalId"] };
const takers = { stores: takeStores, products: takeProducts, members: takeMembers };

/**
 * Takes in a file of stores, products or members by their codes, a thousand rows to a transaction; repeating it changes nothing.
 * Rows that cannot be used are handed to `onFaults`, the rest is written. Throws `imports.*` for a file that cannot be used.
 */
export async function importRows(
  ctx: Ctx,
  kind: RowKind,
  file: { filePath: string; mapping: CsvMapping; encoding: CsvEncoding; isDryRun: boolean },
  out: { onProgress?: (rows: number) => void; onFaults?: (faults: RowFault[]) => Promise<void> },
): Promise<RowCounts> {
  const counts: RowCounts = { created: 0, updated: 0, unchanged: 0, refused: 0 };
  const run = await beginImportRun(ctx, { kind, fileName: path.basename(file.filePath), isDryRun: file.isDryRun });
  const end = (state: "done" | "failed", report: unknown) =>
    inTransaction(ctx, (t) => endImportRun(t, run, { state, finishedAt: ctx.now, report }));
  try {
    const { rows } = await readCsv(file.filePath, { encoding: file.encoding, delimiter: file.mapping.delimiter });
    const timeZone = file.mapping.timeZone ?? (await tenantOf(ctx)).timeZone;
    let header: string[] | undefined;
    let read: FieldReader | undefined;
    let seen = 0;
    for await (const group of rows) {
      let body = group;
      if (!header || !read) {
        header = group[0]?.cells ?? [];
        read = fieldReader(file.mapping, header, requiredFields[kind]);
        body = group.slice(1);
      }
      const { usable, faults } = sift(body, header.length);
      const outcome = await takers[kind](ctx, {
        rows: usable,
        read,
        mapping: file.mapping,
        timeZone,
        isDryRun: file.isDryRun,
      });
      faults.push(...outcome.faults);
      counts.refused += faults.length;
      for (const key of Object.keys(outcome.counts) as (keyof RowCounts)[]) counts[key] += outcome.counts[key] ?? 0;
      await out.onFaults?.(faults);
      seen += body.length;
      out.onProgress?.(seen);
    }
    if (!header) throw new DomainError("invalid", "imports.empty_file");
    await end("done", counts);
    return counts;
  } catch (error) {
    const { reason, details } = toPublicError(error);
    await end("failed", { reason, details }).catch(() => {});
    throw error;
  }
}

const fault = (row: CsvRow, subject: string | null, reason: string, column = "", value = ""): RowFault => ({
  rowNo: row.rowNo,
  subject,
  column,
  value: value.slice(0, 500),
  reason,
});

function sift(rows: CsvRow[], columnCount: number): { usable: CsvRow[]; faults: RowFault[] } {
  const faults: RowFault[] = [];
  const usable = rows.filter((row) => {
    const reason =
      row.cells.length !== columnCount ? "columns" : row.cells.some(isUnreadable) ? "unreadable_characters" : null;
    if (reason) faults.push(fault(row, null, reason, "", row.cells.join(" | ").replaceAll("\u0000", "\uFFFD")));
    return reason === null;
  });
  return { usable, faults };
}

/** The fields of a row that are filled; an empty cell says nothing. */
function filled(group: Group, row: CsvRow): Record<string, string> {
  const names = new Set([...Object.keys(group.mapping.columns), ...Object.keys(group.mapping.constants)]);
  return Object.fromEntries(
    [...names].map((name) => [name, group.read(row.cells, name)]).filter(([, value]) => value !== ""),
  );
}

type Parsed<T> = { row: CsvRow; value: T };

type RowParse<T> = { value: T } | { field: string; text: string };

function parseRows<T>(group: Group, parse: (given: Record<string, string>) => RowParse<T>) {
  const faults: RowFault[] = [];
  const good: Parsed<T>[] = [];
  for (const row of group.rows) {
    const given = filled(group, row);
    const parsed = parse(given);
    if ("value" in parsed) good.push({ row, value: parsed.value });
    else
      faults.push(
        fault(
          row,
          given.externalId ?? null,
          "row_field",
          [group.mapping.columns[parsed.field] ?? parsed.field].flat()[0] ?? "",
          parsed.text,
        ),
      );
  }
  return { good, faults };
}

async function takeStores(ctx: Ctx, group: Group): Promise<Outcome> {
  const { good, faults } = parseRows(group, (given): RowParse<z.output<typeof storeInput>> => {
    const parsed = storeInput.safeParse(given);
    const field = String(parsed.error?.issues[0]?.path[0] ?? "");
    return parsed.success ? { value: parsed.data } : { field, text: given[field] ?? "" };
  });
  const known = new Set((await storesOf(ctx)).map((store) => store.externalId));
  const counts = { created: 0, unchanged: 0 };
  for (const { value } of good) {
    if (known.has(value.externalId)) {
      counts.unchanged += 1;
      continue;
    }
    if (!group.isDryRun) await createStore(ctx, value);
    known.add(value.externalId);
    counts.created += 1;
  }
  return { counts, faults };
}

const wholeFields = ["priceYen", "warrantyMonths", "replenishmentDays"] as const;

async function takeProducts(ctx: Ctx, group: Group): Promise<Outcome> {
  const categories = new Map<string, { externalId: string; name: string; parentExternalId: string | null }>();
  const { good, faults } = parseRows(group, (given): RowParse<ProductRow> => {
    const { category, isDiscontinued, ...rest } = given;
    const path = (category ?? "")
      .split(/[>＞]/)
      .map((name) => name.trim())
      .filter(Boolean);
    const whole = Object.fromEntries(
      wholeFields.flatMap((name) => (rest[name] === undefined ? [] : [[name, wholeNumber(rest[name])]])),
    );
    const wrong = wholeFields.find((name) => whole[name] === null);
    if (wrong) return { field: wrong, text: rest[wrong] ?? "" };
    const parsed = productRow.safeParse({
      ...rest,
      ...whole,
      categoryExternalId: path.join(">") || null,
      isDiscontinued: isDiscontinued === "true",
    });
    if (!parsed.success) {
      const field = String(parsed.error.issues[0]?.path[0] ?? "");
      return { field, text: rest[field] ?? "" };
    }
    // A category's code is its whole path: two shelves may share a name.
    for (const [depth, name] of path.entries()) {
      const externalId = path.slice(0, depth + 1).join(">");
      categories.set(externalId, { externalId, name, parentExternalId: path.slice(0, depth).join(">") || null });
    }
    return { value: parsed.data };
  });
  if (group.isDryRun) return { counts: {}, faults };
  return inTransaction(ctx, async (t) => {
    if (categories.size > 0) await upsertCategories(t, [...categories.values()]);
    const { inserted, changed } = await upsertProducts(
      t,
      good.map(({ value }) => value),
    );
    return { counts: { created: inserted, updated: changed, unchanged: good.length - inserted - changed }, faults };
  });
}

const yes = new Set(["true", "1", "yes", "はい", "可", "希望する", "○"]);

async function takeMembers(ctx: Ctx, group: Group): Promise<Outcome> {
  const dateOf = instantReader(group.mapping.dateFormats, group.timeZone);
  const storeIds = new Map((await storesOf(ctx)).map((store) => [store.externalId, store.id]));
  const { good, faults } = parseRows(group, (given): RowParse<ImportedMember> => {
    const { birthday, joinedAt, mailConsent, store, ...rest } = given;
    const [born, joined] = [birthday && dateOf(birthday), joinedAt && dateOf(joinedAt)];
    if (born === null) return { field: "birthday", text: birthday ?? "" };
    if (joined === null) return { field: "joinedAt", text: joinedAt ?? "" };
    if (store !== undefined && !storeIds.has(store)) return { field: "store", text: store };
    return {
      value: {
        ...(rest as { externalId: string }),
        ...(born ? { birthday: dayIn(born, group.timeZone) } : {}),
        ...(joined ? { joinedAt: joined } : {}),
        ...(store ? { storeId: storeIds.get(store) } : {}),
        ...(mailConsent ? { mailConsent: yes.has(mailConsent.toLowerCase()) } : {}),
      },
    };
  });
  if (group.isDryRun) return { counts: {}, faults };
  const results = await importMembers(
    ctx,
    good.map(({ value }) => value),
  );
  const counts = { created: 0, updated: 0, unchanged: 0 };
  for (const [index, result] of results.entries()) {
    if (result.outcome !== "refused") counts[result.outcome] += 1;
    else {
      const row = good[index]?.row ?? { rowNo: 0, cells: [] };
      const isRepeated = result.reason === "members.line_repeated";
      const column = [group.mapping.columns[result.field ?? ""] ?? result.field ?? ""].flat()[0] ?? "";
      faults.push(
        fault(
          row,
          result.externalId,
          isRepeated ? "repeated" : "row_field",
          column,
          result.field ? group.read(row.cells, result.field) : "",
        ),
      );
    }
  }
  return { counts, faults };
}
