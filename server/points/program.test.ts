import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { dayIn } from "@/server/kernel/time";
import {
  availableFrom,
  type Balance,
  expiresAfter,
  expiriesByDate,
  graceEnds,
  type OpenLot,
  pointsFor,
  proRata,
  settled,
} from "./rules/program";

const tokyo = "Asia/Tokyo";
const zones = fc.constantFrom("Asia/Tokyo", "Asia/Kathmandu", "America/New_York", "Pacific/Chatham", "UTC");
const instants = fc.date({
  min: new Date("2020-01-01T00:00:00Z"),
  max: new Date("2040-01-01T00:00:00Z"),
  noInvalidDate: true,
});
const rate = fc.record({
  ratePoints: fc.integer({ min: 0, max: 1_000 }),
  rateYen: fc.integer({ min: 1, max: 10_000 }),
});
const yen = fc.integer({ min: 0, max: 1_000_000_000 });

describe("pointsFor", () => {
  it.each([
    ["down", 199, 1],
    ["half_up", 149, 1],
    ["half_up", 150, 2],
    ["up", 101, 2],
    ["up", 100, 1],
  ] as const)("rounds %s: %i yen at 1 per 100 are %i points", (rounding, amountYen, points) => {
    expect(pointsFor({ ratePoints: 1, rateYen: 100, rounding }, amountYen)).toBe(points);
  });

  it("is exact, grows with the amount, and its roundings stand in order", () => {
    fc.assert(
      fc.property(rate, yen, yen, (program, a, b) => {
        const [small, large] = a < b ? [a, b] : [b, a];
        const [down, half, up] = (["down", "half_up", "up"] as const).map((rounding) =>
          pointsFor({ ...program, rounding }, large),
        );
        const exact = BigInt(large) * BigInt(program.ratePoints);
        const unit = BigInt(program.rateYen);
        expect(BigInt(down!) * unit <= exact && exact < BigInt(down! + 1) * unit).toBe(true);
        expect(down! <= half! && half! <= up! && up! - down! <= 1).toBe(true);
        expect(pointsFor({ ...program, rounding: "down" }, small)).toBeLessThanOrEqual(down!);
      }),
    );
  });
});

describe("proRata", () => {
  it("adds partial returns up to the whole, however it is cut", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 1_000_000 }),
        fc.array(fc.integer({ min: 1, max: 1_000_000 }), { minLength: 1, maxLength: 12 }),
        (whole, parts) => {
          const total = parts.reduce((a, b) => a + b, 0);
          let [soFar, given] = [0, 0];
          for (const part of parts) {
            const before = proRata(whole, soFar, total);
            soFar += part;
            const step = proRata(whole, soFar, total) - before;
            expect(step).toBeGreaterThanOrEqual(0);
            given += step;
          }
          expect(given).toBe(whole);
        },
      ),
    );
  });
});

describe("the life of points", () => {
  it("ends with the month, in the shop's zone", () => {
    const bought = new Date("2026-01-31T14:59:00Z"); // 23:59 on the 31st in Tokyo
    expect(expiresAfter({ expiryMonths: 1 }, bought, tokyo)).toEqual(new Date("2026-02-28T15:00:00Z"));
    expect(expiresAfter({ expiryMonths: 1 }, new Date(bought.getTime() + 60_000), tokyo)).toEqual(
      new Date("2026-03-31T15:00:00Z"),
    );
    expect(availableFrom({ pendingDays: 14 }, bought, tokyo)).toEqual(new Date("2026-02-13T15:00:00Z"));
    expect(availableFrom({ pendingDays: 0 }, bought, tokyo)).toBe(bought);
    expect(graceEnds({ returnGraceDays: 0 }, bought, tokyo)).toEqual(new Date("2026-01-31T15:00:00Z"));
  });

  it("always lasts to the end of a local month, after the points could be spent", () => {
    fc.assert(
      fc.property(
        instants,
        zones,
        fc.integer({ min: 0, max: 90 }),
        fc.integer({ min: 1, max: 36 }),
        (at, zone, pendingDays, expiryMonths) => {
          const from = availableFrom({ pendingDays }, at, zone);
          const end = expiresAfter({ expiryMonths }, from, zone);
          expect(end.getTime()).toBeGreaterThan(from.getTime());
          expect(dayIn(end, zone).slice(8)).toBe("01");
          expect(dayIn(new Date(end.getTime() - 1), zone).slice(0, 7)).not.toBe(dayIn(end, zone).slice(0, 7));
        },
      ),
      { numRuns: 200 },
    );
  });
});

describe("settled", () => {
  const lot = fc.record({
    id: fc.uuid(),
    isPending: fc.boolean(),
    remaining: fc.integer({ min: 1, max: 500 }),
    availableAt: fc.integer({ min: 0, max: 50 }),
    life: fc.integer({ min: 1, max: 50 }),
  });
  const world = fc.record({
    lots: fc.array(lot, { maxLength: 8 }),
    debt: fc.integer({ min: 0, max: 300 }),
    at: fc.integer({ min: 0, max: 120 }),
    between: fc.nat(120),
  });
  const build = (w: {
    lots: { id: string; isPending: boolean; remaining: number; availableAt: number; life: number }[];
    debt: number;
  }) => {
    const lots = w.lots.map(
      (l): OpenLot => ({
        id: l.id,
        state: l.isPending ? "pending" : "available",
        remaining: l.remaining,
        availableAt: new Date(l.availableAt),
        expiresAt: new Date(l.availableAt + l.life),
      }),
    );
    const sum = (state: string) => lots.filter((l) => l.state === state).reduce((n, l) => n + l.remaining, 0);
    const balance: Balance = {
      available: sum("available"),
      pending: sum("pending"),
      debt: sum("available") > 0 ? 0 : w.debt,
    };
    return { balance, lots };
  };

  it("leaves wallet and lots in agreement, and nothing due", () => {
    fc.assert(
      fc.property(world, (w) => {
        const { balance, lots } = build(w);
        const after = settled(balance, lots, new Date(w.at));
        const sum = (state: string) => after.lots.filter((l) => l.state === state).reduce((n, l) => n + l.remaining, 0);
        expect(after.balance.available).toBe(sum("available"));
        expect(after.balance.pending).toBe(sum("pending"));
        for (const l of after.lots)
          expect((l.state === "pending" ? l.availableAt : l.expiresAt).getTime()).toBeGreaterThan(w.at);
      }),
    );
  });

  it("comes to the same in one step or in two", () => {
    fc.assert(
      fc.property(world, (w) => {
        const { balance, lots } = build(w);
        const halfway = settled(balance, lots, new Date(Math.min(w.at, w.between)));
        expect(settled(halfway.balance, halfway.lots, new Date(w.at))).toEqual(settled(balance, lots, new Date(w.at)));
      }),
    );
  });
});

describe("expiriesByDate", () => {
  it("sums by instant, earliest first, and names the last day", () => {
    const base = { state: "available" as const, availableAt: new Date(0) };
    const [may, june] = [new Date("2027-04-30T15:00:00Z"), new Date("2027-05-31T15:00:00Z")];
    const lots: OpenLot[] = [
      { ...base, id: "a", remaining: 5, expiresAt: june },
      { ...base, id: "b", remaining: 7, expiresAt: may },
      { ...base, id: "c", remaining: 1, expiresAt: june },
      { ...base, id: "d", remaining: 9, expiresAt: may, state: "pending" },
    ];
    expect(expiriesByDate(lots, tokyo)).toEqual([
      { at: may, lastDay: "2027-04-30", points: 7 },
      { at: june, lastDay: "2027-05-31", points: 6 },
    ]);
  });
});
