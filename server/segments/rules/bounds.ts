import { Temporal } from "temporal-polyfill";
import { addDays, dayIn, instantOf } from "@/server/kernel/time";
import type { LeafOf, SegmentWhen } from "../input";

/** From what instant a rule is read, and in whose zone. */
export interface Moment {
  now: Date;
  timeZone: string;
}

/** Half-open span of time: `from` <= t < `before`, each end optional. */
export interface Span {
  from?: Date;
  before?: Date;
}

export const today = (at: Moment): string => dayIn(at.now, at.timeZone);

/** The instant at which the day `days` days from today begins. */
export const startOfDay = (at: Moment, days: number): Date => instantOf(addDays(today(at), days), 0, at.timeZone);

/** The span of instants that a `when` of the rule tree stands for. */
export function spanOf(when: SegmentWhen, at: Moment): Span {
  if ("lastDays" in when) return { from: startOfDay(at, -when.lastDays) };
  if ("beforeLastDays" in when) return { before: startOfDay(at, -when.beforeLastDays) };
  return {
    ...(when.from === undefined ? {} : { from: instantOf(when.from, 0, at.timeZone) }),
    ...(when.to === undefined ? {} : { before: instantOf(addDays(when.to, 1), 0, at.timeZone) }),
  };
}

/** Birthdays of those who are `from`..`to` completed years old today: after `after`, up to `until`, each optional. */
export function birthdaysOfAge(
  leaf: Pick<LeafOf<"age">, "from" | "to">,
  at: Moment,
): { after?: string; until?: string } {
  const day = Temporal.PlainDate.from(today(at));
  const yearsAgo = (years: number) => day.subtract({ years }).toString();
  return {
    ...(leaf.to === undefined ? {} : { after: yearsAgo(leaf.to + 1) }),
    ...(leaf.from === undefined ? {} : { until: yearsAgo(leaf.from) }),
  };
}

/** The calendar months (1..12) a birthday-month leaf means today. */
export function birthdayMonths(leaf: LeafOf<"birthday_month">, at: Moment): number[] {
  if (leaf.months) return leaf.months;
  const month = Temporal.PlainDate.from(today(at)).month;
  return [((month - 1 + (leaf.monthsAhead ?? 0)) % 12) + 1];
}

/** Whether a count of zero satisfies the limits: then those without any row belong to the result. */
export const acceptsZero = (leaf: { atLeast?: number | undefined; atMost?: number | undefined }): boolean =>
  (leaf.atLeast ?? 0) <= 0 && (leaf.atMost ?? 0) >= 0;
