import { Temporal } from "temporal-polyfill";

/** Calendar day 'YYYY-MM-DD' of an instant in a zone. */
export const dayIn = (at: Date, timeZone: string): string =>
  Temporal.Instant.fromEpochMilliseconds(at.getTime()).toZonedDateTimeISO(timeZone).toPlainDate().toString();

/** Business day: the calendar day of the instant shifted back by the minutes at which the shop's day begins. */
export const businessDayIn = (at: Date, timeZone: string, dayStartMinutes: number): string =>
  dayIn(new Date(at.getTime() - dayStartMinutes * 60_000), timeZone);

/** Minutes since local midnight, 0..1439. */
export function minutesOfDayIn(at: Date, timeZone: string): number {
  const local = Temporal.Instant.fromEpochMilliseconds(at.getTime()).toZonedDateTimeISO(timeZone);
  return local.hour * 60 + local.minute;
}

/** The instant at which a local day reaches `minutes` after midnight (a gap in the clock moves it forward). */
export function instantOf(day: string, minutes: number, timeZone: string): Date {
  const time = Temporal.PlainTime.from({ hour: Math.floor(minutes / 60), minute: minutes % 60 });
  return new Date(Temporal.PlainDate.from(day).toZonedDateTime({ timeZone, plainTime: time }).epochMilliseconds);
}

export const addDays = (day: string, days: number): string => Temporal.PlainDate.from(day).add({ days }).toString();
/** A month is added on the calendar; the 31st becomes the last day of a shorter month. */
export const addMonths = (day: string, months: number): string =>
  Temporal.PlainDate.from(day).add({ months }).toString();
export const daysBetween = (from: string, to: string): number =>
  Temporal.PlainDate.from(from).until(Temporal.PlainDate.from(to), { largestUnit: "days" }).days;
