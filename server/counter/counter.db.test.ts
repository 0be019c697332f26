import { expect, test } from "vitest";
import { pointPrograms } from "@/db/schema/points";
import { insertProduct, insertStore } from "@/db/testing/factories";
import { inTransaction } from "@/server/kernel/ctx";
import { newId } from "@/server/kernel/ids";
import { newTestMember, newTestShop, staffActor, testNow } from "@/server/kernel/testing";
import { findByCard } from "@/server/members/queries/find-member";
import { issueCard } from "@/server/members/service/issue-card";
import { ledgerProof, walletOf } from "@/server/points/queries";
import { adjustPoints } from "@/server/points/service/adjust-points";
import { redeemPoints } from "@/server/points/service/redeem-points";
import { purchasesOf } from "@/server/purchases/queries";
import { recordReturn } from "@/server/purchases/service/record-return";
import { recordSale } from "@/server/purchases/service/record-sale";
import { warrantiesOf } from "@/server/warranties/queries";
import { doneAt, shiftOf } from "./queries";
import { undoDone } from "./service";

async function openCounter() {
  const shop = await newTestShop();
  const [storeId, otherStoreId] = [newId(), newId()];
  await inTransaction(shop.ctx, async (t) => {
    await insertProduct(t.tx, { tenantId: t.tenant, id: newId(), externalId: "FRIDGE", warrantyMonths: 12 });
    await insertStore(t.tx, { tenantId: t.tenant, id: storeId });
    await insertStore(t.tx, { tenantId: t.tenant, id: otherStoreId, externalId: "B", name: "二号店" });
    const program = { validFrom: new Date("2020-01-01"), ratePoints: 1, rateYen: 100, createdAt: testNow };
    await t.tx.insert(pointPrograms).values({ tenantId: t.tenant, id: newId(), ...program });
  });
  const clerk = shop.as(staffActor({ role: "store_staff", storeId }));
  const later = (minutes: number) => ({ ...clerk, now: new Date(clerk.now.getTime() + minutes * 60_000) });
  return { shop, clerk, later, storeId, otherStoreId, memberId: await newTestMember(shop.ctx) };
}

const fridge = (quantity = 1) => ({ productCode: "FRIDGE", quantity, unitPriceYen: 10_000 });
const receipt = () => `R-${newId()}`;
const reasonOf = (work: Promise<unknown>) =>
  work.then(
    () => null,
    (error: { reason?: string }) => error.reason,
  );
const proves = async (ctx: Parameters<typeof ledgerProof>[0]) =>
  expect((await ledgerProof(ctx)).filter(({ violations }) => violations > 0)).toEqual([]);

test("a sale is undone as a whole: goods, points both ways, warranties; and only once", async () => {
  const { shop, clerk, later, storeId, memberId } = await openCounter();
  await adjustPoints(shop.ctx, { memberId, key: "k", points: 500, reason: "お詫び" });
  const sale = await recordSale(clerk, {
    memberId,
    externalId: receipt(),
    storeId,
    lines: [fridge(2)],
    spendPoints: 300,
  });
  const undo = { kind: "sale", id: sale.purchaseId, memberId, storeId } as const;
  expect(await undoDone(later(5), undo)).toEqual({ isRepeat: false });
  expect(await undoDone(later(6), undo)).toEqual({ isRepeat: true });
  expect(await walletOf(shop.ctx, memberId)).toMatchObject({ available: 500, pending: 0, debt: 0 });
  expect((await warrantiesOf(clerk, memberId)).map(({ state }) => state)).toEqual(["voided", "voided"]);
  expect((await purchasesOf(clerk, { memberId })).rows).toHaveLength(2);
  const { rows } = await doneAt(later(7), { storeId });
  expect(rows.map(({ kind, undoRefusal }) => [kind, undoRefusal])).toEqual([["sale", "counter.undone"]]);
  await proves(shop.ctx);
});

test("too late, partly returned, elsewhere or another shop's: refused with the reason", async () => {
  const { shop, clerk, later, storeId, otherStoreId, memberId } = await openCounter();
  const sale = await recordSale(clerk, { memberId, externalId: receipt(), storeId, lines: [fridge(2)] });
  const undo = { kind: "sale", id: sale.purchaseId, memberId, storeId } as const;
  expect(await reasonOf(undoDone(later(31), undo))).toBe("counter.too_late");
  expect(await reasonOf(undoDone(clerk, { ...undo, storeId: otherStoreId }))).toBe("counter.other_store");
  expect(await reasonOf(undoDone(shop.ctx, { ...undo, storeId: otherStoreId }))).toBe("counter.not_found");
  expect(await reasonOf(undoDone((await newTestShop()).ctx, undo))).toBe("counter.not_found");
  expect(await reasonOf(undoDone(shop.as(staffActor({ role: "analyst" })), undo))).toBe("counter.role");
  const [bought] = (await purchasesOf(clerk, { memberId })).rows;
  const lineId = bought?.lines[0]?.lineId ?? "";
  const back = { memberId, purchaseId: sale.purchaseId, externalId: receipt(), storeId };
  const returned = await recordReturn(clerk, { ...back, lines: [{ lineId, quantity: 1 }] });
  expect(await reasonOf(undoDone(later(1), undo))).toBe("purchases.partly_returned");
  const slip = { kind: "return", id: returned.returnId, memberId, storeId } as const;
  expect(await reasonOf(undoDone(later(1), slip))).toBe("counter.not_undoable");
});

