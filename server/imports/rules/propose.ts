import { columnNames } from "@/server/kernel/csv-mapping";
import { instantReader } from "@/server/kernel/csv-values";
import { type DateForm, dateForms, type ImportField, type ImportKind, importFields } from "./fields";

/** Letters and digits only: '会員 ID（数字）' and '会員id数字' are one header. */
export const plain = (header: string): string =>
  header
    .normalize("NFKC")
    .toLowerCase()
    .replace(/[\s_\-・()（）［］[\]【】:：*※]/g, "");

const filled = (cells: readonly string[]) => cells.map((cell) => cell.trim()).filter(Boolean);

/** How well a column suits a field: 4 for its very name, 2 for its cells, 1 for a name that only contains it; 0 for not at all. */
function fit(field: ImportField, header: string, cells: readonly string[]): number {
  const name = plain(header.replace(/ \(\d+\)$/, ""));
  const known = field.headers.map(plain);
  // The order of the headers is their rank: 会員コード goes before 会員番号 where a file has both.
  const at = known.indexOf(name);
  if (at >= 0) return 4 - at / 100;
  const given = filled(cells);
  if (field.content && given.length > 0 && given.every((cell) => field.content?.test(cell))) return 2;
  return known.some((one) => one.length >= 2 && name.includes(one)) ? 1 : 0;
}

/** Which column each field is most likely to stand in: field -> column name. No column serves twice. */
export function proposeColumns(
  kind: ImportKind,
  header: readonly string[],
  rows: readonly (readonly string[])[],
): Record<string, string> {
  const names = columnNames(header);
  const fits = importFields[kind].flatMap((field, rank) =>
    names.flatMap((name, column) => {
      const score = fit(
        field,
        name,
        rows.map((cells) => cells[column] ?? ""),
      );
      return score > 0 ? [{ field: field.name, name, column, rank, score }] : [];
    }),
  );
  fits.sort((a, b) => b.score - a.score || a.rank - b.rank || a.column - b.column);
  const proposed: Record<string, string> = {};
  const used = new Set<number>();
  for (const { field, name, column } of fits) {
    if (proposed[field] !== undefined || used.has(column)) continue;
    proposed[field] = name;
    used.add(column);
  }
  return withoutDoubles(kind, proposed);
}

/** A whole name beside its parts would say everything twice; the parts say more. */
function withoutDoubles(kind: ImportKind, columns: Record<string, string>): Record<string, string> {
  if (kind !== "members") return columns;
  const { fullName, fullKana, ...rest } = columns;
  const hasParts = rest.familyName !== undefined;
  const hasKana = rest.familyKana !== undefined;
  return {
    ...rest,
    ...(fullName !== undefined && !hasParts ? { fullName } : {}),
    ...(fullKana !== undefined && !hasKana ? { fullKana } : {}),
  };
}

/** What stands first in these dates: the year unless only the month or only the day can. */
export function proposeDateForm(cells: readonly string[], timeZone: string): DateForm {
  const given = filled(cells);
  const reads = (form: DateForm) => {
    const read = instantReader([...dateForms[form]], timeZone);
    return given.filter((cell) => read(cell) !== null).length;
  };
  const [year, month, day] = [reads("year"), reads("month"), reads("day")];
  if (year >= month && year >= day) return "year";
  return month >= day ? "month" : "day";
}

/** The delimiter with which the first lines fall into most columns, evenly. */
export function proposeDelimiter(text: string): string {
  const lines = text
    .split(/\r\n|\n|\r/)
    .filter(Boolean)
    .slice(0, 20);
  const counted = [",", "\t", ";", "|"].map((delimiter) => {
    const counts = lines.map((line) => line.replace(/"[^"]*"/g, "").split(delimiter).length);
    const first = counts[0] ?? 1;
    return { delimiter, score: first > 1 ? first * counts.filter((count) => count === first).length : 0 };
  });
  counted.sort((a, b) => b.score - a.score);
  return counted[0] && counted[0].score > 0 ? counted[0].delimiter : ",";
}

/** Whether the first row names the columns: a known header, or no digits where the rows below have them. */
export function hasHeaderRow(kind: ImportKind, rows: readonly (readonly string[])[]): boolean {
  const [first, ...below] = rows;
  if (!first) return true;
  const known = new Set(importFields[kind].flatMap(({ headers }) => headers.map(plain)));
  if (first.some((cell) => known.has(plain(cell)))) return true;
  const isData = (cell: string) => /^[\d０-９][\d０-９\-/.,:¥ ]*$|@/.test(cell.trim());
  return below.length === 0 || !first.some(isData);
}
