import type { z } from "zod";
import { type ProductRow, productRow } from "@/server/catalog/input";
import type { CsvMapping, FieldReader } from "@/server/kernel/csv-mapping";
import type { CsvRow } from "@/server/kernel/csv-read";
import { type InstantReader, isUnreadable, wholeNumber } from "@/server/kernel/csv-values";
import { dayIn } from "@/server/kernel/time";
import { importedMember } from "@/server/members/input";
import { storeInput } from "@/server/tenancy/input";
import type { RowFault } from "../input";

/** What is needed to read the rows of one file. */
export interface RowReading {
  read: FieldReader;
  mapping: CsvMapping;
  timeZone: string;
  dateOf: InstantReader;
  /** Id of a store by its code. */
  storeIds: ReadonlyMap<string, string>;
}

export type RowParse<T> = { value: T } | { field: string; text: string };
export type ImportedMember = z.input<typeof importedMember>;
export type ImportedStore = z.output<typeof storeInput> & { externalId: string };
export interface ImportedProduct {
  product: ProductRow;
  /** Names of the shelves down to its own. */
  shelves: string[];
}

/** The fields of a row that are filled; an empty cell says nothing. */
function filled({ read, mapping }: RowReading, cells: string[]): Record<string, string> {
  const names = new Set([...Object.keys(mapping.columns), ...Object.keys(mapping.constants)]);
  return Object.fromEntries([...names].map((name) => [name, read(cells, name)]).filter(([, value]) => value !== ""));
}

const wrong = (error: z.ZodError, given: Readonly<Record<string, string | undefined>>) => {
  const field = String(error.issues[0]?.path[0] ?? "");
  return { field, text: given[field] ?? "" };
};

export function readStore(use: RowReading, cells: string[]): RowParse<ImportedStore> {
  const given = filled(use, cells);
  const parsed = storeInput.safeParse(given);
  if (!parsed.success) return wrong(parsed.error, given);
  const { externalId } = parsed.data;
  return externalId === undefined ? { field: "externalId", text: "" } : { value: { ...parsed.data, externalId } };
}

const wholeFields = ["priceYen", "warrantyMonths", "replenishmentDays"] as const;

export function readProduct(use: RowReading, cells: string[]): RowParse<ImportedProduct> {
  const { category, isDiscontinued, ...rest } = filled(use, cells);
  const shelves = (category ?? "")
    .split(/[>＞]/)
    .map((name) => name.trim())
    .filter(Boolean);
  const whole = Object.fromEntries(
    wholeFields.flatMap((name) => {
      const text = rest[name];
      return text === undefined ? [] : [[name, wholeNumber(text)]];
    }),
  );
  const unread = wholeFields.find((name) => whole[name] === null);
  if (unread) return { field: unread, text: rest[unread] ?? "" };
  const parsed = productRow.safeParse({
    ...rest,
    ...whole,
    categoryExternalId: shelves.join(">") || null,
    isDiscontinued: isDiscontinued === "true",
  });
  return parsed.success ? { value: { product: parsed.data, shelves } } : wrong(parsed.error, rest);
}

const yes = new Set([
  "true",
  "1",
  "yes",
  "y",
  "on",
  "はい",
  "可",
  "希望する",
  "希望",
  "許可",
  "受信する",
  "配信可",
  "○",
  "〇",
  "有",
]);

/** '田中 花子' -> its two parts; a name in one piece is a family name. */
function nameParts(text: string): [string, string | undefined] {
  const [family = "", ...given] = text.trim().split(/[\s\u3000]+/);
  return [family, given.join(" ") || undefined];
}

/** A member as the row says; kana, numbers and addresses are brought into form by the member's own shape. */
export function readMember(use: RowReading, cells: string[]): RowParse<ImportedMember> {
  const given = filled(use, cells);
  const { birthday, joinedAt, mailConsent, store, fullName, fullKana, ...rest } = given;
  const born = birthday === undefined ? undefined : use.dateOf(birthday);
  const joined = joinedAt === undefined ? undefined : use.dateOf(joinedAt);
  if (born === null) return { field: "birthday", text: birthday ?? "" };
  if (joined === null) return { field: "joinedAt", text: joinedAt ?? "" };
  if (store !== undefined && !use.storeIds.has(store)) return { field: "store", text: store };
  const [familyName, givenName] = fullName === undefined ? [] : nameParts(fullName);
  const [familyKana, givenKana] = fullKana === undefined ? [] : nameParts(fullKana);
  const value = {
    ...(familyName ? { familyName } : {}),
    ...(givenName ? { givenName } : {}),
    ...(familyKana ? { familyKana } : {}),
    ...(givenKana ? { givenKana } : {}),
    ...(rest as { externalId: string }),
    ...(born ? { birthday: dayIn(born, use.timeZone) } : {}),
    ...(joined ? { joinedAt: joined } : {}),
    ...(store ? { storeId: use.storeIds.get(store) } : {}),
    ...(mailConsent ? { mailConsent: yes.has(mailConsent.toLowerCase()) } : {}),
  };
  const parsed = importedMember.safeParse(value);
  if (parsed.success) return { value };
  const { field } = wrong(parsed.error, given);
  const whole = { familyName: "fullName", givenName: "fullName", familyKana: "fullKana", givenKana: "fullKana" }[field];
  const at = whole !== undefined && given[whole] !== undefined ? whole : field;
  return { field: at, text: given[at] ?? "" };
}

/** What is wrong with a cell, in more words than "wrong", by the field it was meant for. */
const reasonsOfFields: Readonly<Record<string, string>> = {
  birthday: "day",
  joinedAt: "day",
  store: "unknown_store",
  email: "email_form",
  phone: "phone_form",
  postalCode: "postal_code",
  familyKana: "kana",
  givenKana: "kana",
  fullKana: "kana",
  gender: "choice",
  kind: "choice",
  priceYen: "price",
  warrantyMonths: "whole_number",
  replenishmentDays: "whole_number",
  janCode: "jan_code",
  imageUrl: "image_url",
};

/** Why a cell of this field cannot be kept. */
export const reasonOfField = (field: string, text: string): string =>
  text === "" ? "missing" : (reasonsOfFields[field] ?? "row_field");

export const faultOf = (row: CsvRow, subject: string | null, reason: string, column = "", value = ""): RowFault => ({
  rowNo: row.rowNo,
  subject,
  column,
  value: value.replaceAll("\u0000", "\uFFFD").slice(0, 500).toWellFormed(),
  reason,
});

/** The header under which a field was looked for first. */
export const headerOfField = (mapping: CsvMapping, field: string): string =>
  [mapping.columns[field] ?? field].flat()[0] ?? "";

/** Rows that can be read at all, and the faults of the others. */
export function sift(rows: readonly CsvRow[], columnCount: number): { usable: CsvRow[]; faults: RowFault[] } {
  const faults: RowFault[] = [];
  const usable = rows.filter((row) => {
    const reason =
      row.cells.length !== columnCount ? "columns" : row.cells.some(isUnreadable) ? "unreadable_characters" : null;
    if (reason) faults.push(faultOf(row, null, reason, "", row.cells.join(" | ")));
    return reason === null;
  });
  return { usable, faults };
}
