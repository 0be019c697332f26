import { sql } from "drizzle-orm";
import { expect, it } from "vitest";
import { insertStore } from "@/db/testing/factories";
import { ask, newRepairWorld } from "@/db/testing/repair-world";
import { heldCouponsOf } from "@/server/coupons/queries/held";
import { issueCoupon } from "@/server/coupons/service/issue-coupon";
import { createCoupon } from "@/server/coupons/service/save-coupon";
import { deliveriesOf } from "@/server/delivery/queries/deliveries";
import { friendsOf, referralsForPerson } from "@/server/friends/queries/my-friends";
import { acceptInvitation } from "@/server/friends/service/accept-invitation";
import { mergeMembers } from "@/server/identity/service/merge-members";
import { undoMerge } from "@/server/identity/service/undo-merge";
import { type Ctx, inTransaction } from "@/server/kernel/ctx";
import { newId } from "@/server/kernel/ids";
import { proveAll } from "@/server/kernel/proofs";
import { newTestMember } from "@/server/kernel/testing";
import { memberById } from "@/server/members/queries/find-member";
import { takeFriendCode } from "@/server/members/service/take-friend-code";
import { familyOf, ledgerProof, walletOf } from "@/server/points/queries";
import { adjustPoints } from "@/server/points/service/adjust-points";
import { formFamily, inviteToFamily, joinFamily } from "@/server/points/service/families";
import { holdPoints, postHold } from "@/server/points/service/hold-points";
import { shopWithProgram } from "@/server/points/service/testing";
import { purchasesOf } from "@/server/purchases/queries";
import { recordReturn } from "@/server/purchases/service/record-return";
import { recordSale } from "@/server/purchases/service/record-sale";
import { repairsOf } from "@/server/repairs/queries/find-repair";
import { ordersOf } from "@/server/rewards/queries/orders";
import { exchangeAtCounter } from "@/server/rewards/service/exchange-reward";
import { createReward } from "@/server/rewards/service/save-reward";
import { cancelOrder } from "@/server/rewards/service/step-order";
import { warrantiesOf } from "@/server/warranties/queries";
import "./registry";

async function twoRecords() {
  const shop = await shopWithProgram({ familySize: 4 });
  const { ctx } = shop;
  const [from, to] = [await newTestMember(ctx), await newTestMember(ctx)];
  for (const memberId of [from, to])
    await adjustPoints(ctx, { memberId, key: newId(), points: 500, reason: "opening" });
  const merge = async () =>
    mergeMembers(ctx, {
      fromMemberId: from,
      toMemberId: to,
      fromVersion: (await memberById(ctx, from)).version,
      toVersion: (await memberById(ctx, to)).version,
    });
  return { ...shop, from, to, merge };
}

async function expectProved(ctx: Ctx) {
  expect((await proveAll(ctx)).filter(({ violations }) => violations > 0)).toEqual([]);
  expect((await ledgerProof(ctx)).filter(({ violations }) => violations > 0)).toEqual([]);
}

it("a coupon that was used comes along with its sale, comes back with it, and parts with it", async () => {
  const { ctx, from, to, merge } = await twoRecords();
  const definition = {
    title: { ja: "500円引き", en: "500 yen off" },
    benefit: { kind: "amount" as const, yen: 500 },
    validity: { days: 30 },
  };
  const { couponId } = await createCoupon(ctx, { name: "秋", definition });
  await issueCoupon(ctx, { couponId, memberId: from, key: "a", source: "staff" });
  const [held] = await heldCouponsOf(ctx, from);
  const sold = await recordSale(ctx, {
    memberId: from,
    externalId: newId(),
    lines: [{ description: "tea", quantity: 1, unitPriceYen: 3_000 }],
    coupons: { chosen: [{ heldId: held?.heldId ?? "" }], best: false },
  });
  expect(sold).toMatchObject({ discountYen: 500 });
  const { mergeId } = await merge();
  expect((await heldCouponsOf(ctx, to)).filter(({ state }) => state === "usable")).toEqual([]);
  await expectProved(ctx);
  const [purchase] = (await purchasesOf(ctx, { memberId: to })).rows;
  await recordReturn(ctx, {
    memberId: to,
    purchaseId: sold.purchaseId,
    externalId: newId(),
    lines: [{ lineId: purchase?.lines[0]?.lineId ?? "", quantity: 1 }],
  });
  expect((await heldCouponsOf(ctx, to)).filter(({ state }) => state === "usable")).toHaveLength(1);
  await expectProved(ctx);
  await undoMerge(ctx, { mergeId });
  expect((await heldCouponsOf(ctx, from)).filter(({ state }) => state === "usable")).toHaveLength(1);
  expect((await heldCouponsOf(ctx, to)).filter(({ state }) => state === "usable")).toEqual([]);
  await expectProved(ctx);
});

