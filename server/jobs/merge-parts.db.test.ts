import { sql } from "drizzle-orm";
import { expect, it } from "vitest";
import { heldCouponsOf } from "@/server/coupons/queries/held";
import { issueCoupon } from "@/server/coupons/service/issue-coupon";
import { createCoupon } from "@/server/coupons/service/save-coupon";
import { deliveriesOf } from "@/server/delivery/queries/deliveries";
import { mergeMembers } from "@/server/identity/service/merge-members";
import { undoMerge } from "@/server/identity/service/undo-merge";
import { type Ctx, inTransaction } from "@/server/kernel/ctx";
import { newId } from "@/server/kernel/ids";
import { proveAll } from "@/server/kernel/proofs";
import { newTestMember } from "@/server/kernel/testing";
import { memberById } from "@/server/members/queries/find-member";
import { familyOf, ledgerProof, walletOf } from "@/server/points/queries";
import { adjustPoints } from "@/server/points/service/adjust-points";
import { formFamily, inviteToFamily, joinFamily } from "@/server/points/service/families";
import { holdPoints, postHold } from "@/server/points/service/hold-points";
import { shopWithProgram } from "@/server/points/service/testing";
import { purchasesOf } from "@/server/purchases/queries";
import { recordReturn } from "@/server/purchases/service/record-return";
import { recordSale } from "@/server/purchases/service/record-sale";
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
