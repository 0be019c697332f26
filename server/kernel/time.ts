import { Temporal } from "temporal-polyfill";

const quarterHourMs = 900_000;
const mostOffsets = 5_000;
const offsets = new Map<string, number>();

/**
 * The instant as a clock on the wall shows it, in the UTC fields of a Date. Zones change their offset on a quarter of an hour, so each quarter
 * is looked up once; every sale asks several times for the same one.
 */
function wallClock(at: Date, timeZone: string): Date {
  const name = `${timeZone} ${Math.floor(at.getTime() / quarterHourMs)}`;
  let offsetMs = offsets.get(name);
  if (offsetMs === undefined) {
    const { offsetNanoseconds } = Temporal.Instant.fromEpochMilliseconds(at.getTime()).toZonedDateTimeISO(timeZone);
    offsetMs = offsetNanoseconds / 1_000_000;
    if (offsets.size >= mostOffsets) offsets.clear();
    offsets.set(name, offsetMs);
  }
  return new Date(at.getTime() + offsetMs);
}

/** Calendar day 'YYYY-MM-DD' of an instant in a zone. */
export const dayIn = (at: Date, timeZone: string): string => wallClock(at, timeZone).toISOString().slice(0, 10);

/** Business day: the calendar day of the instant shifted back by the minutes at which the shop's day begins. */
export const businessDayIn = (at: Date, timeZone: string, dayStartMinutes: number): string =>
  dayIn(new Date(at.getTime() - dayStartMinutes * 60_000), timeZone);

/** Minutes since local midnight, 0..1439. */
export function minutesOfDayIn(at: Date, timeZone: string): number {
  const local = wallClock(at, timeZone);
  return local.getUTCHours() * 60 + local.getUTCMinutes();
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
