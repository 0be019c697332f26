import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { couponDefinition, type CouponDefinitionInput } from "../input";
import { applyCoupons, percentOf } from "./apply";
import { type Basket, goTogether, type OfferedCoupon, problemWith } from "./basket";

const at = new Date("2026-11-22T03:00:00Z");
const id = (n: number) => `00000000-0000-4000-8000-${String(n).padStart(12, "0")}`;
const [shirt, tea, gift] = [id(1), id(2), id(3)];
const [clothes, food] = [id(11), id(12)];

const basket = (overrides: Partial<Basket> = {}): Basket => ({
  lines: [
    { lineNo: 1, productId: shirt, categoryPath: `/${clothes}/`, quantity: 2, amountYen: 7_960 },
    { lineNo: 2, productId: tea, categoryPath: `/${food}/`, quantity: 1, amountYen: 1_280 },
  ],
  storeId: id(21),
  channel: "shop",
  at,
  weekday: 0,
  minutes: 720,
  isMember: true,
  rankId: null,
  ...overrides,
});

let made = 0;
function coupon(
  benefit: CouponDefinitionInput["benefit"],
  definition: Partial<CouponDefinitionInput> = {},
  overrides: Partial<OfferedCoupon> = {},
): OfferedCoupon {
  made += 1;
  return {
    ref: `c${String(made).padStart(5, "0")}`,
    couponId: id(1_000 + made),
    version: 1,
    definition: couponDefinition.parse({
      title: { ja: "割引", en: "Off" },
      validity: { days: 30 },
      stacking: { kind: "free" },
      benefit,
      ...definition,
    }),
    heldId: null,
    code: null,
    validFrom: new Date(0),
    validUntil: new Date(at.getTime() + 86_400_000),
    problem: null,
    isChosen: false,
    ...overrides,
  };
}
const amount = (yen: number, more: Partial<CouponDefinitionInput> = {}, set: Partial<OfferedCoupon> = {}) =>
  coupon({ kind: "amount", yen }, more, set);
const percent = (value: number, more: Partial<CouponDefinitionInput> = {}, set: Partial<OfferedCoupon> = {}) =>
  coupon({ kind: "percent", percent: value }, more, set);
const whyNot = (of: OfferedCoupon, where: Basket = basket()) => problemWith(of, where);

describe("one coupon", () => {
  it("takes an amount off the lines by their worth, to the yen", () => {
    const outcome = applyCoupons(basket(), [amount(500)]);
    expect(outcome).toMatchObject({ totalYen: 9_240, discountYen: 500, payableYen: 8_740 });
    expect(outcome.lines).toEqual([
      { lineNo: 1, amountYen: 7_529, discountYen: 431 },
      { lineNo: 2, amountYen: 1_211, discountYen: 69 },
    ]);
  });

  it("never takes off more than there is", () => {
    const outcome = applyCoupons(basket(), [amount(100_000)]);
    expect(outcome).toMatchObject({ discountYen: 9_240, payableYen: 0 });
    expect(outcome.lines.every(({ amountYen }) => amountYen === 0)).toBe(true);
  });

  it("rounds a percent once, as it says, and stops at its most", () => {
    const odd = basket({ lines: [{ lineNo: 1, productId: null, categoryPath: "", quantity: 1, amountYen: 1_055 }] });
    const off = (rounding: "down" | "half_up" | "up") =>
      applyCoupons(odd, [coupon({ kind: "percent", percent: 10, rounding })]).discountYen;
    expect([off("down"), off("half_up"), off("up")]).toEqual([105, 106, 106]);
    expect(applyCoupons(basket(), [coupon({ kind: "percent", percent: 50, mostYen: 1_000 })]).discountYen).toBe(1_000);
    expect([percentOf(999, 33, "down"), percentOf(999, 33, "up")]).toEqual([329, 330]);
  });

  it("is only for its lines: products, categories with what lies below, exceptions", () => {
    const yen = (more: Partial<CouponDefinitionInput>) => applyCoupons(basket(), [percent(10, more)]).discountYen;
    expect(yen({ target: { productIds: [tea] } })).toBe(128);
    expect(yen({ target: { categoryIds: [clothes] } })).toBe(796);
    expect(yen({ target: { notCategoryIds: [clothes] } })).toBe(128);
    expect(yen({ target: { categoryIds: [clothes], notProductIds: [shirt] } })).toBe(0);
  });

  it("gives pieces for nothing, the dearest first, only when they lie in the basket", () => {
    const free = coupon({ kind: "gift", productId: shirt, pieces: 1 });
    expect(applyCoupons(basket(), [free]).discountYen).toBe(3_980);
    expect(applyCoupons(basket(), [coupon({ kind: "gift", productId: shirt, pieces: 5 })]).discountYen).toBe(7_960);
    expect(whyNot(coupon({ kind: "gift", productId: gift }))).toBe("gift_missing");
  });

  it("multiplies points of its lines and takes nothing off", () => {
    const double = coupon({ kind: "points", percent: 200 }, { target: { categoryIds: [food] } });
    const outcome = applyCoupons(basket(), [double]);
    expect(outcome.discountYen).toBe(0);
    expect(outcome.multipliers).toMatchObject([{ couponId: double.couponId, percent: 200, lineNos: [2] }]);
  });
});

