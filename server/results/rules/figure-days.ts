import { addDays, instantOf } from "@/server/kernel/time";

/** Days that are kept: nine weeks, so that each of the last seven has eight of its own weekday behind it. */
export const keptDays = 64;

const minuteMs = 60_000;
const hourMs = 3_600_000;

/**
 * Days whose figures are to be reckoned (again), oldest first: those never reckoned; today, every five minutes; a day that is
 * over, once after its end, and every hour of the next day, because a till that was offline reports late.
 */
export function staleDays(
  today: string,
  computed: ReadonlyMap<string, Date>,
  at: { now: Date; timeZone: string },
): string[] {
  const now = at.now.getTime();
  return Array.from({ length: keptDays }, (_, back) => addDays(today, back - keptDays + 1)).filter((day) => {
    const last = computed.get(day)?.getTime();
    if (last === undefined) return true;
    if (day === today) return now - last >= 5 * minuteMs;
    const end = instantOf(addDays(day, 1), 0, at.timeZone).getTime();
    return last < end || (last < end + 24 * hourMs && now - last >= hourMs);
  });
}
