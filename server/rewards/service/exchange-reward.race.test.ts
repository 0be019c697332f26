import { sql } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { insertStore } from "@/db/testing/factories";
import { inTransaction, read } from "@/server/kernel/ctx";
import { newId } from "@/server/kernel/ids";
import { newTestMember, newTestShop, staffActor } from "@/server/kernel/testing";
import { createCoupon } from "@/server/coupons/service/save-coupon";
import { ledgerProof, walletOf } from "@/server/points/queries";
import { adjustPoints } from "@/server/points/service/adjust-points";
import { spendPoints } from "@/server/points/service/spend-points";
import { catalogueFor, rewardById } from "../queries/catalogue";
import { listOrders, ordersOf } from "../queries/orders";
import { exchangeAtCounter, exchangeReward } from "./exchange-reward";
import { createReward, saveReward, stopReward } from "./save-reward";
import { cancelOrder, stepOrder } from "./step-order";

// Locks: the condition of the update in `takePiece` (the last piece), the advisory lock of the member (one key, limit per member).

const bag = {
  kind: "goods" as const,
  texts: { title: { ja: "エコバッグ", en: "Tote bag" } },
  pricePoints: 300,
  valueYen: 600,
};

async function shopWith(more: Partial<Parameters<typeof createReward>[1]> = {}) {
  const shop = await newTestShop();
  const storeId = newId();
  await inTransaction(shop.ctx, (t) => insertStore(t.tx, { tenantId: t.tenant, id: storeId, externalId: "S1" }));
  const { rewardId } = await createReward(shop.ctx, { ...bag, ...more });
  const rich = async () => {
    const memberId = await newTestMember(shop.ctx);
    await adjustPoints(shop.ctx, { memberId, key: newId(), points: 1_000, reason: "試験" });
    return memberId;
  };
  const as = (memberId: string) => shop.as({ kind: "member", id: memberId });
  const take = (memberId: string, key = newId()) => exchangeReward(as(memberId), memberId, { rewardId, key, storeId });
  return { ...shop, storeId, rewardId, rich, as, take };
}
const proves = async (ctx: Parameters<typeof ledgerProof>[0]) =>
  expect((await ledgerProof(ctx)).filter(({ violations }) => violations > 0)).toEqual([]);

