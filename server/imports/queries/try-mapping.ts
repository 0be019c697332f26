import type { z } from "zod";
import { csvMapping, fieldReader, headerOf } from "@/server/kernel/csv-mapping";
import { instantReader } from "@/server/kernel/csv-values";
import type { Ctx } from "@/server/kernel/ctx";
import { DomainError } from "@/server/kernel/errors";
import { tenantOf } from "@/server/kernel/gate";
import { uploadedList } from "@/server/kernel/import-runs";
import { parseInput } from "@/server/kernel/parse";
import { dayIn } from "@/server/kernel/time";
import { importedMember } from "@/server/members/input";
import { purchaseMapping, readLine } from "@/server/purchases/rules/import-line";
import { storesOf } from "@/server/tenancy/queries/shop";
import { canImport } from "../access";
import { tryInput } from "../input";
import {
  headerOfField,
  readMember,
  readProduct,
  readStore,
  reasonOfField,
  type RowReading,
  sift,
} from "../rules/read-row";
import { firstRows, shownRows } from "./look";

export interface TriedRow {
  rowNo: number;
  /** Field -> what would be kept; empty for a row that cannot be used. */
  values: Record<string, string>;
  fault: { reason: string; column: string; value: string } | null;
}

type Values = Record<string, unknown>;

/** The first rows of a file as they would be taken in with this mapping, beside what is wrong with them. Writes nothing. */
export async function tryMapping(ctx: Ctx, input: z.input<typeof tryInput>): Promise<TriedRow[]> {
  const refusal = canImport(ctx.actor);
  if (refusal) throw new DomainError("forbidden", refusal);
  const { fileId, encoding, mapping: given } = parseInput(tryInput, input);
  const mapping = csvMapping.parse(given);
  const { source } = await uploadedList(ctx, fileId);
  const rows = await firstRows(source, { encoding, delimiter: mapping.delimiter, count: shownRows + 1 });
  const { header, isData } = headerOf(mapping, rows[0]?.cells ?? []);
  const timeZone = mapping.timeZone ?? (await tenantOf(ctx)).timeZone;
  const use: RowReading = {
    read: fieldReader(mapping, header, []),
    mapping,
    timeZone,
    dateOf: instantReader(mapping.dateFormats, timeZone),
    storeIds: new Map((await storesOf(ctx)).map((store) => [store.externalId, store.id])),
  };
  const body = (isData ? rows : rows.slice(1)).slice(0, shownRows);
  const { faults } = sift(body, header.length);
  const unusable = new Map(faults.map(({ rowNo, reason, value }) => [rowNo, { reason, column: "", value }]));
  const tried = mapping.kind === "purchases" ? purchaseReader(ctx, use, header.length) : rowReaders[mapping.kind](use);
  return body.map(({ rowNo, cells }) => {
    const fault = unusable.get(rowNo);
    return fault ? { rowNo, values: {}, fault } : { rowNo, ...tried(cells) };
  });
}

type Tried = Pick<TriedRow, "values" | "fault">;

const shown = (values: Values, timeZone: string): Record<string, string> =>
  Object.fromEntries(
    Object.entries(values)
      .filter(([, value]) => value !== null && value !== undefined && value !== "")
      .map(([name, value]) => [name, value instanceof Date ? dayIn(value, timeZone) : String(value)]),
  );

const judged = (use: RowReading, parsed: { value: Values } | { field: string; text: string }): Tried =>
  "value" in parsed
    ? { values: shown(parsed.value, use.timeZone), fault: null }
    : {
        values: {},
        fault: {
          reason: reasonOfField(parsed.field, parsed.text),
          column: headerOfField(use.mapping, parsed.field),
          value: parsed.text,
        },
      };

const rowReaders = {
  stores: (use: RowReading) => (cells: string[]) => judged(use, readStore(use, cells)),
  products: (use: RowReading) => (cells: string[]) => {
    const parsed = readProduct(use, cells);
    if (!("value" in parsed)) return judged(use, parsed);
    const { categoryExternalId, ...product } = parsed.value.product;
    return judged(use, { value: { ...product, category: categoryExternalId } });
  },
  members: (use: RowReading) => (cells: string[]) => {
    const parsed = readMember(use, cells);
    if (!("value" in parsed)) return judged(use, parsed);
    const codes = new Map([...use.storeIds].map(([code, id]) => [id, code]));
    const { storeId, ...member } = importedMember.parse(parsed.value);
    return judged(use, { value: { ...member, ...(storeId ? { store: codes.get(storeId) } : {}) } });
  },
};

function purchaseReader(ctx: Ctx, use: RowReading, columnCount: number) {
  const rules = purchaseMapping.parse(use.mapping.purchases ?? {});
  return (cells: string[]): Tried => {
    const { line, fault } = readLine(cells, {
      read: use.read,
      mapping: use.mapping,
      rules,
      instantOf: use.dateOf,
      storeIdOf: (code) => use.storeIds.get(code),
      columnCount,
      nowMs: ctx.now.getTime(),
    });
    if (fault)
      return {
        values: {},
        fault: {
          reason: fault.reason,
          column: fault.field && headerOfField(use.mapping, fault.field),
          value: fault.field ? use.read(cells, fault.field).slice(0, 200) : "",
        },
      };
    const { receipt, member, product, description, pieces, unitPrice, amount, occurredAt, isReturn } = line;
    const values = { receipt, occurredAt, kind: isReturn ? "return" : "sale", member, product, description };
    const numbers = { store: use.read(cells, "store"), quantity: pieces, unitPrice, amount };
    return { values: shown({ ...values, ...numbers }, use.timeZone), fault: null };
  };
}
