export const calendarViews = ["month", "week", "list"] as const;
export type CalendarView = (typeof calendarViews)[number];

const dayMs = 86_400_000;
const isDay = (text: string | undefined): text is string =>
  text !== undefined && /^20\d\d-\d\d-\d\d$/.test(text) && dayAt(text, 0) === text;
/** A calendar day so many days from another; days have no zone. */
export const dayAt = (day: string, by: number): string =>
  Number.isNaN(Date.parse(day)) ? "" : new Date(Date.parse(day) + by * dayMs).toISOString().slice(0, 10);
/** 0 = Sunday. */
export const weekdayOf = (day: string): number => new Date(Date.parse(day)).getUTCDay();
const sundayBefore = (day: string) => dayAt(day, -weekdayOf(day));
const monthAt = (day: string, by: number) => {
  const date = new Date(Date.parse(`${day.slice(0, 7)}-01`));
  date.setUTCMonth(date.getUTCMonth() + by);
  return date.toISOString().slice(0, 10);
};

export interface CalendarSpan {
  view: CalendarView;
  /** The day that the address names: its month, week or four weeks are shown. */
  on: string;
  days: string[];
  previous: string;
  next: string;
}

/** What part of the calendar an address shows; what is no day or no view is today and the month. */
export function spanOf(view: string | undefined, on: string | undefined, today: string): CalendarSpan {
  const shown = calendarViews.find((one) => one === view) ?? "month";
  const day = isDay(on) ? on : today;
  const run = (first: string, count: number) => Array.from({ length: count }, (_, place) => dayAt(first, place));
  if (shown === "week")
    return { view: shown, on: day, days: run(sundayBefore(day), 7), previous: dayAt(day, -7), next: dayAt(day, 7) };
  if (shown === "list")
    return { view: shown, on: day, days: run(day, 28), previous: dayAt(day, -28), next: dayAt(day, 28) };
  const first = sundayBefore(monthAt(day, 0));
  const last = dayAt(monthAt(day, 1), -1);
  const weeks = Math.ceil(((Date.parse(last) - Date.parse(first)) / dayMs + 1) / 7);
  return { view: shown, on: day, days: run(first, weeks * 7), previous: monthAt(day, -1), next: monthAt(day, 1) };
}