describe("conditions", () => {
  it.each<[string, OfferedCoupon, Partial<Basket>]>([
    ["not_yet", amount(1, {}, { validFrom: new Date(at.getTime() + 1) }), {}],
    ["expired", amount(1, {}, { validUntil: at }), {}],
    ["used", amount(1, {}, { problem: "used" }), {}],
    ["member_needed", amount(1), { isMember: false }],
    ["tear_only", amount(1, { use: "tear" }), {}],
    ["wrong_channel", amount(1, { channels: ["online"] }), {}],
    ["wrong_store", amount(1, { storeIds: [id(22)] }), {}],
    ["wrong_store", amount(1, { storeIds: [id(22)] }), { storeId: null }],
    ["wrong_rank", amount(1, { rankIds: ["gold"] }), { rankId: "silver" }],
    ["wrong_hours", amount(1, { hours: { weekdays: [0], fromMinutes: 540, toMinutes: 720 } }), {}],
    ["no_target", amount(1, { target: { productIds: [gift] } }), {}],
    ["below_minimum", amount(1, { minimum: { yen: 9_241, of: "basket" } }), {}],
    ["below_minimum", amount(1, { minimum: { yen: 2_000, of: "target" }, target: { productIds: [tea] } }), {}],
  ])("%s", (problem, of, where) => {
    expect(whyNot(of, basket(where))).toBe(problem);
    expect(applyCoupons(basket(where), [of])).toMatchObject({ discountYen: 0, left: [{ problem }] });
  });

  it("that are met let it through, to the edge", () => {
    expect(whyNot(amount(1, { minimum: { yen: 9_240, of: "basket" } }))).toBeNull();
    expect(whyNot(amount(1, {}, { validFrom: at }))).toBeNull();
    expect(whyNot(amount(1, { isForMembers: false }), basket({ isMember: false }))).toBeNull();
    expect(applyCoupons(basket(), [amount(1, { minimum: { yen: 10_000, of: "basket" } })]).left[0]?.missingYen).toBe(
      760,
    );
  });
});

describe("several coupons", () => {
  it("are taken off in the stated order: gifts, percents, amounts", () => {
    const outcome = applyCoupons(basket(), [amount(500), percent(10), coupon({ kind: "gift", productId: tea })]);
    expect(outcome.applied.map(({ kind, discountYen }) => [kind, discountYen])).toEqual([
      ["gift", 1_280],
      ["percent", 796],
      ["amount", 500],
    ]);
  });

  it("that exclude each other: the better one, and the other is told why and what it would have been worth", () => {
    const [small, large] = [
      amount(300, { stacking: { kind: "exclusive" } }),
      amount(800, { stacking: { kind: "exclusive" } }),
    ];
    const outcome = applyCoupons(basket(), [small, large]);
    expect(outcome.applied.map(({ ref }) => ref)).toEqual([large.ref]);
    expect(outcome.left).toMatchObject([
      { ref: small.ref, problem: "cannot_combine", aloneYen: 300, with: [large.ref] },
    ]);
  });

  it("of one group go once, of two groups together, and several small ones beat a large exclusive one", () => {
    const group = (name: string) => ({ stacking: { kind: "group" as const, group: name } });
    const [a, b, c] = [amount(400, group("x")), amount(500, group("x")), amount(450, group("y"))];
    const alone = amount(900, { stacking: { kind: "exclusive" } });
    const outcome = applyCoupons(basket(), [a, b, c, alone]);
    expect(outcome.discountYen).toBe(950);
    expect(outcome.applied.map(({ ref }) => ref).sort()).toEqual([b.ref, c.ref].sort());
  });

  it("named as excluded do not go together, from either side", () => {
    const one = amount(400);
    const other = amount(500, { excludes: [one.couponId] });
    expect([goTogether(one, other), goTogether(other, one)]).toEqual([false, false]);
    expect(applyCoupons(basket(), [one, other]).discountYen).toBe(500);
  });

  it("two of the same coupon never go together", () => {
    const one = amount(400);
    const twin = { ...one, ref: "twin" };
    expect(applyCoupons(basket(), [one, twin]).left).toMatchObject([{ problem: "same_coupon" }]);
  });

  it("are not used up in vain", () => {
    const [whole, more] = [amount(9_240), amount(500)];
    expect(applyCoupons(basket(), [whole, more]).applied.map(({ ref }) => ref)).toEqual([whole.ref]);
  });

  it("chosen by hand come first, even where another would save more; the first of two that clash", () => {
    const chosen = amount(100, { stacking: { kind: "exclusive" } }, { isChosen: true });
    const clash = amount(200, {}, { isChosen: true });
    const outcome = applyCoupons(basket(), [chosen, clash, amount(5_000)]);
    expect(outcome.applied.map(({ ref }) => ref)).toEqual([chosen.ref]);
    expect(outcome.left.map(({ problem }) => problem)).toEqual(["cannot_combine", "cannot_combine"]);
  });
});