test("a sale to nobody known is undone, too", async () => {
  const { clerk, later, storeId } = await openCounter();
  const sale = await recordSale(clerk, { memberId: null, externalId: receipt(), storeId, lines: [fridge(3)] });
  const undo = { kind: "sale", id: sale.purchaseId, memberId: null, storeId } as const;
  expect(await undoDone(later(1), undo)).toEqual({ isRepeat: false });
  expect(await undoDone(later(1), undo)).toEqual({ isRepeat: true });
  expect(await shiftOf(later(2), { storeId })).toMatchObject({ sales: 0, salesYen: 0, voids: 1, returns: 0 });
});

test("points by hand go back: handed-in ones into their own lots, given ones only while they are there", async () => {
  const { shop, clerk, later, storeId, memberId } = await openCounter();
  const given = await adjustPoints(clerk, { memberId, key: "a", points: 400, reason: "来店", storeId });
  const prize = await redeemPoints(clerk, { memberId, key: "b", points: 250, reason: "景品", storeId });
  const undoGiven = { kind: "adjust", id: given.journalId, memberId, storeId } as const;
  expect(await reasonOf(undoDone(later(1), undoGiven))).toBe("points.insufficient");
  expect(await undoDone(later(1), { kind: "redeem", id: prize.journalId, memberId, storeId })).toEqual({
    isRepeat: false,
  });
  expect((await walletOf(shop.ctx, memberId)).available).toBe(400);
  expect(await undoDone(later(2), undoGiven)).toEqual({ isRepeat: false });
  expect(await undoDone(later(2), undoGiven)).toEqual({ isRepeat: true });
  expect((await walletOf(shop.ctx, memberId)).available).toBe(0);
  // What was undone leaves the clerk's allowance as it was.
  await adjustPoints(later(3), { memberId, key: "c", points: 1_000, reason: "来店", storeId });
  expect(await reasonOf(adjustPoints(later(3), { memberId, key: "d", points: 1, reason: "来店", storeId }))).toBe(
    "points.adjust_limit",
  );
  await proves(shop.ctx);
});

test("the same gift handed out twice under one key is one", async () => {
  const { shop, clerk, storeId, memberId } = await openCounter();
  await adjustPoints(shop.ctx, { memberId, key: "a", points: 400, reason: "来店" });
  const gift = { memberId, key: "g", points: 300, reason: "景品", storeId };
  const first = await redeemPoints(clerk, gift);
  expect((await redeemPoints(clerk, gift)).journalId).toBe(first.journalId);
  expect(await reasonOf(redeemPoints(clerk, { ...gift, points: 10 }))).toBe("points.key_reused");
  expect(await reasonOf(redeemPoints(clerk, { ...gift, key: "h" }))).toBe("points.insufficient");
});

test("a card handed out by mistake is taken back while nobody uses it", async () => {
  const { clerk, later, storeId } = await openCounter();
  const undo = (id: string) => undoDone(later(1), { kind: "card", id, memberId: id, storeId });
  const wrong = await issueCard(clerk, { storeId });
  expect(await undo(wrong.memberId)).toEqual({ isRepeat: false });
  expect(await undo(wrong.memberId)).toEqual({ isRepeat: true });
  expect((await findByCard(clerk, wrong.memberNo)).withdrawnAt).not.toBeNull();
  const used = await issueCard(clerk, { storeId });
  await recordSale(clerk, { memberId: used.memberId, externalId: receipt(), storeId, lines: [fridge()] });
  expect(await reasonOf(undo(used.memberId))).toBe("counter.card_in_use");
  const { rows } = await doneAt(later(2), { storeId });
  expect(rows.map(({ kind, undoneAt }) => [kind, undoneAt !== null])).toEqual([
    ["sale", false],
    ["card", false],
    ["card", true],
  ]);
});

test("the day's figures, together, by person, and one's own; the list goes on by pages", async () => {
  const { shop, clerk, later, storeId, otherStoreId, memberId } = await openCounter();
  const colleague = shop.as(staffActor({ storeId }));
  const sell = (ctx: typeof clerk, to: string | null, at = storeId, quantity = 1) =>
    recordSale(ctx, { memberId: to, externalId: receipt(), storeId: at, lines: [fridge(quantity)] });
  await sell(clerk, memberId, storeId, 2);
  await sell(later(1), null);
  await sell(colleague, memberId);
  await sell(shop.ctx, memberId, otherStoreId);
  await adjustPoints(later(2), { memberId, key: "a", points: 50, reason: "来店", storeId });
  await redeemPoints(later(3), { memberId, key: "b", points: 40, reason: "景品", storeId });
  const wrong = await sell(later(4), memberId);
  await undoDone(later(5), { kind: "sale", id: wrong.purchaseId, memberId, storeId });
  const all = await shiftOf(later(6), { storeId });
  expect(all).toMatchObject({ day: "2026-11-22", sales: 3, salesYen: 40_000, memberSales: 2, memberSalesYen: 30_000 });
  expect(all).toMatchObject({ voids: 1, pointsEarned: 300, pointsGiven: 50, pointsRedeemed: 40, returns: 0 });
  expect(await shiftOf(later(6), { storeId, isMine: true })).toMatchObject({ sales: 2, salesYen: 30_000 });
  expect(await shiftOf(later(6), { storeId, day: "2026-11-21" })).toMatchObject({ sales: 0, byStaff: [] });
  const first = await doneAt(later(6), { storeId, limit: 4 });
  const rest = await doneAt(later(6), { storeId, limit: 4, cursor: first.cursor ?? "" });
  expect([...first.rows, ...rest.rows].map(({ kind, undoneAt }) => [kind, undoneAt !== null])).toEqual([
    ["sale", true],
    ["redeem", false],
    ["adjust", false],
    ["sale", false],
    ["sale", false],
    ["sale", false],
  ]);
  expect(rest.cursor).toBeNull();
  expect(await reasonOf(doneAt(clerk, { storeId, cursor: "nonsense" }))).toBe("kernel.invalid_input");
});
