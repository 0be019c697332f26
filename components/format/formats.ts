/** Numbers come as number or bigint, instants as Date, ISO text or epoch milliseconds, calendar days as `YYYY-MM-DD`. */
export type Amount = number | bigint;
export type Instant = Date | string | number;

const CALENDAR_DAY = /^\d{4}-\d{2}-\d{2}$/;
const MINUS = "\u2212";

export type Formats = ReturnType<typeof newFormats>;

const made = new Map<string, Formats>();

/** Every visible number and date of the product, for one language and zone. Pure: it never reads the clock. Made once, for making is slow. */
export function makeFormats(locale: string, timeZone: string): Formats {
  const key = `${locale} ${timeZone}`;
  const formats = made.get(key) ?? newFormats(locale, timeZone);
  made.set(key, formats);
  return formats;
}

function newFormats(locale: string, timeZone: string) {
  const tag = locale === "ja" ? "ja-JP" : "en-US";
  const plain = new Intl.NumberFormat(tag);
  const compact = new Intl.NumberFormat(tag, { notation: "compact", maximumFractionDigits: 1 });

  // A calendar day (a birthday, a warranty's end) has no zone: it is the same day everywhere.
  const dates = (options: Intl.DateTimeFormatOptions) => {
    const zoned = new Intl.DateTimeFormat(tag, { ...options, timeZone });
    const day = new Intl.DateTimeFormat(tag, { ...options, timeZone: "UTC" });
    return (value: Instant) =>
      typeof value === "string" && CALENDAR_DAY.test(value)
        ? day.format(new Date(`${value}T00:00:00Z`))
        : zoned.format(new Date(value));
  };
  // Nothing taken away is nothing: -0 loses its sign.
  const sign = (value: Amount, text: (absolute: Amount) => string, always = false) =>
    value < 0 ? MINUS + text(-value) : (always && value > 0 ? "+" : "") + text(value === 0 ? 0 : value);

  const number = (value: Amount, signed = false) => sign(value, (n) => plain.format(n), signed);
  return {
    number,
    /** 12,345 -> 1.2万 / 12.3K */
    compact: (value: Amount) => compact.format(value),
    /** Yen have no decimals: ￥1,234,567 in Japanese, ¥1,234,567 in English. */
    yen: (value: Amount, signed = false) =>
      sign(value, (n) => (locale === "ja" ? "￥" : "¥") + plain.format(n), signed),
    /** `ratio` 0.123 -> 12.3% */
    percent: (ratio: number, digits = 1) =>
      sign(ratio, (n) => new Intl.NumberFormat(tag, { style: "percent", maximumFractionDigits: digits }).format(n)),
    /** 2026年11月22日 / Nov 22, 2026 */
    date: dates(
      locale === "ja"
        ? { year: "numeric", month: "long", day: "numeric" }
        : { year: "numeric", month: "short", day: "numeric" },
    ),
    /** 2026/11/22, for tables. */
    dateShort: dates(
      locale === "ja"
        ? { year: "numeric", month: "2-digit", day: "2-digit" }
        : { year: "numeric", month: "short", day: "2-digit" },
    ),
    /** 11月22日(日) / Sun, Nov 22 */
    monthDay: dates(
      locale === "ja"
        ? { month: "long", day: "numeric", weekday: "short" }
        : { month: "short", day: "numeric", weekday: "short" },
    ),
    /** 2026年11月 / November 2026 */
    month: dates({ year: "numeric", month: "long" }),
    /** The month of that number alone: 4月 / April */
    monthName: (month: number) =>
      new Intl.DateTimeFormat(tag, { month: "long", timeZone: "UTC" }).format(Date.UTC(2000, month - 1, 1)),
    time: dates({ hour: "2-digit", minute: "2-digit", hourCycle: "h23" }),
    dateTime: dates({
      year: "numeric",
      month: locale === "ja" ? "2-digit" : "short",
      day: "2-digit",
      hour: "2-digit",
      minute: "2-digit",
      hourCycle: "h23",
    }),
    relative: (value: Instant, now: Instant) => relative(tag, new Date(value).getTime() - new Date(now).getTime()),
  };
}

const STEPS: readonly [Intl.RelativeTimeFormatUnit, number][] = [
  ["year", 365 * 86_400_000],
  ["month", 30 * 86_400_000],
  ["day", 86_400_000],
  ["hour", 3_600_000],
  ["minute", 60_000],
];

/** 3 日前, 2 時間後; under a minute: 今. The unit is the largest that fits once; parts are cut, not rounded up. */
function relative(tag: string, differenceMs: number): string {
  const words = new Intl.RelativeTimeFormat(tag, { numeric: "auto" });
  for (const [unit, ms] of STEPS) {
    if (Math.abs(differenceMs) >= ms) return words.format(Math.trunc(differenceMs / ms), unit);
  }
  return words.format(0, "second");
}