const anyCoupon = fc
  .record({
    benefit: fc.oneof(
      fc.record({ kind: fc.constant("amount" as const), yen: fc.integer({ min: 1, max: 6_000 }) }),
      fc.record({
        kind: fc.constant("percent" as const),
        percent: fc.integer({ min: 1, max: 60 }),
        rounding: fc.constantFrom("down" as const, "half_up" as const, "up" as const),
      }),
      fc.record({
        kind: fc.constant("gift" as const),
        productId: fc.constantFrom(shirt, tea),
        pieces: fc.integer({ min: 1, max: 3 }),
      }),
      fc.record({ kind: fc.constant("points" as const), percent: fc.integer({ min: 101, max: 500 }) }),
    ),
    stacking: fc.oneof(
      { weight: 1, arbitrary: fc.constant({ kind: "exclusive" as const }) },
      { weight: 3, arbitrary: fc.constant({ kind: "free" as const }) },
      {
        weight: 3,
        arbitrary: fc.record({ kind: fc.constant("group" as const), group: fc.constantFrom("x", "y", "z") }),
      },
    ),
    target: fc.constantFrom<NonNullable<CouponDefinitionInput["target"]>[]>(
      {},
      { productIds: [tea] },
      { categoryIds: [clothes] },
      { notCategoryIds: [food] },
    ),
    place: fc.integer({ min: 0, max: 3 }),
  })
  .map(({ benefit, ...more }) => coupon(benefit, more));
const anyBasket = fc
  .array(
    fc.record({
      product: fc.constantFrom(shirt, tea, null),
      quantity: fc.integer({ min: 1, max: 4 }),
      amountYen: fc.nat(9_000),
    }),
    {
      minLength: 1,
      maxLength: 6,
    },
  )
  .map((lines) =>
    basket({
      lines: lines.map(({ product, ...line }, index) => ({
        ...line,
        lineNo: index + 1,
        productId: product,
        categoryPath: product === shirt ? `/${clothes}/` : product === tea ? `/${food}/` : "",
      })),
    }),
  );

describe("for every basket and every set of coupons", () => {
  it("lines, coupons and the total add up; no line below 0; everything offered is either used or explained", () => {
    fc.assert(
      fc.property(anyBasket, fc.array(anyCoupon, { maxLength: 6 }), (of, coupons) => {
        const outcome = applyCoupons(of, coupons);
        const sum = (values: number[]) => values.reduce((all, one) => all + one, 0);
        expect(sum(outcome.applied.map(({ discountYen }) => discountYen))).toBe(outcome.discountYen);
        expect(sum(outcome.lines.map(({ discountYen }) => discountYen))).toBe(outcome.discountYen);
        expect(sum(outcome.lines.map(({ amountYen }) => amountYen))).toBe(outcome.payableYen);
        for (const { discountYen, lines } of outcome.applied)
          expect(sum(lines.map(({ yen }) => yen))).toBe(discountYen);
        expect(outcome.lines.every(({ amountYen, discountYen }) => amountYen >= 0 && discountYen >= 0)).toBe(true);
        expect([...outcome.applied, ...outcome.left].map(({ ref }) => ref).sort()).toEqual(
          coupons.map(({ ref }) => ref).sort(),
        );
        const used = coupons.filter(({ ref }) => outcome.applied.some((one) => one.ref === ref));
        for (const a of used) for (const b of used) expect(a === b || goTogether(a, b)).toBe(true);
        expect(applyCoupons(of, coupons.toReversed())).toMatchObject({ discountYen: outcome.discountYen });
      }),
      { numRuns: 300 },
    );
  });

  it("no allowed set saves the customer more: every one of them is tried", () => {
    fc.assert(
      fc.property(anyBasket, fc.array(anyCoupon, { minLength: 1, maxLength: 7 }), (of, coupons) => {
        const { discountYen } = applyCoupons(of, coupons);
        for (let mask = 1; mask < 1 << coupons.length; mask += 1) {
          const set = coupons.filter((_, index) => mask & (1 << index)).map((one) => ({ ...one, isChosen: true }));
          if (set.some((a, index) => set.slice(index + 1).some((b) => !goTogether(a, b)))) continue;
          expect(applyCoupons(of, set).discountYen).toBeLessThanOrEqual(discountYen);
        }
      }),
      { numRuns: 300 },
    );
  });

  it("dozens of coupons are weighed at once", () => {
    const many = Array.from({ length: 60 }, (_, n) =>
      amount(100 + n, { stacking: { kind: "group", group: `g${n % 20}` } }),
    );
    const begun = performance.now();
    expect(applyCoupons(basket(), many).applied).toHaveLength(20);
    expect(performance.now() - begun).toBeLessThan(2_000);
  });
});
