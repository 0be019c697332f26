import { describe, expect, it } from "vitest";
import { insertStore } from "@/db/testing/factories";
import { type Ctx, inTransaction } from "@/server/kernel/ctx";
import { newId } from "@/server/kernel/ids";
import { newTestMember, newTestShop, testNow } from "@/server/kernel/testing";
import { familyOf, ledgerProof, pointHistory, walletOf } from "@/server/points/queries";
import { adjustPoints } from "@/server/points/service/adjust-points";
import { formFamily, inviteToFamily, joinFamily, lendToFamily } from "@/server/points/service/families";
import { setProgram } from "@/server/points/service/set-program";
import { familyShareOf } from "@/server/points/service/transfer-limits";
import { purchaseById } from "../queries";
import { recordSale } from "./record-sale";

const program = {
  ratePoints: 0,
  rateYen: 100,
  rounding: "down",
  pendingDays: 0,
  expiryMonths: 12,
  returnGraceDays: 30,
  familySize: 4,
  familyPerMonth: 400,
} as const;

async function openFamily() {
  const shop = await newTestShop();
  const storeId = newId();
  await inTransaction(shop.ctx, (t) => insertStore(t.tx, { tenantId: t.tenant, id: storeId }));
  await setProgram(shop.ctx, { ...program, validFrom: new Date(testNow.getTime() - 86_400_000) });
  const [hana, taro] = [
    await newTestMember(shop.ctx),
    await newTestMember(shop.ctx, { familyName: "田中", givenName: "太郎" }),
  ];
  const as = (id: string): Ctx => shop.as({ kind: "member", id });
  for (const [memberId, points] of [
    [hana, 100],
    [taro, 1_000],
  ] as const)
    await adjustPoints(shop.ctx, { memberId, key: newId(), points, reason: "試験" });
  await formFamily(as(hana), { memberId: hana, name: "田中家" });
  const { code } = await inviteToFamily(as(hana), hana);
  await joinFamily(as(taro), { memberId: taro, code });
  const sell = (spendPoints: number, over: { useFamily?: boolean; externalId?: string } = { useFamily: true }) =>
    recordSale(shop.ctx, {
      memberId: hana,
      storeId,
      externalId: over.externalId ?? newId(),
      occurredAt: testNow,
      lines: [{ description: "お茶", quantity: 1, unitPriceYen: 3_000 }],
      spendPoints,
      ...(over.useFamily ? { useFamily: true } : {}),
    });
  const points = async (id: string) => (await walletOf(shop.ctx, id)).available;
  return { ...shop, hana, taro, as, sell, points };
}
const proves = async (ctx: Ctx) =>
  expect((await ledgerProof(ctx)).filter(({ violations }) => violations > 0)).toEqual([]);

describe("a sale with points of the family", () => {
  it("takes what one's own lack, once, and says whose they were", async () => {
    const { as, ctx, hana, points, sell, taro } = await openFamily();
    expect(await familyShareOf(ctx, hana)).toBe(400);
    await expect(sell(150, {})).rejects.toMatchObject({ reason: "points.insufficient" });
    const externalId = newId();
    const { purchaseId } = await sell(250, { useFamily: true, externalId });
    expect(await sell(250, { useFamily: true, externalId })).toMatchObject({ purchaseId, isRepeat: true });
    expect([await points(hana), await points(taro)]).toEqual([0, 850]);
    expect(await purchaseById(as(hana), { memberId: hana, purchaseId })).toMatchObject({
      pointsSpent: 250,
      familyPoints: [{ memberId: taro, name: "田中 太郎", points: 150 }],
    });
    expect((await pointHistory(as(taro), { memberId: taro })).rows[0]).toMatchObject({
      kind: "transfer",
      points: -150,
      why: { family: true },
    });
    expect(await familyShareOf(ctx, hana)).toBe(250);
    await expect(sell(251)).rejects.toMatchObject({ reason: "points.family_limit", details: { left: 250 } });
    await proves(ctx);
  });

  it("leaves those alone who do not lend theirs, who alone may say so", async () => {
    const { as, ctx, hana, points, sell, taro } = await openFamily();
    await expect(lendToFamily(as(hana), { memberId: taro, lends: false })).rejects.toMatchObject({ code: "forbidden" });
    await expect(lendToFamily(ctx, { memberId: taro, lends: false })).rejects.toMatchObject({ code: "forbidden" });
    await lendToFamily(as(taro), { memberId: taro, lends: false });
    expect(await familyShareOf(ctx, hana)).toBeNull();
    await expect(sell(150)).rejects.toMatchObject({ reason: "points.insufficient" });
    expect((await familyOf(as(taro), taro)).family?.members.find((one) => one.memberId === taro)?.lends).toBe(false);
    await lendToFamily(as(taro), { memberId: taro, lends: true });
    await sell(150);
    expect([await points(hana), await points(taro)]).toEqual([0, 950]);
    const stranger = await newTestMember(ctx);
    await expect(lendToFamily(as(stranger), { memberId: stranger, lends: true })).rejects.toMatchObject({
      reason: "points.family_none",
    });
  });

  it("two tills at once stop at the month's limit", async () => {
    const { ctx, sell, points, taro } = await openFamily();
    const both = await Promise.allSettled([sell(400), sell(400), sell(400)]);
    expect(both.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    expect(await points(taro)).toBe(700);
    await proves(ctx);
  });
});
