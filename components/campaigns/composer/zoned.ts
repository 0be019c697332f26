// The shop's clock in the reader's browser, wherever the reader is: the browser itself knows the zones.

const partsIn = (at: Date, timeZone: string) =>
  Object.fromEntries(
    new Intl.DateTimeFormat("en-CA", {
      timeZone,
      hourCycle: "h23",
      year: "numeric",
      month: "2-digit",
      day: "2-digit",
      hour: "2-digit",
      minute: "2-digit",
    })
      .formatToParts(at)
      .map(({ type, value }) => [type, value]),
  ) as Record<"year" | "month" | "day" | "hour" | "minute", string>;

/** Day and clock of an instant in a zone: { day: '2026-11-22', clock: '10:00' }. */
export function wallTime(at: Date, timeZone: string): { day: string; clock: string } {
  const { year, month, day, hour, minute } = partsIn(at, timeZone);
  return { day: `${year}-${month}-${day}`, clock: `${hour}:${minute}` };
}

/** The instant at which the zone's clock shows this; null while the two are unfinished. A time that a clock skips becomes the one after. */
export function instantAt(day: string, clock: string, timeZone: string): string | null {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(day) || !/^\d{2}:\d{2}$/.test(clock)) return null;
  const asUtc = Date.parse(`${day}T${clock}:00Z`);
  if (Number.isNaN(asUtc)) return null;
  const shown = (at: number) => {
    const wall = wallTime(new Date(at), timeZone);
    return Date.parse(`${wall.day}T${wall.clock}:00Z`);
  };
  const first = asUtc - (shown(asUtc) - asUtc);
  const second = first - (shown(first) - asUtc);
  return new Date(shown(second) === asUtc ? second : first).toISOString();
}
