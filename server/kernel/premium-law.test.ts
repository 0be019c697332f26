import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { basisYen, judgePremium, limitForAll, limitOfPrize } from "./premium-law";

const goods = (yen: number, transactionYen: number | null) =>
  judgePremium({ giveaway: { kind: "goods", yen }, way: "all", transactionYen });

describe("premiums for all (総付)", () => {
  it.each([
    [1, 200],
    [999, 200],
    [1_000, 200],
    [1_004, 200],
    [1_005, 201],
    [10_000, 2_000],
  ])("a purchase of %i yen allows %i yen", (transaction, limit) => {
    expect(limitForAll(transaction)).toBe(limit);
    expect(goods(limit, transaction).verdict).toBe("within");
    expect(goods(limit + 1, transaction).verdict).toBe("above");
  });

  it("never allow less for a dearer purchase, and name the notice", () => {
    fc.assert(
      fc.property(fc.nat(1_000_000), fc.nat(1_000_000), (a, b) => {
        const [low, high] = a < b ? [a, b] : [b, a];
        return limitForAll(low) <= limitForAll(high);
      }),
    );
    expect(goods(500, 1_000)).toMatchObject({ class: "premium_for_all", limitYen: 200 });
    expect(goods(500, 1_000).source.ja).toContain("昭和52年公取委告示第5号");
    expect(goods(500, 1_000).words.ja).toContain("上限を超えています");
  });

  it("do not arise where nothing needs to be bought", () => {
    expect(goods(50_000, null)).toMatchObject({ verdict: "free", class: "no_transaction" });
    expect(basisYen(null, null)).toBe(100);
    expect(basisYen(3_000, 500)).toBe(3_000);
  });
});

describe("money off", () => {
  it("the shop's own goods is a discount without a limit, now or on a later purchase", () => {
    expect(judgePremium({ giveaway: { kind: "discount", yen: 9_000 }, way: "all", transactionYen: 500 })).toMatchObject(
      {
        verdict: "free",
        class: "discount",
        limitYen: null,
      },
    );
  });

  it("becomes a premium as a whole when goods can be chosen instead, and when it counts elsewhere", () => {
    const choice = { giveaway: { kind: "discount", yen: 300 }, way: "all", transactionYen: 1_000 } as const;
    expect(judgePremium({ ...choice, isChoiceOfGoods: true })).toMatchObject({
      class: "premium_for_all",
      verdict: "above",
    });
    const elsewhere = { giveaway: { kind: "voucher_elsewhere", yen: 200 }, way: "all", transactionYen: 1_000 } as const;
    expect(judgePremium(elsewhere)).toMatchObject({ class: "premium_for_all", verdict: "within" });
  });

  it("more of the same goods is one too", () => {
    expect(
      judgePremium({ giveaway: { kind: "more_of_same", yen: 9_000 }, way: "all", transactionYen: 500 }).verdict,
    ).toBe("free");
  });
});

describe("lotteries (一般懸賞)", () => {
  it.each([
    [100, 2_000],
    [4_999, 99_980],
    [5_000, 100_000],
    [80_000, 100_000],
  ])("a purchase of %i yen allows a prize of %i yen", (transaction, limit) => {
    expect(limitOfPrize(transaction)).toBe(limit);
  });

  it("hold the sum of prizes to 2 percent of the sales, and say so where it is unknown", () => {
    const plan = { giveaway: { kind: "discount", yen: 1_000 }, way: "lottery", transactionYen: 1_000 } as const;
    expect(judgePremium(plan).verdict).toBe("unclear");
    expect(judgePremium({ ...plan, expectedSalesYen: 1_000_000, allPrizesYen: 20_000 }).verdict).toBe("within");
    expect(judgePremium({ ...plan, expectedSalesYen: 1_000_000, allPrizesYen: 20_001 }).verdict).toBe("above");
    expect(judgePremium({ ...plan, transactionYen: null }).verdict).toBe("free");
  });
});
