import { addDays, dayIn, instantOf, minutesOfDayIn } from "./time";

/**
 * The end of the quiet hours that `now` lies in, or null. The hours are local minutes [start, end), may wrap midnight, and
 * start = end means none.
 */
export function quietUntil(
  now: Date,
  quiet: { startMinutes: number; endMinutes: number; timeZone: string },
): Date | null {
  const { startMinutes: start, endMinutes: end, timeZone } = quiet;
  if (start === end) return null;
  const minutes = minutesOfDayIn(now, timeZone);
  const isWrapping = start > end;
  const isQuiet = isWrapping ? minutes >= start || minutes < end : minutes >= start && minutes < end;
  if (!isQuiet) return null;
  const today = dayIn(now, timeZone);
  return instantOf(isWrapping && minutes >= start ? addDays(today, 1) : today, end, timeZone);
}