it("points held at a till and a family's points stand after a merge and after its undoing", async () => {
  const { ctx, from, to, merge } = await twoRecords();
  const other = await newTestMember(ctx);
  await formFamily(ctx, { memberId: from, name: "わが家" });
  const { code } = await inviteToFamily(ctx, from);
  await joinFamily(ctx, { memberId: other, code });
  const { holdId } = await holdPoints(ctx, { memberId: to, key: newId(), points: 200, storeId: null });
  const { mergeId } = await merge();
  expect(await walletOf(ctx, to)).toMatchObject({ available: 800, held: 200 });
  await expectProved(ctx);
  await postHold(ctx, { memberId: to, holdId, key: newId(), purchaseId: null });
  await expectProved(ctx);
  await undoMerge(ctx, { mergeId });
  expect((await walletOf(ctx, from)).available + (await walletOf(ctx, to)).available).toBe(800);
  const families = [(await familyOf(ctx, from)).family, (await familyOf(ctx, to)).family];
  expect(families.filter(Boolean).length).toBeLessThanOrEqual(1);
  await expectProved(ctx);
});

it("letters and verdicts stay with the record they were for, and are shown with the one that stays", async () => {
  const { ctx, from, to, merge } = await twoRecords();
  const contentId = newId();
  await inTransaction(ctx, async (t) => {
    await t.tx.execute(sql`insert into deliveries (tenant_id, member_id, id, due_at, source_kind, source_id, content_id, occurrence,
        message_class, channel, locale, state, send_at, inputs, planned_at)
      select ${ctx.tenant}, m, gen_random_uuid(), '2026-11-01', 'campaign', ${newId()}, ${contentId}, 'x', 'marketing', 'mail', 'ja',
        'delivered', '2026-11-01', '{}', '2026-11-01' from unnest(array[${from}, ${to}]::uuid[]) m`);
    await t.tx.execute(sql`insert into content_versions (tenant_id, id, template, definition, created_at)
      values (${ctx.tenant}, ${contentId}, 'news', '{}', ${ctx.now})`);
  });
  const { mergeId } = await merge();
  expect((await deliveriesOf(ctx, { memberId: to })).rows).toHaveLength(2);
  expect((await deliveriesOf(ctx, { memberId: from })).rows).toHaveLength(1);
  await undoMerge(ctx, { mergeId });
  expect((await deliveriesOf(ctx, { memberId: to })).rows).toHaveLength(1);
});

it("a gift that waits to be handed over comes along, is called off there, and its points stay right when the merge is undone", async () => {
  const { ctx, from, to, merge } = await twoRecords();
  const storeId = newId();
  await inTransaction(ctx, (t) => insertStore(t.tx, { tenantId: t.tenant, id: storeId, externalId: "S1" }));
  const { rewardId } = await createReward(ctx, {
    kind: "goods",
    texts: { title: { ja: "エコバッグ", en: "Tote bag" } },
    pricePoints: 200,
    valueYen: 600,
    pieces: 2,
  });
  const exchange = (memberId: string) => exchangeAtCounter(ctx, { memberId, rewardId, key: newId(), storeId });
  const first = await exchange(from);
  const second = await exchange(from);
  const { mergeId } = await merge();
  expect((await ordersOf(ctx, to)).map(({ orderId }) => orderId).toSorted()).toEqual(
    [first.orderId, second.orderId].toSorted(),
  );
  expect((await walletOf(ctx, to)).available).toBe(600);
  const order = { memberId: to, orderId: first.orderId };
  expect(await cancelOrder(ctx, { ...order, version: 1 })).toEqual({ points: 200 });
  expect((await walletOf(ctx, to)).available).toBe(800);
  await expectProved(ctx);
  await undoMerge(ctx, { mergeId });
  expect((await ordersOf(ctx, from)).map(({ orderId }) => orderId).toSorted()).toEqual(
    [first.orderId, second.orderId].toSorted(),
  );
  expect((await walletOf(ctx, from)).available + (await walletOf(ctx, to)).available).toBe(800);
  await expectProved(ctx);
});

it("a repair comes along with its warranty, and goes back with it", async () => {
  const world = await newRepairWorld();
  const { ctx, memberId: from } = world;
  const to = await newTestMember(ctx);
  const { repairId } = await ask(world);
  const { mergeId } = await mergeMembers(ctx, {
    fromMemberId: from,
    toMemberId: to,
    fromVersion: (await memberById(ctx, from)).version,
    toVersion: (await memberById(ctx, to)).version,
  });
  expect((await repairsOf(ctx, to)).map((repair) => repair.repairId)).toEqual([repairId]);
  expect(await warrantiesOf(ctx, to)).toHaveLength(1);
  await undoMerge(ctx, { mergeId });
  expect((await repairsOf(ctx, from)).map((repair) => repair.repairId)).toEqual([repairId]);
  expect(await warrantiesOf(ctx, to)).toEqual([]);
});

it("whom a merged record invited is shown with the one that stays, and goes back with it", async () => {
  const { ctx, from, to, merge, as } = await twoRecords();
  const friend = await newTestMember(ctx, { joinedAt: ctx.now });
  const own = (memberId: string) => as({ kind: "member", id: memberId });
  const code = await takeFriendCode(own(from), from);
  expect(await acceptInvitation(own(friend), friend, { code })).toMatchObject({ isCounted: true });
  const { mergeId } = await merge();
  expect((await friendsOf(own(to), to)).friends).toHaveLength(1);
  expect((await referralsForPerson(ctx, to)).invited).toHaveLength(1);
  await undoMerge(ctx, { mergeId });
  expect((await friendsOf(own(to), to)).friends).toEqual([]);
  expect((await friendsOf(own(from), from)).friends).toHaveLength(1);
});
