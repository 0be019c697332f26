import { describe, expect, it } from "vitest";
import { insertStore } from "@/db/testing/factories";
import { inTransaction } from "@/server/kernel/ctx";
import { newId } from "@/server/kernel/ids";
import { proveAll } from "@/server/kernel/proofs";
import { newTestMember, newTestShop, staffActor } from "@/server/kernel/testing";
import type { CouponDefinitionInput } from "../input";
import { figuresOf, usesByStore } from "../queries/figures";
import { heldCoupon } from "../queries/held";
import { holdersOf } from "../queries/holders";
import { holdersExport } from "../queries/holders-export";
import { couponProofs } from "../queries/proofs";
import { foldFigures } from "./figures";
import { issueCoupon } from "./issue-coupon";
import { returnCoupons } from "./return-coupons";
import { createCoupon } from "./save-coupon";
import { tearCoupon, undoTear } from "./tear-coupon";
import { useCoupons } from "./use-coupons";
import { restoreOne, withdrawOne } from "./withdraw-held";

const definition: CouponDefinitionInput = {
  title: { ja: "500円引き", en: "500 yen off" },
  benefit: { kind: "amount", yen: 500 },
  validity: { days: 30 },
  use: "both",
};

async function setUp() {
  const shop = await newTestShop();
  const ctx = { ...shop.ctx, actor: staffActor() };
  const storeId = newId();
  await inTransaction(ctx, (t) => insertStore(t.tx, { tenantId: t.tenant, id: storeId, name: "銀座" }));
  const { couponId } = await createCoupon(ctx, { name: "秋", definition });
  const give = async () => {
    const memberId = await newTestMember(ctx);
    const { heldId, code } = await issueCoupon(ctx, { couponId, memberId, key: newId(), source: "staff", storeId });
    return { memberId, heldId, code };
  };
  const sell = (held: { memberId: string; heldId: string; code: string }, purchaseId: string) =>
    inTransaction(ctx, (t) =>
      useCoupons(t, {
        memberId: held.memberId,
        purchaseId,
        storeId,
        occurredAt: ctx.now,
        businessDate: "2026-11-22",
        totalYen: 2_500,
        uses: [
          { couponId, version: 1, heldId: held.heldId, code: held.code, discountYen: 500, title: definition.title },
        ],
      }),
    );
  const proves = async () =>
    expect((await proveAll(ctx, couponProofs)).filter(({ violations }) => violations > 0)).toEqual([]);
  return { ctx, storeId, couponId, give, sell, proves };
}

describe("what became of a coupon", () => {
  it("is counted by each verb, stays the same when it is folded, and equals the rows", async () => {
    const { ctx, couponId, give, sell, proves } = await setUp();
    const [one, two, three] = [await give(), await give(), await give()];
    const purchaseId = newId();
    await sell(one, purchaseId);
    await sell(two, newId());
    await heldCoupon({ ...ctx, actor: { kind: "member", id: three.memberId } }, three.memberId, three.heldId);
    await heldCoupon({ ...ctx, actor: { kind: "member", id: three.memberId } }, three.memberId, three.heldId);
    await tearCoupon(ctx, three.memberId, { heldId: three.heldId });
    await undoTear(ctx, three.memberId, { heldId: three.heldId });
    const figures = { issued: 3, shown: 1, used: 2, returned: 1, costYen: 1_000, saleYen: 5_000 };
    expect((await figuresOf(ctx, [couponId])).get(couponId)).toEqual(figures);
    await proves();
    expect(await foldFigures(ctx)).toBeGreaterThan(0);
    expect(await foldFigures(ctx)).toBe(0);
    expect((await figuresOf(ctx, [couponId])).get(couponId)).toEqual(figures);
    await inTransaction(ctx, (t) => returnCoupons(t, { memberId: one.memberId, purchaseId }));
    const after = { issued: 3, shown: 1, used: 1, returned: 2, costYen: 500, saleYen: 2_500 };
    expect((await figuresOf(ctx, [couponId])).get(couponId)).toEqual(after);
    expect(await usesByStore(ctx, couponId)).toEqual([{ storeName: "銀座", used: 1, costYen: 500, saleYen: 2_500 }]);
    await foldFigures(ctx);
    await proves();
  });
});

describe("holders of a coupon", () => {
  it("are found by state, by code and page by page; one is withdrawn and given back", async () => {
    const { ctx, couponId, give, sell, proves } = await setUp();
    const [one, two, three] = [await give(), await give(), await give()];
    await sell(one, newId());
    const ids = async (more: object = {}) =>
      (await holdersOf(ctx, { couponId, ...more })).rows.map(({ heldId }) => heldId).sort();
    expect(await ids()).toEqual([one, two, three].map(({ heldId }) => heldId).sort());
    expect(await ids({ state: "used" })).toEqual([one.heldId]);
    expect(await ids({ q: two.code })).toEqual([two.heldId]);
    const first = await holdersOf(ctx, { couponId, limit: 2 });
    const rest = await holdersOf(ctx, { couponId, limit: 2, cursor: first.cursor ?? "" });
    expect(new Set([...first.rows, ...rest.rows].map(({ heldId }) => heldId)).size).toBe(3);
    expect(rest.cursor).toBeNull();
    await withdrawOne(ctx, { memberId: two.memberId, heldId: two.heldId });
    expect(await ids({ state: "withdrawn" })).toEqual([two.heldId]);
    await restoreOne(ctx, { memberId: two.memberId, heldId: two.heldId });
    expect(await ids({ state: "usable" })).toEqual([two.heldId, three.heldId].sort());
    await expect(withdrawOne(ctx, { memberId: one.memberId, heldId: one.heldId })).rejects.toMatchObject({
      reason: "coupons.all_used",
    });
    await expect(
      withdrawOne(
        { ...ctx, actor: staffActor({ role: "store_staff" }) },
        { memberId: two.memberId, heldId: two.heldId },
      ),
    ).rejects.toMatchObject({ code: "forbidden" });
    const filter = { couponId, q: "", state: undefined };
    expect(await holdersExport.countPersons(ctx, filter)).toBe(3);
    const lines = [];
    for await (const line of holdersExport.lines(ctx, filter, "ja")) lines.push(line);
    expect(lines.filter((line) => line[5] === "使える")).toHaveLength(2);
    await proves();
  });
});
