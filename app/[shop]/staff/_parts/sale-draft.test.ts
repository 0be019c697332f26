import { describe, expect, it } from "vitest";
import { amountOf, newDraft, pointsUsed, totalOf, withoutProduct, withProduct } from "./sale-draft";

const kettle = { productId: "p1", externalId: "K-1", name: "電気ケトル", imageUrl: null, priceYen: 3_980 };
const lamp = { productId: "p2", externalId: "L-1", name: "ランプ", imageUrl: null, priceYen: null };
const hanako = {
  memberId: "m1",
  memberNo: "2900000000001",
  familyName: null,
  givenName: null,
  familyKana: null,
  givenKana: null,
};

describe("a sale at the counter", () => {
  it("counts a product up when it is scanned again", () => {
    const lines = withProduct(withProduct([], kettle), kettle);
    expect(lines).toHaveLength(1);
    expect(totalOf(lines)).toBe(7_960);
  });

  it("has no amount for a product without a price until somebody enters one", () => {
    const [line] = withProduct([], lamp);
    expect(line && amountOf(line)).toBeNull();
    expect(line && amountOf({ ...line, unitPriceYen: 500 })).toBe(500);
  });

  it("uses never more points than the balance or the sale, and none without a member", () => {
    const draft = { ...newDraft(hanako, true), lines: withProduct([], kettle) };
    expect(pointsUsed(draft, 1_000)).toBe(1_000);
    expect(pointsUsed(draft, 9_000)).toBe(3_980);
    expect(pointsUsed({ ...draft, use: 5_000 }, 9_000)).toBe(3_980);
    expect(pointsUsed({ ...draft, member: null }, 9_000)).toBe(0);
  });

  it("takes an amount by itself, each a line of its own, and an unknown code once", () => {
    const amounts = withoutProduct(withoutProduct([], "お買い上げ", null), "お買い上げ", null);
    expect(amounts).toHaveLength(2);
    const codes = withoutProduct(
      withoutProduct([], "4901234567894", "4901234567894"),
      "4901234567894",
      "4901234567894",
    );
    expect(codes.map(({ quantity, unitPriceYen }) => [quantity, unitPriceYen])).toEqual([[2, null]]);
  });

  it("gives every sale a receipt number of its own", () => {
    expect(newDraft(null, false).receipt).toMatch(/^R-[0-9a-f]{16}$/);
    expect(newDraft(null, false).receipt).not.toBe(newDraft(null, false).receipt);
  });
});
