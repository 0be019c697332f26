import { z } from "zod";
import { DomainError } from "./errors";

/** Header names under which a field may stand; the first that the file has is taken. */
const headers = z.union([z.string().min(1), z.array(z.string().min(1)).min(1)]);

/** What every mapping file says, whatever it is for: where the fields stand and how dates and numbers are written. */
export const csvMapping = z.strictObject({
  kind: z.enum(["stores", "products", "members", "purchases"]),
  about: z.string().optional(),
  encoding: z.enum(["auto", "utf-8", "shift_jis"]).default("auto"),
  delimiter: z.string().length(1).default(","),
  /** Without headers the columns are called #1, #2 ... */
  hasHeader: z.boolean().default(true),
  /** Field -> header. */
  columns: z.record(z.string(), headers),
  /** Field -> value for every row; a column of the same field goes first where it is filled. */
  constants: z.record(z.string(), z.string()).default({}),
  /** Tried in turn; see `instantReader`. */
  dateFormats: z
    .array(z.string().min(1))
    .min(1)
    .default(["yyyy-MM-dd HH:mm:ss", "yyyy-MM-dd", "yyyy/M/d H:mm", "yyyy/M/d", "iso"]),
  /** Zone of the times in the file; the shop's own when left out. */
  timeZone: z.string().optional(),
  /** How many whole units one unit of the file's amounts is: 1 for yen, 100 for pounds kept as pence. */
  amountScale: z.number().int().min(1).max(1_000).default(1),
  /** What is cut off the end of a field: ".0" where a spreadsheet has made numbers of codes. */
  cutEnds: z.record(z.string(), z.string().min(1)).default({}),
  /** A cell's text -> value, per field: {"kind": {"店舗": "shop"}}. */
  values: z.record(z.string(), z.record(z.string(), z.string())).default({}),
  purchases: z.unknown().optional(),
});
export type CsvMapping = z.output<typeof csvMapping>;

export type FieldReader = (cells: string[], field: string) => string;

const asList = (names: string | string[]) => (typeof names === "string" ? [names] : names);
const tidy = (header: string) => header.normalize("NFKC").trim().toLowerCase();

/** A name for every column: that of the header, told apart by a number where it stands twice, `#3` where there is none. */
export function columnNames(header: readonly string[]): string[] {
  const tidied = header.map(tidy);
  const count = new Map<string, number>();
  for (const name of tidied) count.set(name, (count.get(name) ?? 0) + 1);
  const met = new Map<string, number>();
  return tidied.map((name, index) => {
    if (name === "") return `#${index + 1}`;
    if (count.get(name) === 1) return header[index]?.trim() ?? "";
    met.set(name, (met.get(name) ?? 0) + 1);
    return `${header[index]?.trim()} (${met.get(name)})`;
  });
}

/** The header of a file by its first row, and whether that row is one of data. */
export const headerOf = (mapping: Pick<CsvMapping, "hasHeader">, first: readonly string[]) =>
  mapping.hasHeader
    ? { header: [...first], isData: false }
    : { header: first.map((_, index) => `#${index + 1}`), isData: true };

/**
 * Binds a mapping to a file's header. Throws `imports.column_missing` naming the field and the headers looked for when a
 * required field has neither column nor constant, `imports.column_twice` when a header stands there twice and is not meant by
 * its number (`name (2)`).
 */
export function fieldReader(mapping: CsvMapping, header: readonly string[], required: string[]): FieldReader {
  const found = new Map<string, number>();
  const tidied = header.map(tidy);
  const named = columnNames(header).map(tidy);
  for (const [field, names] of Object.entries(mapping.columns)) {
    for (const name of asList(names).map(tidy)) {
      const index = named.indexOf(name);
      if (index >= 0) {
        found.set(field, index);
        break;
      }
      if (tidied.includes(name)) throw new DomainError("invalid", "imports.column_twice", { header: name });
    }
  }
  for (const field of required) {
    if (found.has(field) || mapping.constants[field] !== undefined) continue;
    const wanted = asList(mapping.columns[field] ?? field).join(" / ");
    throw new DomainError("invalid", "imports.column_missing", {
      field,
      wanted,
      found: header.slice(0, 30).join(", "),
    });
  }
  const { constants, cutEnds, values } = mapping;
  return (cells, field) => {
    const index = found.get(field);
    let text = index === undefined ? "" : (cells[index] ?? "").trim();
    const end = cutEnds[field];
    if (end !== undefined && text.endsWith(end)) text = text.slice(0, -end.length);
    if (text === "") return constants[field] ?? "";
    return values[field]?.[text] ?? text;
  };
}

/** Parses a mapping file's JSON; throws `imports.mapping` that names the first fault. */
export function parseMapping(json: unknown): CsvMapping {
  const parsed = csvMapping.safeParse(json);
  if (parsed.success) return parsed.data;
  const first = parsed.error.issues[0];
  throw new DomainError("invalid", "imports.mapping", {
    field: first?.path.join(".") ?? "",
    message: first?.message ?? "",
  });
}
