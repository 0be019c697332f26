import { describe, expect, it } from "vitest";
import { figuresOf } from "@/server/coupons/queries/figures";
import { couponProofs } from "@/server/coupons/queries/proofs";
import { issueCoupon } from "@/server/coupons/service/issue-coupon";
import { createCoupon } from "@/server/coupons/service/save-coupon";
import { newId } from "@/server/kernel/ids";
import { proveAll } from "@/server/kernel/proofs";
import { newTestMember, newTestShop } from "@/server/kernel/testing";
import { purchaseById } from "../queries";
import { recordReturn } from "./record-return";
import { recordSale } from "./record-sale";

/** Three pieces of 1,000 yen, of which a coupon takes 300. */
const lines = [{ description: "皿", quantity: 3, unitPriceYen: 1_000 }];
const definition = {
  title: { ja: "300円引き", en: "300 yen off" },
  benefit: { kind: "amount", yen: 300 },
  validity: { days: 30 },
} as const;

describe("what a coupon brought", () => {
  it("goes down with each piece that comes back, and to nothing with the last, which gives the coupon back", async () => {
    const { ctx } = await newTestShop();
    const memberId = await newTestMember(ctx);
    const { couponId } = await createCoupon(ctx, { name: "秋", definition });
    const { heldId } = await issueCoupon(ctx, { couponId, memberId, key: "a", source: "staff" });
    const { purchaseId } = await recordSale(ctx, {
      memberId,
      externalId: newId(),
      lines,
      coupons: { chosen: [{ heldId }], best: false },
    });
    const [line] = (await purchaseById(ctx, { memberId, purchaseId })).lines;
    const back = (quantity: number) =>
      recordReturn(ctx, {
        memberId,
        purchaseId,
        externalId: newId(),
        lines: [{ lineId: line?.lineId ?? "", quantity }],
      });
    const figures = async () => (await figuresOf(ctx, [couponId])).get(couponId);
    expect(await figures()).toMatchObject({ used: 1, returned: 0, costYen: 300, saleYen: 2_700 });
    expect((await back(1)).returnedYen).toBe(900);
    expect(await figures()).toMatchObject({ used: 1, returned: 0, costYen: 300, saleYen: 1_800 });
    await back(1);
    expect(await figures()).toMatchObject({ used: 1, saleYen: 900 });
    await back(1);
    expect(await figures()).toMatchObject({ used: 0, returned: 1, costYen: 0, saleYen: 0 });
    expect((await proveAll(ctx, couponProofs)).filter(({ violations }) => violations > 0)).toEqual([]);
  });
});
