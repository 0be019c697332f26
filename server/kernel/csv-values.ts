import { Temporal } from "temporal-polyfill";

/** True for a cell that holds a NUL or bytes of another encoding. */
export const isUnreadable = (text: string): boolean => text.includes("\u0000") || text.includes("\uFFFD");

/** A decimal as whole thousandths, exact; null when it is no number, has more than three decimals, or is too large. */
export function thousandths(text: string): number | null {
  const flat = plainNumber(text);
  const match = /^([+-]?)(\d{1,12})(?:\.(\d*))?$/.exec(flat);
  if (!match) return null;
  const decimals = (match[3] ?? "").replace(/0+$/, "");
  if (decimals.length > 3) return null;
  const value = Number(match[2]) * 1_000 + Number(decimals.padEnd(3, "0"));
  return match[1] === "-" && value !== 0 ? -value : value;
}

/** A whole number ("1,980", "12.0", "１２"); null when it is none. */
export function wholeNumber(text: string): number | null {
  const value = thousandths(text);
  return value === null || value % 1_000 !== 0 ? null : value / 1_000;
}

const isPlain = /^[+-]?\d+(\.\d+)?$/;
/** Full-width digits, yen signs, and commas between groups of three are taken off; the triangle of Japanese ledgers is a minus. */
function plainNumber(text: string): string {
  if (isPlain.test(text)) return text;
  const flat = text
    .normalize("NFKC")
    .trim()
    .replace(/[¥\\円\s]/g, "")
    .replace(/^[▲△−]/, "-");
  return /^[+-]?\d{1,3}(,\d{3})+(\.\d*)?$/.test(flat) ? flat.replaceAll(",", "") : flat;
}

const tokens: Record<string, string> = {
  yyyy: "(?<year>\\d{4})",
  MM: "(?<month>\\d{2})",
  M: "(?<month>\\d{1,2})",
  dd: "(?<day>\\d{2})",
  d: "(?<day>\\d{1,2})",
  HH: "(?<hour>\\d{2})",
  H: "(?<hour>\\d{1,2})",
  mm: "(?<minute>\\d{2})",
  ss: "(?<second>\\d{2})",
};

function patternOf(format: string): RegExp {
  const source = format.replace(
    /yyyy|MM|M|dd|d|HH|H|mm|ss|./gsu,
    (part) => tokens[part] ?? part.replace(/[.*+?^${}()|[\]\\/]/g, "\\$&"),
  );
  return new RegExp(`^${source}$`, "u");
}

export type InstantReader = (text: string) => Date | null;

/**
 * Reads times in the given forms ('yyyy-MM-dd HH:mm:ss', 'yyyy年M月d日', 'iso' for one with its own offset), tried in turn, as
 * local times of the zone. Null for anything else and for days that do not exist. Remembers the last answer: lines of one
 * receipt repeat their time.
 */
export function instantReader(formats: string[], timeZone: string): InstantReader {
  const readers = formats.map((format) => (format === "iso" ? isoInstant : localInstant(patternOf(format), timeZone)));
  let last: { text: string; at: Date | null } = { text: "", at: null };
  return (text) => {
    if (text === last.text) return last.at;
    const flat = /^[\x20-\x7e]*$/.test(text) ? text.trim() : text.normalize("NFKC").trim();
    let at: Date | null = null;
    for (const read of readers) if ((at = read(flat))) break;
    last = { text, at };
    return at;
  };
}

const isoInstant: InstantReader = (text) => {
  if (!/^\d{4}-\d{2}-\d{2}T[\d:.]+(Z|[+-]\d{2}:?\d{2})$/.test(text)) return null;
  const at = new Date(text);
  return Number.isNaN(at.getTime()) ? null : at;
};

const localInstant =
  (pattern: RegExp, timeZone: string): InstantReader =>
  (text) => {
    const parts = pattern.exec(text)?.groups;
    if (!parts) return null;
    const part = (name: string) => Number(parts[name] ?? 0);
    try {
      const local = Temporal.PlainDateTime.from(
        {
          year: part("year"),
          month: part("month"),
          day: part("day"),
          hour: part("hour"),
          minute: part("minute"),
          second: part("second"),
        },
        { overflow: "reject" },
      );
      return new Date(local.toZonedDateTime(timeZone).epochMilliseconds);
    } catch {
      return null;
    }
  };
