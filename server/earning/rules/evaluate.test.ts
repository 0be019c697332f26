import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { pointsFor, startingProgram } from "@/server/points/rules/program";
import type { Basket, EarnRule } from "../input";
import { type EvaluationInput, evaluate } from "./evaluate";
import { takenBackNow } from "./take-back";

const id = (n: number) => `00000000-0000-7000-8000-${String(n).padStart(12, "0")}`;
const bags = id(900);
const shoes = id(901);

const rule = (n: number, over: Partial<EarnRule> = {}): EarnRule => ({
  id: id(n),
  name: `rule ${n}`,
  when: {},
  gives: { kind: "multiply", timesHundredths: 200 },
  stacking: { kind: "sum" },
  precedence: 100,
  limits: {},
  life: {},
  ...over,
});
const line = (n: number, amountYen: number, category = bags, over = {}) => ({
  lineId: `l${n}`,
  productId: id(500 + n),
  categoryIds: [category],
  brand: null,
  quantity: 1,
  amountYen,
  taxPercent: 10,
  ...over,
});
const ask = (
  rules: EarnRule[],
  lines: Basket["lines"],
  over: Partial<EvaluationInput & Basket> = {},
): EvaluationInput => ({
  basket: {
    memberId: id(1),
    storeId: id(2),
    channel: "shop",
    payment: "card",
    occurredAt: new Date("2026-11-20T03:00:00Z"),
    lines,
    pointsSpent: over.pointsSpent ?? 0,
    isFirstPurchase: over.isFirstPurchase ?? false,
    couponMultipliers: over.couponMultipliers ?? [],
  },
  program: startingProgram,
  rules,
  version: 3,
  pausedRuleIds: over.pausedRuleIds ?? new Set(),
  situation: {
    rankId: id(7),
    birthday: "1990-02-28",
    businessDate: "2026-11-20",
    minutesOfDay: 720,
    ...over.situation,
  },
  left: over.left ?? new Map(),
  timeZone: "Asia/Tokyo",
});
const given = (input: EvaluationInput) =>
  Object.fromEntries(evaluate(input).parts.map((part) => [part.label || "base", part.points]));
const why = (input: EvaluationInput) =>
  Object.fromEntries(evaluate(input).passed.map((one) => [one.label, one.reason]));

