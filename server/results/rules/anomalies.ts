import { addDays, daysBetween } from "@/server/kernel/time";
import type { Figure } from "../input";

// A figure is odd when it lies outside what the same weekday has shown. The rule in words, as the screen tells it:
// - of the last eight same weekdays on which the shop was at work (its first figure lies before them), at least four: mean and
//   standard deviation; odd outside mean +- 3 deviations. The deviation is taken as at least the root of the mean (counts that
//   come one by one scatter by that much) and, for money and points, at least a tenth of the mean.
// - with fewer, of the last fourteen days, at least seven: odd below a third or above three times their mean.
// - a difference of fewer than ten (of money and points: than a tenth of the mean) is never odd.
// - today is not over: it can be odd by too much already, never by too little.

export interface Anomaly {
  figure: Figure;
  day: string;
  isToday: boolean;
  value: number;
  direction: "above" | "below";
  basis: "weekday" | "recent";
  /** How many days it was held against, and what they make usual. */
  days: number;
  mean: number;
  low: number;
  high: number;
}

export type Series = ReadonlyMap<string, number>;

const weeks = 8;
const fewestWeeks = 4;
const recentDays = 14;
const fewestDays = 7;
const deviations = 3;
const smallestDifference = 10;
const amounts: ReadonlySet<Figure> = new Set<Figure>(["sales_yen", "points_granted", "points_used"]);

/** Whether the figure of one day is odd against the days before it; null where it is not, or where too little is known. */
export function anomalyOf(figure: Figure, series: Series, day: string, today: string): Anomaly | null {
  const value = series.get(day);
  const first = firstDayOf(series);
  if (value === undefined || first === null) return null;
  const atWork = (other: string) => other >= first && other < day && series.has(other);
  const sameWeekday = Array.from({ length: weeks }, (_, week) => addDays(day, -7 * (week + 1))).filter(atWork);
  const recent = Array.from({ length: recentDays }, (_, back) => addDays(day, -(back + 1))).filter(atWork);
  const isWeekday = sameWeekday.length >= fewestWeeks;
  const basis = isWeekday ? sameWeekday : recent;
  if (!isWeekday && recent.length < fewestDays) return null;
  const values = basis.map((other) => series.get(other) ?? 0);
  const mean = values.reduce((sum, one) => sum + one, 0) / values.length;
  const { low, high } = isWeekday ? usualOf(figure, values, mean) : { low: mean / 3, high: mean * 3 };
  const isToday = day === today;
  const direction = value > high ? "above" : value < low && !isToday ? "below" : null;
  const least = amounts.has(figure) ? Math.max(mean / 10, 1) : smallestDifference;
  if (!direction || Math.abs(value - mean) < least) return null;
  return {
    figure,
    day,
    isToday,
    value,
    direction,
    basis: isWeekday ? "weekday" : "recent",
    days: basis.length,
    mean: Math.round(mean),
    low: Math.max(0, Math.ceil(low)),
    high: Math.floor(high),
  };
}

function usualOf(figure: Figure, values: readonly number[], mean: number): { low: number; high: number } {
  const variance = values.reduce((sum, one) => sum + (one - mean) ** 2, 0) / Math.max(1, values.length - 1);
  const floor = amounts.has(figure) ? mean / 10 : Math.sqrt(mean);
  const deviation = Math.max(Math.sqrt(variance), floor);
  return { low: mean - deviations * deviation, high: mean + deviations * deviation };
}

/** The shop's first day with anything at all: what lies before it is not zero but unknown. */
const firstDayOf = (series: Series): string | null =>
  [...series]
    .filter(([, value]) => value !== 0)
    .map(([day]) => day)
    .toSorted()[0] ?? null;

/** What is odd today and was yesterday, the furthest off first. */
export function anomaliesOf(byFigure: ReadonlyMap<Figure, Series>, today: string): Anomaly[] {
  const far = ({ value, mean, high, low }: Anomaly) => Math.abs(value - mean) / Math.max(1, high - low);
  return [...byFigure]
    .flatMap(([figure, series]) => [today, addDays(today, -1)].map((day) => anomalyOf(figure, series, day, today)))
    .filter((one) => one !== null)
    .toSorted((a, b) => far(b) - far(a) || daysBetween(a.day, b.day));
}
