// A repeating time as a person says it: every day, on days of the week, on a day of the month. What cannot be said so stays as it is.

/** 0 = Sunday, as in cron. */
export type Repeating =
  | { kind: "daily"; minutes: number }
  | { kind: "weekly"; minutes: number; days: number[] }
  | { kind: "monthly"; minutes: number; day: number };

const isWhole = (text: string | undefined, least: number, most: number): text is string =>
  text !== undefined && /^\d{1,2}$/.test(text) && Number(text) >= least && Number(text) <= most;

/** The expression as a repeating time, or null where it says something else. */
export function readCron(expression: string): Repeating | null {
  const [minute, hour, day, month, weekday, ...rest] = expression.trim().split(/\s+/);
  if (rest.length > 0 || month !== "*" || !isWhole(minute, 0, 59) || !isWhole(hour, 0, 23)) return null;
  const minutes = Number(hour) * 60 + Number(minute);
  if (day === "*" && weekday === "*") return { kind: "daily", minutes };
  if (weekday === "*" && isWhole(day, 1, 31)) return { kind: "monthly", minutes, day: Number(day) };
  if (day !== "*" || weekday === undefined) return null;
  const days = weekdaysOf(weekday);
  return days && { kind: "weekly", minutes, days };
}

/** '1-5', '1,3', '7' (Sunday): numbers in order, each once; null for anything else. */
function weekdaysOf(text: string): number[] | null {
  const days = new Set<number>();
  for (const part of text.split(",")) {
    const [from, to = from, ...rest] = part.split("-");
    if (rest.length > 0 || !isWhole(from, 0, 7) || !isWhole(to, 0, 7) || Number(from) > Number(to)) return null;
    for (let day = Number(from); day <= Number(to); day += 1) days.add(day % 7);
  }
  return [...days].sort((a, b) => a - b);
}

/** The five fields for a repeating time; a week without a day has none. */
export function writeCron(repeating: Repeating): string {
  const time = `${repeating.minutes % 60} ${Math.floor(repeating.minutes / 60)}`;
  switch (repeating.kind) {
    case "daily":
      return `${time} * * *`;
    case "weekly":
      return repeating.days.length > 0 ? `${time} * * ${[...repeating.days].sort((a, b) => a - b).join(",")}` : "";
    case "monthly":
      return `${time} ${repeating.day} * *`;
  }
}

export const clockOf = (minutes: number): string =>
  `${String(Math.floor(minutes / 60)).padStart(2, "0")}:${String(minutes % 60).padStart(2, "0")}`;

/** 'HH:MM' as minutes after midnight; null while it is unfinished. */
export function minutesOf(clock: string): number | null {
  const [, hour, minute] = /^(\d{1,2}):(\d{2})$/.exec(clock) ?? [];
  return isWhole(hour, 0, 23) && isWhole(minute, 0, 59) ? Number(hour) * 60 + Number(minute) : null;
}
