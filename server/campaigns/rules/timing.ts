import { Cron } from "croner";
import { Temporal } from "temporal-polyfill";
import { addDays, dayIn, instantOf } from "@/server/kernel/time";
import type { CampaignTiming, DateOfFact } from "../input";

/** One firing of a version's timing; the key names it, so that it can happen only once. */
export interface DueRun {
  runKey: string;
  dueAt: Date;
}

const hourMs = 3_600_000;

/**
 * The newest firing of a published version that has come, or null. Older ones that were missed are not made up for one by one:
 * a schedule too late by its validity is left out, and the days of a fact are caught up by the look-back of the newest run.
 */
export function dueRun(timing: CampaignTiming, at: { now: Date; publishedAt: Date; timeZone: string }): DueRun | null {
  switch (timing.kind) {
    case "once": {
      // However late: nobody else will ever send it.
      const dueAt = new Date(timing.at);
      return dueAt <= at.now ? { runKey: "once", dueAt } : null;
    }
    case "cron": {
      const cron = new Cron(timing.expression, { mode: "5-part", paused: true, timezone: at.timeZone });
      // The library gives firings strictly before its reference, in whole seconds: ask a little ahead.
      const dueAt = cron.previousRuns(2, new Date(at.now.getTime() + 1_000)).find((firing) => firing <= at.now);
      if (!dueAt || dueAt < at.publishedAt) return null;
      if (at.now.getTime() - dueAt.getTime() > timing.validHours * hourMs) return null;
      return { runKey: dueAt.toISOString(), dueAt };
    }
    case "date_of_fact": {
      const today = dayIn(at.now, at.timeZone);
      const isToday = instantOf(today, timing.atMinutes, at.timeZone) <= at.now;
      const day = isToday ? today : addDays(today, -1);
      // On the day of publishing the run is due at once, even after its hour: the launch should be seen.
      if (day < dayIn(at.publishedAt, at.timeZone)) return null;
      return { runKey: day, dueAt: instantOf(day, timing.atMinutes, at.timeZone) };
    }
  }
}

/** The next firing after `now`, for the screen; null where none will come. */
export function nextRunAt(timing: CampaignTiming, at: { now: Date; timeZone: string }): Date | null {
  switch (timing.kind) {
    case "once":
      return new Date(timing.at) > at.now ? new Date(timing.at) : null;
    case "cron":
      return new Cron(timing.expression, { mode: "5-part", paused: true, timezone: at.timeZone }).nextRun(at.now);
    case "date_of_fact": {
      const today = dayIn(at.now, at.timeZone);
      const first = instantOf(today, timing.atMinutes, at.timeZone);
      return first > at.now ? first : instantOf(addDays(today, 1), timing.atMinutes, at.timeZone);
    }
  }
}

/** The next firings after `now`, at most `count`, for a person to see what a timing means. */
export function nextRuns(timing: CampaignTiming, at: { now: Date; timeZone: string }, count: number): Date[] {
  const runs: Date[] = [];
  for (let now = at.now; runs.length < count; ) {
    const next = nextRunAt(timing, { now, timeZone: at.timeZone });
    if (!next) break;
    runs.push(next);
    now = next;
  }
  return runs;
}

/** Days of the fact that a run of `day` looks at, both included. */
export function factDays(timing: DateOfFact, day: string, isFirstRun: boolean): { from: string; to: string } {
  const to = addDays(day, -timing.offsetDays);
  return { from: addDays(to, -(isFirstRun ? Math.max(timing.windowDays, timing.backlogDays) : timing.windowDays)), to };
}

/** Birthdays that are kept on a day, oldest person first; one born on 29 February keeps 28 February in a common year. */
export function birthdaysKeptOn(day: string, maxAge = 130): string[] {
  const date = Temporal.PlainDate.from(day);
  const born: string[] = [];
  for (let age = maxAge; age >= 0; age -= 1) {
    const year = date.year - age;
    const isLeap = Temporal.PlainDate.from({ year, month: 1, day: 1 }).inLeapYear;
    if (date.month === 2 && date.day === 29 && !isLeap) continue;
    born.push(Temporal.PlainDate.from({ year, month: date.month, day: date.day }).toString());
    if (date.month === 2 && date.day === 28 && !date.inLeapYear && isLeap)
      born.push(`${date.with({ year }).toString().slice(0, 4)}-02-29`);
  }
  return born;
}

/** Every day from one to another, both included. */
export function daysFrom(from: string, to: string): string[] {
  const days: string[] = [];
  for (let day = from; day <= to; day = addDays(day, 1)) days.push(day);
  return days;
}