describe("what a basket earns", () => {
  it("doubles bags on Fridays for gold, at most 500 points", () => {
    const friday = rule(1, {
      when: { categoryIds: [bags], weekdays: [5], rankIds: [id(7)] },
      limits: { perSale: 500 },
    });
    const lines = [line(1, 30_000), line(2, 5_000, shoes)];
    expect(given(ask([friday], lines))).toEqual({ base: 350, "rule 1": 300 });
    expect(given(ask([friday], [line(1, 90_000)]))).toEqual({ base: 900, "rule 1": 500 });
    const saturday = { situation: { rankId: id(7), birthday: null, businessDate: "2026-11-21", minutesOfDay: 0 } };
    expect(why(ask([friday], lines, saturday))).toEqual({ "rule 1": "weekday" });
    const silver = { situation: { rankId: id(8), birthday: null, businessDate: "2026-11-20", minutesOfDay: 0 } };
    expect(why(ask([friday], lines, silver))).toEqual({ "rule 1": "rank" });
  });

  it("reckons a rate without tax once per tax rate, rounded as it says", () => {
    const rate = rule(1, { gives: { kind: "rate", points: 1, perYen: 100, rounding: "half_up", taxBase: "excluded" } });
    // 1,100 with 10 % is 1,000 net; 1,079 with 8 % holds 79 of tax: 1,000 net.
    const lines = [line(1, 1_100), line(2, 1_079, shoes, { taxPercent: 8 })];
    expect(given(ask([rate], lines))["rule 1"]).toBe(20);
  });

  it("gives of a group the best for each line, and a bonus of the sale only where it is more than all of that", () => {
    const best = { kind: "best", group: "a" } as const;
    const triple = rule(1, {
      when: { categoryIds: [bags] },
      gives: { kind: "multiply", timesHundredths: 300 },
      stacking: best,
    });
    const double = rule(2, { stacking: best });
    const lines = [line(1, 10_000), line(2, 10_000, shoes)];
    expect(given(ask([triple, double], lines))).toEqual({ base: 200, "rule 1": 200, "rule 2": 100 });
    const bonus = rule(3, { gives: { kind: "bonus", points: 301, per: "sale" }, stacking: best });
    expect(given(ask([triple, double, bonus], lines))).toEqual({ base: 200, "rule 3": 301 });
    expect(why(ask([triple, double, bonus], lines))).toEqual({ "rule 1": "other_better", "rule 2": "other_better" });
  });

  it("lets a rule that stands alone keep its lines, the first in precedence of several", () => {
    const alone = rule(1, { when: { categoryIds: [bags] }, stacking: { kind: "alone" }, precedence: 1 });
    const later = rule(2, {
      gives: { kind: "multiply", timesHundredths: 500 },
      stacking: { kind: "alone" },
      precedence: 2,
    });
    const other = rule(3);
    const lines = [line(1, 10_000), line(2, 10_000, shoes)];
    expect(given(ask([other, later, alone], lines))).toEqual({ base: 200, "rule 1": 100, "rule 2": 400 });
    expect(why(ask([other, later, alone], lines))).toEqual({ "rule 3": "other_alone" });
  });

  it("leaves lines that earn nothing out of everything, and what was paid with points", () => {
    const none = rule(1, { when: { categoryIds: [shoes] }, gives: { kind: "nothing" } });
    const lines = [line(1, 10_000), line(2, 10_000, shoes)];
    expect(given(ask([none, rule(2)], lines))).toEqual({ base: 100, "rule 2": 100 });
    expect(given(ask([none, rule(2)], lines, { pointsSpent: 10_000 }))).toEqual({ base: 50, "rule 2": 50 });
  });

  it("knows first purchases, pauses, minimums, birthdays of 29 February and hours over midnight", () => {
    const lines = [line(1, 1_000)];
    const first = rule(1, { when: { isFirstPurchase: true }, gives: { kind: "bonus", points: 500, per: "sale" } });
    expect(given(ask([first], lines, { isFirstPurchase: true }))["rule 1"]).toBe(500);
    expect(why(ask([first], lines))).toEqual({ "rule 1": "not_first" });
    expect(why(ask([rule(1)], lines, { pausedRuleIds: new Set([id(1)]) }))).toEqual({ "rule 1": "paused" });
    expect(why(ask([rule(1, { when: { minYen: 1_001 } })], lines))).toEqual({ "rule 1": "below_minimum" });
    const at = (birthday: string, businessDate: string, minutesOfDay = 0) => ({
      situation: { rankId: null, birthday, businessDate, minutesOfDay },
    });
    const birthday = rule(1, { when: { birthday: "day" } });
    expect(why(ask([birthday], lines, at("2000-02-29", "2027-02-28")))).toEqual({});
    expect(why(ask([birthday], lines, at("2000-02-29", "2028-02-28")))).toEqual({ "rule 1": "birthday" });
    const night = rule(1, { when: { hours: { fromMinutes: 1_320, untilMinutes: 120 } } });
    expect(why(ask([night], lines, at("", "2026-11-20", 60)))).toEqual({});
    expect(why(ask([night], lines, at("", "2026-11-20", 120)))).toEqual({ "rule 1": "hours" });
  });

  it("drops a rule that is used up before it can stand in the way of another", () => {
    const best = { kind: "best", group: "a" } as const;
    const triple = rule(1, { gives: { kind: "multiply", timesHundredths: 300 }, stacking: best });
    const double = rule(2, { stacking: best });
    const left = new Map([[id(1), { budget: 0 }]]);
    expect(given(ask([triple, double], [line(1, 10_000)], { left }))).toEqual({ base: 100, "rule 2": 100 });
  });

  it("gives points an end of their own", () => {
    const limited = rule(1, { life: { expiry: { kind: "date", lastDay: "2026-12-31" }, pendingDays: 7 } });
    const part = evaluate(ask([limited], [line(1, 10_000)])).parts.find(({ ruleId }) => ruleId === id(1));
    expect(part?.availableAt).toEqual(new Date("2026-11-26T15:00:00Z"));
    expect(part?.expiresAt).toEqual(new Date("2026-12-31T15:00:00Z"));
    const over = rule(1, { life: { expiry: { kind: "date", lastDay: "2026-11-19" } } });
    expect(why(ask([over], [line(1, 10_000)]))).toEqual({ "rule 1": "expired" });
  });
});

