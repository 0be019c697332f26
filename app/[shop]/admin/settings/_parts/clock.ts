/** Minutes after midnight as a clock shows them: 540 is '09:00'. */
export const clockOf = (minutes: number): string =>
  `${String(Math.floor(minutes / 60)).padStart(2, "0")}:${String(minutes % 60).padStart(2, "0")}`;

/** The way back; null for what is no time of a day. */
export function minutesOf(clock: string): number | null {
  const found = /^(\d{2}):(\d{2})$/.exec(clock);
  const minutes = found ? Number(found[1]) * 60 + Number(found[2]) : Number.NaN;
  return minutes >= 0 && minutes < 1440 ? minutes : null;
}
