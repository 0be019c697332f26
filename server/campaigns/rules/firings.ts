import { Cron } from "croner";
import { addDays, dayIn, instantOf } from "@/server/kernel/time";
import type { CampaignTiming } from "../input";
import { type DueRun, dueRun } from "./timing";

/** A firing that is still to come: `at` is when a tick will find it, now or at its hour. */
export interface Firing extends DueRun {
  at: Date;
}

export interface FiringPlace {
  now: Date;
  /** Last instant that is looked at, included. */
  until: Date;
  publishedAt: Date;
  timeZone: string;
  /** Keys of the runs that the version has had. */
  ran: ReadonlySet<string>;
}

/** More than this many in one look are not told one by one: a month of twice a day. */
export const mostFirings = 62;

/** Every firing of a version from now on, in order: what is due and has not run, then each hour to come. At most `mostFirings`. */
export function firingsOf(timing: CampaignTiming, place: FiringPlace): Firing[] {
  const due = dueRun(timing, place);
  const isOpen = due !== null && !place.ran.has(due.runKey);
  return [...(isOpen ? [{ ...due, at: place.now }] : []), ...coming(timing, place)].slice(0, mostFirings);
}

function coming(timing: CampaignTiming, { now, until, timeZone, ran, publishedAt }: FiringPlace): Firing[] {
  switch (timing.kind) {
    case "once": {
      const at = new Date(timing.at);
      return at > now && at <= until && !ran.has("once") ? [{ runKey: "once", dueAt: at, at }] : [];
    }
    case "cron": {
      const cron = new Cron(timing.expression, { mode: "5-part", paused: true, timezone: timeZone });
      return cron
        .nextRuns(mostFirings, now)
        .filter((at) => at > now && at <= until)
        .map((at) => ({ runKey: at.toISOString(), dueAt: at, at }));
    }
    case "date_of_fact": {
      const found: Firing[] = [];
      const last = dayIn(until, timeZone);
      for (let day = dayIn(now, timeZone); day <= last; day = addDays(day, 1)) {
        const at = instantOf(day, timing.atMinutes, timeZone);
        if (at > now && at <= until && day >= dayIn(publishedAt, timeZone) && !ran.has(day))
          found.push({ runKey: day, dueAt: at, at });
      }
      return found;
    }
  }
}
