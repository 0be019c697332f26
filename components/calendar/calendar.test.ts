import { describe, expect, it } from "vitest";
import { calendarDays, type PlanView } from "./days";
import { spanOf, weekdayOf } from "./span";

describe("what part of the calendar an address shows", () => {
  it("is whole weeks around a month, from Sunday", () => {
    const { days, previous, next } = spanOf(undefined, undefined, "2026-11-22");
    expect([days[0], days.at(-1), days.length]).toEqual(["2026-11-01", "2026-12-05", 35]);
    expect([previous, next]).toEqual(["2026-10-01", "2026-12-01"]);
    expect(spanOf("month", "2026-08-31", "2026-11-22").days).toHaveLength(42);
    expect(spanOf("month", "2026-02-10", "2026-11-22").days).toHaveLength(28);
    for (let month = 1; month <= 12; month += 1) {
      const on = `2027-${String(month).padStart(2, "0")}-15`;
      const span = spanOf("month", on, on);
      expect(weekdayOf(span.days[0] ?? "")).toBe(0);
      expect(span.days.length % 7).toBe(0);
      expect(span.days).toContain(on);
      expect(span.days.length).toBeLessThanOrEqual(42);
    }
  });

  it("is a week, or four weeks as a list, and today where the address says nothing that is a day", () => {
    expect(spanOf("week", "2026-11-25", "2026-11-22")).toMatchObject({
      days: expect.arrayContaining(["2026-11-22", "2026-11-28"]),
    });
    expect(spanOf("list", "2026-11-25", "2026-11-22").days).toHaveLength(28);
    for (const wrong of ["2026-02-30", "x", "2026-1-1", "9999-99-99", "'; drop"])
      expect(spanOf("nothing", wrong, "2026-11-22")).toMatchObject({ view: "month", on: "2026-11-22" });
  });
});

describe("days of the calendar", () => {
  const plan: PlanView = {
    today: "2026-11-22",
    past: [
      { day: "2026-11-22", campaignId: "a", sent: 5, troubled: 1, waiting: 2 },
      { day: "2026-11-22", campaignId: null, sent: 9, troubled: 0, waiting: 0 },
    ],
    expected: [
      {
        campaignId: "a",
        day: "2026-11-23",
        sendAt: new Date(0),
        isHypothetical: false,
        found: 4,
        sent: 3,
        held: { capped: 1 },
      },
      {
        campaignId: "a",
        day: "2026-11-23",
        sendAt: new Date(1),
        isHypothetical: false,
        found: 3,
        sent: 2,
        held: { capped: 1 },
      },
      { campaignId: "b", day: "2026-11-23", sendAt: new Date(2), isHypothetical: true, found: 0, sent: 0, held: {} },
    ],
    collisions: [{ day: "2026-11-23", members: 2 }],
    campaigns: { a: { name: "春の便り", state: "live", channel: "mail" } },
    sampledOneIn: 1,
  };

  it("have one entry for each campaign and kind of knowledge", () => {
    const [today, tomorrow, after] = calendarDays(plan, ["2026-11-22", "2026-11-23", "2026-11-24"]);
    expect(today?.entries.map(({ name, basis, count }) => [name, basis, count])).toEqual([
      [null, "sent", 9],
      ["春の便り", "sent", 5],
      ["春の便り", "waiting", 2],
    ]);
    expect(tomorrow).toMatchObject({ collisions: 2, entries: [{ count: 5, held: { capped: 2 }, basis: "expected" }] });
    expect(after).toEqual({ day: "2026-11-24", entries: [], collisions: 0 });
  });
});