const gifts = fc.oneof(
  fc.record({ kind: fc.constant("multiply" as const), timesHundredths: fc.integer({ min: 101, max: 1_000 }) }),
  fc.record({
    kind: fc.constant("rate" as const),
    points: fc.integer({ min: 1, max: 50 }),
    perYen: fc.integer({ min: 1, max: 999 }),
    rounding: fc.constantFrom("down" as const, "half_up" as const, "up" as const),
    taxBase: fc.constantFrom("included" as const, "excluded" as const),
  }),
  fc.record({
    kind: fc.constant("bonus" as const),
    points: fc.integer({ min: 1, max: 5_000 }),
    per: fc.constantFrom("sale" as const, "piece" as const),
  }),
  fc.constant({ kind: "nothing" as const }),
);
const rules = fc
  .array(
    fc.record({
      gives: gifts,
      category: fc.constantFrom(undefined, bags, shoes),
      precedence: fc.integer({ min: 1, max: 3 }),
      stacking: fc.constantFrom(
        { kind: "sum" as const },
        { kind: "best" as const, group: "a" },
        { kind: "best" as const, group: "b" },
        { kind: "alone" as const },
      ),
      perSale: fc.option(fc.integer({ min: 1, max: 300 }), { nil: undefined }),
    }),
    { maxLength: 6 },
  )
  .map((all) =>
    all.map(({ gives, category, precedence, stacking, perSale }, n) =>
      rule(n + 1, {
        gives,
        precedence,
        stacking,
        when: category ? { categoryIds: [category] } : {},
        limits: perSale ? { perSale } : {},
      }),
    ),
  );
const lines = fc
  .array(
    fc.record({
      amountYen: fc.integer({ min: 0, max: 1_000_000 }),
      quantity: fc.integer({ min: 1, max: 9 }),
      category: fc.constantFrom(bags, shoes),
      taxPercent: fc.constantFrom(8, 10),
    }),
    { minLength: 1, maxLength: 8 },
  )
  .map((all) => all.map(({ category, amountYen, ...over }, n) => line(n, amountYen, category, over)));

describe("whatever the rules are", () => {
  it("the parts of lines add up to each rule's points, rules to the whole, and nothing is above a limit", () => {
    fc.assert(
      fc.property(rules, lines, fc.nat(50_000), (set, basket, spent) => {
        const total = basket.reduce((sum, { amountYen }) => sum + amountYen, 0);
        const result = evaluate(ask(set, basket, { pointsSpent: Math.min(spent, total) }));
        for (const part of result.parts) {
          expect(part.perLine.reduce((sum, { points }) => sum + points, 0)).toBe(part.points);
          expect(part.points).toBeGreaterThan(0);
          const limit = set.find(({ id: one }) => one === part.ruleId)?.limits.perSale;
          if (limit) expect(part.points).toBeLessThanOrEqual(limit);
        }
        expect(result.parts.reduce((sum, { points }) => sum + points, 0)).toBe(result.points);
        expect(new Set(result.parts.map(({ ruleId }) => ruleId)).size).toBe(result.parts.length);
      }),
    );
  });

  it("the order of the rules does not matter", () => {
    fc.assert(
      fc.property(rules, lines, (set, basket) => {
        const forth = evaluate(ask(set, basket));
        const back = evaluate(ask([...set].reverse(), basket));
        expect(back).toEqual(forth);
      }),
    );
  });

  it("without rules a sale earns what the program alone always gave", () => {
    fc.assert(
      fc.property(lines, fc.nat(50_000), (basket, spent) => {
        const total = basket.reduce((sum, { amountYen }) => sum + amountYen, 0);
        const pointsSpent = Math.min(spent, total);
        expect(evaluate(ask([], basket, { pointsSpent })).points).toBe(pointsFor(startingProgram, total - pointsSpent));
      }),
    );
  });

  it("returns in any number of pieces take back exactly what the lines earned", () => {
    fc.assert(
      fc.property(rules, lines, (set, basket) => {
        for (const part of evaluate(ask(set, basket)).parts) {
          let taken = 0;
          for (const { lineId, quantity } of basket)
            for (let before = 0; before < quantity; before++)
              taken += takenBackNow(part.perLine, [{ lineId, quantity, before, pieces: 1 }]);
          expect(taken).toBe(part.points);
        }
      }),
    );
  });
});
