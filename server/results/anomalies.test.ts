import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { addDays } from "@/server/kernel/time";
import { anomaliesOf, anomalyOf } from "./rules/anomalies";
import { keptDays, staleDays } from "./rules/figure-days";

const today = "2026-11-22"; // a Sunday
/** The same value every day, and more on Sundays; `back` days of history before today. */
const steady = (value: number, sunday = value, back = keptDays - 1) =>
  new Map(
    Array.from({ length: back + 1 }, (_, place) => {
      const day = addDays(today, -place);
      return [day, place % 7 === 0 ? sunday : value];
    }),
  );
const having = (series: Map<string, number>, day: string, value: number) => new Map(series).set(day, value);
const yesterday = addDays(today, -1);

describe("an odd figure", () => {
  it("is one outside of what the same weekday shows", () => {
    const shop = steady(100, 400);
    expect(anomalyOf("sales", having(shop, today, 420), today, today)).toBeNull();
    expect(anomalyOf("sales", having(shop, today, 500), today, today)).toMatchObject({
      direction: "above",
      basis: "weekday",
      days: 8,
      mean: 400,
      low: 340,
      high: 460,
    });
    // What is usual on a Sunday is odd on a Saturday.
    expect(anomalyOf("sales", having(shop, yesterday, 400), yesterday, today)).toMatchObject({
      mean: 100,
      isToday: false,
    });
    expect(anomalyOf("sales", having(shop, yesterday, 60), yesterday, today)).toMatchObject({ direction: "below" });
  });

  it("is never too low today, which is not over", () => {
    expect(anomalyOf("sales", having(steady(100), today, 0), today, today)).toBeNull();
    expect(anomalyOf("sales", having(steady(100), yesterday, 0), yesterday, today)).not.toBeNull();
  });

  it("is seen in days that scatter only where it scatters more", () => {
    const scattered = new Map([...steady(100)].map(([day], place) => [day, place % 14 < 7 ? 50 : 150]));
    expect(anomalyOf("sales", having(scattered, yesterday, 200), yesterday, today)).toBeNull();
    expect(anomalyOf("sales", having(scattered, yesterday, 300), yesterday, today)).toMatchObject({ high: 260 });
  });

  it("with little to go by, is one beyond three times or below a third of the last two weeks", () => {
    const young = steady(30, 30, 20);
    expect(anomalyOf("new_members", having(young, yesterday, 89), yesterday, today)).toBeNull();
    expect(anomalyOf("new_members", having(young, yesterday, 91), yesterday, today)).toMatchObject({
      basis: "recent",
      days: 14,
    });
    expect(anomalyOf("new_members", having(young, yesterday, 9), yesterday, today)).toMatchObject({
      direction: "below",
    });
    expect(anomalyOf("new_members", having(steady(30, 30, 5), yesterday, 900), yesterday, today)).toBeNull();
  });

  it("is none where nothing was ever counted, or where it is a handful", () => {
    expect(anomalyOf("sales", having(steady(0), yesterday, 500), yesterday, today)).toBeNull();
    expect(anomalyOf("sales", new Map(), today, today)).toBeNull();
    expect(
      anomalyOf("mails_bounced", having(having(steady(0), "2026-09-25", 1), yesterday, 9), yesterday, today),
    ).toBeNull();
    // The zeros before a shop opened are not its history.
    const opened = new Map([...steady(0)].map(([day]) => [day, day >= "2026-11-12" ? 100 : 0]));
    expect(anomalyOf("sales", opened, yesterday, today)).toBeNull();
  });

  it("of money is told by its share, and the furthest off comes first", () => {
    const found = anomaliesOf(
      new Map([
        ["sales", having(steady(100), yesterday, 200)],
        ["sales_yen", having(steady(1_000_000), yesterday, 9_000_000)],
        ["points_used", having(steady(1_000_000), yesterday, 1_200_000)],
      ]),
      today,
    );
    expect(found.map(({ figure }) => figure)).toEqual(["sales_yen", "sales"]);
  });

  it("always lies outside of what it says is usual", () => {
    fc.assert(
      fc.property(fc.array(fc.nat(2_000), { minLength: 1, maxLength: keptDays }), (values) => {
        const series = new Map(values.map((value, back) => [addDays(today, -back), value]));
        for (const day of [today, yesterday]) {
          const found = anomalyOf("sales", series, day, today);
          if (!found) continue;
          expect(found.value < found.low || found.value > found.high).toBe(true);
          expect(found.direction === "below" && found.isToday).toBe(false);
          expect(found.low <= found.mean && found.mean <= found.high).toBe(true);
        }
      }),
    );
  });
});

describe("days to be reckoned", () => {
  const at = (text: string) => ({ now: new Date(text), timeZone: "Asia/Tokyo" });
  const all = (when: string) =>
    new Map(staleDays(today, new Map(), at("2026-11-22T03:00:00Z")).map((day) => [day, new Date(when)]));

  it("are all of them at first, then today every five minutes", () => {
    expect(staleDays(today, new Map(), at("2026-11-22T03:00:00Z"))).toHaveLength(keptDays);
    const known = all("2026-11-22T03:00:00Z");
    expect(staleDays(today, known, at("2026-11-22T03:04:59Z"))).toEqual([]);
    expect(staleDays(today, known, at("2026-11-22T03:05:00Z"))).toEqual([today]);
  });

  it("and a day that is over, once after its end and hourly through the next", () => {
    const known = all("2026-11-22T15:00:00Z").set(today, new Date("2026-11-22T14:58:00Z"));
    expect(staleDays("2026-11-23", known, at("2026-11-22T15:01:00Z"))).toEqual([today, "2026-11-23"]);
    known.set(today, new Date("2026-11-22T15:01:00Z")).set("2026-11-23", new Date("2026-11-22T15:59:00Z"));
    expect(staleDays("2026-11-23", known, at("2026-11-22T16:00:00Z"))).toEqual([]);
    expect(staleDays("2026-11-23", known, at("2026-11-22T16:02:00Z"))).toEqual([today]);
  });
});
