import { quietUntil } from "@/server/kernel/quiet-hours";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { campaignTiming, type DateOfFact } from "./input";
import { birthdaysKeptOn, daysFrom, dueRun, factDays, nextRunAt } from "./rules/timing";

const timeZone = "Asia/Tokyo";
const at = (now: string, publishedAt = "2026-01-01T00:00:00Z") => ({
  now: new Date(now),
  publishedAt: new Date(publishedAt),
  timeZone,
});
const fact = (overrides: Partial<DateOfFact> = {}): DateOfFact =>
  campaignTiming.parse({
    kind: "date_of_fact",
    fact: "warranty_end",
    offsetDays: -30,
    atMinutes: 600,
    ...overrides,
  }) as DateOfFact;

describe("dueRun", () => {
  it("fires once when its hour has come, however late", () => {
    const once = campaignTiming.parse({ kind: "once", at: "2026-11-22T10:00:00+09:00" });
    expect(dueRun(once, at("2026-11-22T00:59:59Z"))).toBeNull();
    expect(dueRun(once, at("2026-12-24T00:00:00Z"))).toEqual({
      runKey: "once",
      dueAt: new Date("2026-11-22T01:00:00Z"),
    });
  });

  it("reads cron in the shop's zone, and gives the newest firing only", () => {
    const daily = campaignTiming.parse({ kind: "cron", expression: "30 9 * * *" });
    expect(dueRun(daily, at("2026-11-22T00:29:59Z"))?.dueAt).toEqual(new Date("2026-11-21T00:30:00Z"));
    expect(dueRun(daily, at("2026-11-22T00:30:00Z"))).toEqual({
      runKey: "2026-11-22T00:30:00.000Z",
      dueAt: new Date("2026-11-22T00:30:00Z"),
    });
  });

  it("leaves out a cron firing from before publishing, and one too late to make sense", () => {
    const weekly = campaignTiming.parse({ kind: "cron", expression: "0 9 * * 1", validHours: 12 });
    expect(dueRun(weekly, at("2026-11-23T00:30:00Z", "2026-11-23T00:10:00Z"))).toBeNull();
    expect(dueRun(weekly, at("2026-11-23T12:00:01Z"))).toBeNull();
  });

  it("fires a date of a fact each day at its hour, and on the day of publishing at once", () => {
    expect(dueRun(fact(), at("2026-11-22T00:59:00Z"))?.runKey).toBe("2026-11-21");
    expect(dueRun(fact(), at("2026-11-22T01:00:00Z"))?.runKey).toBe("2026-11-22");
    expect(dueRun(fact(), at("2026-11-22T06:00:00Z", "2026-11-22T05:00:00Z"))?.runKey).toBe("2026-11-22");
    expect(dueRun(fact(), at("2026-11-22T00:59:00Z", "2026-11-22T00:30:00Z"))).toBeNull();
  });

  it("asked at any moments, fires each day's run under one key and never one that is still to come", () => {
    const start = Date.parse("2026-03-01T00:00:00Z");
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 40 * 1_440 }), fc.integer({ min: 0, max: 1_439 }), (minutes, atMinutes) => {
        const now = new Date(start + minutes * 60_000);
        const run = dueRun(fact({ atMinutes }), { now, publishedAt: new Date(start - 86_400_000), timeZone });
        expect(run).not.toBeNull();
        if (!run) return;
        expect(run.dueAt.getTime()).toBeLessThanOrEqual(now.getTime());
        expect(now.getTime() - run.dueAt.getTime()).toBeLessThan(86_400_000);
      }),
    );
  });
});

describe("nextRunAt", () => {
  it("is the next firing, or none after the only one", () => {
    const moment = { now: new Date("2026-11-22T03:00:00Z"), timeZone };
    expect(nextRunAt(fact(), moment)).toEqual(new Date("2026-11-23T01:00:00Z"));
    expect(nextRunAt(campaignTiming.parse({ kind: "cron", expression: "0 9 * * 1" }), moment)).toEqual(
      new Date("2026-11-23T00:00:00Z"),
    );
    expect(nextRunAt(campaignTiming.parse({ kind: "once", at: "2026-11-22T03:00:00Z" }), moment)).toBeNull();
  });

  it("refuses what is no cron expression of five fields", () => {
    for (const expression of ["", "every day", "* * * * * *", "61 * * * *", "0 0 30 2 *"])
      expect(campaignTiming.safeParse({ kind: "cron", expression }).success, expression).toBe(false);
  });
});

describe("factDays", () => {
  it("looks back by the window, and by the backlog on the first run", () => {
    expect(factDays(fact({ backlogDays: 30 }), "2026-11-22", false)).toEqual({ from: "2026-12-19", to: "2026-12-22" });
    expect(factDays(fact({ backlogDays: 30 }), "2026-11-22", true)).toEqual({ from: "2026-11-22", to: "2026-12-22" });
    expect(factDays(fact({ offsetDays: 7, windowDays: 0 }), "2026-11-22", true)).toEqual({
      from: "2026-11-15",
      to: "2026-11-15",
    });
  });
});

describe("birthdaysKeptOn", () => {
  it("keeps 29 February on the 28th of a common year, and on itself in a leap year", () => {
    expect(birthdaysKeptOn("2026-02-28")).toEqual(expect.arrayContaining(["2000-02-28", "2000-02-29"]));
    expect(birthdaysKeptOn("2028-02-28")).not.toContain("2000-02-29");
    expect(birthdaysKeptOn("2028-02-29")).toContain("2000-02-29");
    expect(birthdaysKeptOn("2028-02-29")).not.toContain("2001-02-28");
  });

  it("gives every birthday exactly one day of a year", () => {
    for (const year of ["2026", "2028"]) {
      const kept = daysFrom(`${year}-01-01`, `${year}-12-31`).flatMap((day) => birthdaysKeptOn(day, 4));
      expect(new Set(kept).size).toBe(kept.length);
      expect(kept.length).toBe(5 * 365 + (year === "2026" ? 1 : 2));
    }
  });
});

describe("quietUntil", () => {
  const night = { startMinutes: 1_260, endMinutes: 540, timeZone };
  it("wraps midnight and ends at nine", () => {
    expect(quietUntil(new Date("2026-11-22T11:59:59Z"), night)).toBeNull();
    expect(quietUntil(new Date("2026-11-22T12:00:00Z"), night)).toEqual(new Date("2026-11-23T00:00:00Z"));
    expect(quietUntil(new Date("2026-11-22T23:59:00Z"), night)).toEqual(new Date("2026-11-23T00:00:00Z"));
    expect(quietUntil(new Date("2026-11-23T00:00:00Z"), night)).toBeNull();
  });

  it("ends after now, outside of the hours, and there are none when they are empty", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 1_439 }),
        fc.integer({ min: 0, max: 1_439 }),
        fc.integer({ min: 0, max: 5_000 }),
        (startMinutes, endMinutes, minutes) => {
          const quiet = { startMinutes, endMinutes, timeZone };
          const now = new Date(Date.parse("2026-05-01T00:00:00Z") + minutes * 60_000);
          const end = quietUntil(now, quiet);
          if (!end) return;
          expect(end.getTime()).toBeGreaterThan(now.getTime());
          expect(end.getTime() - now.getTime()).toBeLessThanOrEqual(86_400_000);
          expect(quietUntil(end, quiet)).toBeNull();
        },
      ),
    );
    expect(quietUntil(new Date(), { startMinutes: 60, endMinutes: 60, timeZone })).toBeNull();
  });
});
