import iconv from "iconv-lite";

export type CsvCell = string | number | null | undefined;

const isNumber = /^-?\d+(\.\d+)?$/;
// What Excel, LibreOffice and Google Sheets take for a formula, also in full width; tab and CR can hide one (OWASP).
const beginsFormula = /^[\s]*[=+\-@＝＋－＠\t\r]/;

/** A cell that no spreadsheet takes for a formula: a suspicious text gets an apostrophe in front; plain numbers stay. */
export function safeCell(cell: CsvCell): string {
  if (cell === null || cell === undefined) return "";
  if (typeof cell === "number") return String(cell);
  const text = beginsFormula.test(cell) && !isNumber.test(cell) ? `'${cell}` : cell;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** One line of a CSV file (RFC 4180), CRLF included. */
export const csvLine = (cells: CsvCell[]): string => `${cells.map(safeCell).join(",")}\r\n`;

/** UTF-8 files begin with a BOM, without which Japanese Excel takes them for Shift_JIS. */
export const csvStart = "\uFEFF";

/** The bytes of a text in Shift_JIS (CP932); what it does not have becomes '?'. */
export const inShiftJis = (text: string): Buffer => iconv.encode(text, "cp932");