describe("exchangeReward", () => {
  it("takes the points and the piece, once per key, and is handed over step by step", async () => {
    const { ctx, rewardId, rich, take } = await shopWith({ pieces: 2 });
    const memberId = await rich();
    const first = await take(memberId, "k");
    expect(await take(memberId, "k")).toMatchObject({ orderId: first.orderId, isRepeat: true });
    expect((await walletOf(ctx, memberId)).available).toBe(700);
    expect((await rewardById(ctx, { rewardId })).pieces).toBe(1);
    const order = { memberId, orderId: first.orderId };
    const { version } = await stepOrder(ctx, { ...order, step: "ready", version: 1 });
    await expect(stepOrder(ctx, { ...order, step: "hand_over", version: 1 })).rejects.toMatchObject({
      reason: "rewards.changed_meanwhile",
    });
    await stepOrder(ctx, { ...order, step: "hand_over", version });
    await expect(cancelOrder(ctx, { ...order, version: version + 1 })).rejects.toMatchObject({
      reason: "rewards.wrong_state",
    });
    expect((await listOrders(ctx, { q: first.orderNo })).rows).toMatchObject([{ state: "handed_over" }]);
    await proves(ctx);
  });

  it("called off gives piece and points back the way they came, once", async () => {
    const { as, ctx, rewardId, rich, take } = await shopWith({ pieces: 1 });
    const memberId = await rich();
    const { orderId } = await take(memberId);
    const cancel = () => cancelOrder(as(memberId), { memberId, orderId, version: 1 });
    const ended = await Promise.allSettled([cancel(), cancel(), cancel()]);
    expect(ended.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    expect((await walletOf(ctx, memberId)).available).toBe(1_000);
    expect((await rewardById(ctx, { rewardId })).pieces).toBe(1);
    await proves(ctx);
  });

  it("gives the last piece to one of many, and the limit to one member once", async () => {
    const { ctx, rewardId, rich, take } = await shopWith({ pieces: 1, mostPerMember: 1 });
    const members = await Promise.all(Array.from({ length: 12 }, rich));
    const ended = await Promise.allSettled(members.map((memberId) => take(memberId)));
    expect(ended.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    for (const end of ended)
      if (end.status === "rejected")
        expect(end.reason).toMatchObject({ reason: "rewards.not_possible", details: { problem: "sold_out" } });
    const { revision } = await rewardById(ctx, { rewardId });
    await saveReward(ctx, { ...bag, rewardId, revision, mostPerMember: 1, pieces: 50, piecesShown: 0 });
    const greedy = await rich();
    const many = await Promise.allSettled(Array.from({ length: 8 }, () => take(greedy)));
    expect(many.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    await proves(ctx);
  });

  it("refuses what is stopped, too dear, without a place, or another's; counter staff may, analysts may not", async () => {
    const { as, ctx, rewardId, storeId, rich, take } = await shopWith();
    const [poor, memberId] = [await newTestMember(ctx), await rich()];
    await expect(take(poor)).rejects.toMatchObject({ reason: "points.insufficient" });
    await expect(exchangeReward(as(memberId), memberId, { rewardId, key: "x" })).rejects.toMatchObject({
      reason: "rewards.store_needed",
    });
    await expect(exchangeReward(as(poor), memberId, { rewardId, key: "x", storeId })).rejects.toMatchObject({
      code: "forbidden",
    });
    const shopOf = (role: "store_staff" | "analyst") => ({ ...ctx, actor: staffActor({ role }) });
    const wish = { memberId, rewardId, key: "c", storeId, isHandedOver: true };
    await expect(exchangeAtCounter(shopOf("analyst"), wish)).rejects.toMatchObject({ code: "forbidden" });
    await exchangeAtCounter(shopOf("store_staff"), wish);
    expect(await ordersOf(ctx, memberId)).toMatchObject([{ state: "handed_over" }]);
    await stopReward(ctx, { rewardId });
    await expect(take(memberId)).rejects.toMatchObject({ details: { problem: "stopped" } });
    await expect(createReward(shopOf("store_staff"), bag)).rejects.toMatchObject({ code: "forbidden" });
    expect((await catalogueFor(as(memberId), memberId)).rewards).toEqual([]);
  });

  it("of a coupon gives the coupon at once", async () => {
    const shop = await newTestShop();
    const { couponId } = await createCoupon(shop.ctx, {
      name: "交換",
      definition: {
        title: { ja: "500円引き", en: "500 yen off" },
        benefit: { kind: "amount", yen: 500 },
        validity: { days: 30 },
      },
    });
    const { rewardId } = await createReward(shop.ctx, { ...bag, kind: "coupon", couponId });
    const memberId = await newTestMember(shop.ctx);
    await adjustPoints(shop.ctx, { memberId, key: "p", points: 300, reason: "試験" });
    const member = shop.as({ kind: "member", id: memberId });
    const { heldCouponId } = await exchangeReward(member, memberId, { rewardId, key: "k" });
    expect(heldCouponId).not.toBeNull();
    expect(await ordersOf(member, memberId)).toMatchObject([{ state: "handed_over", heldCouponId }]);
    // The member did it: nobody else's name stands in the books.
    const { rows } = await read(shop.ctx, (tx) =>
      tx.execute(
        sql`select actor_kind, actor_id::text from point_journals where member_id = ${memberId} and kind = 'spend'`,
      ),
    );
    expect(rows).toEqual([{ actor_kind: "member", actor_id: memberId }]);
    const foreign = {
      memberId: await newTestMember(shop.ctx),
      key: "x",
      points: 1,
      purchaseId: newId(),
      storeId: null,
    };
    await expect(spendPoints(member, { ...foreign, occurredAt: shop.ctx.now })).rejects.toMatchObject({
      code: "forbidden",
    });
  });
});
