import { sql } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { pointPrograms } from "@/db/schema/points";
import { insertProduct, insertStore } from "@/db/testing/factories";
import { inTransaction, read } from "@/server/kernel/ctx";
import { newId } from "@/server/kernel/ids";
import { newTestMember, newTestShop, staffActor, testNow, type TestShop } from "@/server/kernel/testing";
import { warrantiesOf } from "@/server/warranties/queries";
import { purchaseById, purchasesOf } from "../queries";
import { recordReturn } from "./record-return";
import { recordSale } from "./record-sale";

/** A shop that gives 1 point per 100 yen at once, with a fridge of one year's warranty. */
async function openShop() {
  const shop = await newTestShop();
  const [productId, storeId] = [newId(), newId()];
  await inTransaction(shop.ctx, async (t) => {
    await insertProduct(t.tx, { tenantId: t.tenant, id: productId, externalId: "FRIDGE", warrantyMonths: 12 });
    await insertStore(t.tx, { tenantId: t.tenant, id: storeId });
    const program = { validFrom: new Date("2020-01-01"), ratePoints: 1, rateYen: 100, createdAt: testNow };
    await t.tx.insert(pointPrograms).values({ tenantId: t.tenant, id: newId(), ...program });
  });
  return { ...shop, productId, storeId, memberId: await newTestMember(shop.ctx) };
}

const receipt = () => `R-${newId()}`;
const fridge = (quantity = 1) => ({ productCode: "FRIDGE", quantity, unitPriceYen: 10_000 });

const rowCounts = ({ ctx }: TestShop) =>
  read(ctx, async (db) => {
    const found =
      await db.execute(sql`select (select count(*) from purchases) as purchases, (select count(*) from purchase_lines) as lines,
      (select count(*) from anonymous_sales) as anonymous, (select count(*) from member_keys where kind = 'receipt') as receipts,
      (select count(*) from point_journals) as journals, (select count(*) from warranties) as warranties`);
    return found.rows[0];
  });

describe("recordSale", () => {
  it("writes the sale, its points, warranties, event and audit together", async () => {
    const shop = await openShop();
    const { ctx, memberId, storeId } = shop;
    const sale = await recordSale(ctx, {
      memberId,
      externalId: receipt(),
      storeId,
      lines: [fridge(2), { description: "配送料", quantity: 1, unitPriceYen: 550, discountYen: 50 }],
    });
    expect(sale).toMatchObject({ totalYen: 20_500, pointsEarned: 205, pointsSpent: 0, isRepeat: false });
    expect(sale.wallet?.available).toBe(205);
    const [seen] = (await purchasesOf(ctx, { memberId })).rows;
    expect(seen).toMatchObject({ purchaseId: sale.purchaseId, kind: "sale", totalYen: 20_500, storeName: "本店" });
    expect(seen?.lines.map((line) => [line.name, line.amountYen])).toEqual([
      ["試験用の冷蔵庫", 20_000],
      ["配送料", 500],
    ]);
    expect((await warrantiesOf(ctx, memberId)).map((w) => [w.startsOn, w.endsOn])).toEqual([
      ["2026-11-22", "2027-11-21"],
      ["2026-11-22", "2027-11-21"],
    ]);
    const left = await read(ctx, (db) =>
      db.execute(sql`select (select count(*) from outbox_events where name = 'purchase.recorded') as events,
      (select count(*) from audit_log where action = 'purchases.record_sale' and member_id = ${memberId}) as audits`),
    );
    expect(left.rows[0]).toEqual({ events: 1, audits: 1 });
  });

  it("answers a repeated till call with the first result and writes nothing", async () => {
    const shop = await openShop();
    const call = { memberId: shop.memberId, externalId: receipt(), lines: [fridge()] };
    const first = await recordSale(shop.ctx, call);
    const before = await rowCounts(shop);
    const later = shop.as(shop.ctx.actor, new Date(testNow.getTime() + 60_000));
    expect(await recordSale(later, call)).toEqual({ ...first, written: null, isRepeat: true });
    expect(await rowCounts(shop)).toEqual(before);
  });

  it("refuses the number of another sale, be it of a member or anonymous", async () => {
    const { ctx, memberId } = await openShop();
    const [mine, nobodys] = [receipt(), receipt()];
    await recordSale(ctx, { memberId, externalId: mine, lines: [fridge()] });
    await recordSale(ctx, { memberId: null, externalId: nobodys, lines: [fridge()] });
    const reused = { code: "conflict", reason: "purchases.receipt_reused" };
    await expect(recordSale(ctx, { memberId, externalId: mine, lines: [fridge(2)] })).rejects.toMatchObject(reused);
    await expect(recordSale(ctx, { memberId: null, externalId: mine, lines: [fridge()] })).rejects.toMatchObject(
      reused,
    );
    await expect(recordSale(ctx, { memberId, externalId: nobodys, lines: [fridge()] })).rejects.toMatchObject(reused);
    await expect(recordSale(ctx, { memberId: null, externalId: nobodys, lines: [fridge(2)] })).rejects.toMatchObject(
      reused,
    );
  });

  it("records a sale to nobody known, once", async () => {
    const shop = await openShop();
    const call = { memberId: null, externalId: receipt(), lines: [fridge()] };
    const first = await recordSale(shop.ctx, call);
    expect(first).toMatchObject({ pointsEarned: 0, wallet: null, isRepeat: false });
    expect(await recordSale(shop.ctx, call)).toEqual({ ...first, isRepeat: true });
    expect(await rowCounts(shop)).toMatchObject({ anonymous: 1, purchases: 0, journals: 0, warranties: 0 });
    await expect(recordSale(shop.ctx, { ...call, externalId: receipt(), spendPoints: 1 })).rejects.toMatchObject({
      reason: "purchases.points_need_member",
    });
  });

  it("spends points, and gives none for what was paid with them", async () => {
    const { ctx, memberId } = await openShop();
    await recordSale(ctx, { memberId, externalId: receipt(), lines: [fridge(10)] });
    const sale = await recordSale(ctx, { memberId, externalId: receipt(), lines: [fridge()], spendPoints: 500 });
    expect(sale).toMatchObject({ pointsSpent: 500, pointsEarned: 95 });
    expect(sale.wallet?.available).toBe(1_000 - 500 + 95);
  });

  it.each([
    ["purchases.in_future", { occurredAt: new Date(testNow.getTime() + 25 * 3_600_000) }],
    ["purchases.spend_exceeds_total", { spendPoints: 10_001 }],
    ["points.insufficient", { spendPoints: 10_000 }],
    ["purchases.product_not_found", { lines: [{ productCode: "NONE", quantity: 1, unitPriceYen: 1 }] }],
    ["purchases.product_not_found", { lines: [{ productId: newId(), quantity: 1, unitPriceYen: 1 }] }],
    ["purchases.amount", { lines: [{ ...fridge(1_000_000), unitPriceYen: 1_000_000_000 }] }],
    [
      "purchases.amount",
      { lines: Array.from({ length: 2 }, () => ({ ...fridge(1_000), unitPriceYen: 1_000_000_000 })) },
    ],
    ["purchases.amount", { lines: [{ ...fridge(), discountYen: 10_001 }] }],
    ["purchases.store_not_found", { storeId: newId() }],
    ["purchases.member_not_found", { memberId: newId() }],
    ["kernel.invalid_input", { lines: [fridge(-1)] }],
    ["kernel.invalid_input", { lines: [fridge(0.5)] }],
    ["kernel.invalid_input", { lines: [] }],
    ["kernel.invalid_input", { spendPoints: -5 }],
    ["kernel.invalid_input", { externalId: "a\u0000b" }],
    ["kernel.invalid_input", { lines: [{ quantity: 1, unitPriceYen: 1 }] }],
  ])("refuses with %s and leaves nothing behind", async (reason, wrong) => {
    const shop = await openShop();
    const before = await rowCounts(shop);
    await expect(
      recordSale(shop.ctx, { memberId: shop.memberId, externalId: receipt(), lines: [fridge()], ...wrong }),
    ).rejects.toMatchObject({ reason });
    expect(await rowCounts(shop)).toEqual(before);
  });

  it("refuses analysts, members, staff of another store, and members or products of another shop", async () => {
    const [shop, other] = [await openShop(), await openShop()];
    const call = { memberId: shop.memberId, externalId: receipt(), storeId: shop.storeId, lines: [fridge()] };
    const as = (actor: Parameters<TestShop["as"]>[0]) => recordSale(shop.as(actor), call);
    await expect(as(staffActor({ role: "analyst" }))).rejects.toMatchObject({ reason: "purchases.role" });
    await expect(as({ kind: "member", id: shop.memberId })).rejects.toMatchObject({ reason: "purchases.role" });
    await expect(as({ kind: "link", memberId: shop.memberId })).rejects.toMatchObject({ reason: "purchases.role" });
    await expect(as(staffActor({ role: "store_staff", storeId: newId() }))).rejects.toMatchObject({
      reason: "purchases.other_store",
    });
    await expect(recordSale(other.ctx, { ...call, storeId: null })).rejects.toMatchObject({ code: "not_found" });
    await expect(recordSale(other.ctx, { ...call, memberId: other.memberId })).rejects.toMatchObject({
      code: "not_found",
    });
    const foreign = {
      memberId: other.memberId,
      externalId: receipt(),
      lines: [{ productId: shop.productId, quantity: 1, unitPriceYen: 1 }],
    };
    await expect(recordSale(other.ctx, foreign)).rejects.toMatchObject({ reason: "purchases.product_not_found" });
  });

  it("refuses a member who has left", async () => {
    const { ctx } = await openShop();
    const memberId = await newTestMember(ctx, { withdrawnAt: testNow });
    await expect(recordSale(ctx, { memberId, externalId: receipt(), lines: [fridge()] })).rejects.toMatchObject({
      reason: "purchases.member_left",
    });
  });
});

async function soldThree() {
  const shop = await openShop();
  const sale = await recordSale(shop.ctx, { memberId: shop.memberId, externalId: receipt(), lines: [fridge(3)] });
  const key = { memberId: shop.memberId, purchaseId: sale.purchaseId };
  const lineId = (await purchaseById(shop.ctx, key)).lines[0]?.lineId ?? "";
  const back = (quantity: number, externalId = receipt()) => ({ ...key, externalId, lines: [{ lineId, quantity }] });
  return { ...shop, key, lineId, back };
}

describe("recordReturn", () => {
  it("takes pieces back in parts: money, points and warranties follow", async () => {
    const { ctx, memberId, key, back } = await soldThree();
    const first = await recordReturn(ctx, back(1));
    expect(first).toMatchObject({
      returnedYen: 10_000,
      refundYen: 10_000,
      pointsTakenBack: 100,
      pointsRestored: 0,
      isRepeat: false,
    });
    await recordReturn(ctx, back(2));
    expect((await warrantiesOf(ctx, memberId)).map((w) => w.state)).toEqual(["voided", "voided", "voided"]);
    expect((await purchaseById(ctx, key)).lines[0]).toMatchObject({ returnedQuantity: 3 });
    const rows = (await purchasesOf(ctx, { memberId })).rows;
    expect(rows.reduce((sum, row) => sum + row.totalYen, 0)).toBe(0);
    expect(rows.reduce((sum, row) => sum + row.pointsEarned, 0)).toBe(0);
  });

  it("never takes back more than was sold", async () => {
    const { ctx, back, lineId } = await soldThree();
    await recordReturn(ctx, back(2));
    const tooMany = { code: "refused", reason: "purchases.more_than_sold", details: { line: 1, left: 1 } };
    await expect(recordReturn(ctx, back(2))).rejects.toMatchObject(tooMany);
    const twice = {
      ...back(1),
      lines: [
        { lineId, quantity: 1 },
        { lineId, quantity: 1 },
      ],
    };
    await expect(recordReturn(ctx, twice)).rejects.toMatchObject(tooMany);
  });

  it("answers a repeated call with the first result; another content with the number is a conflict", async () => {
    const shop = await soldThree();
    const call = shop.back(1);
    const first = await recordReturn(shop.ctx, call);
    const before = await rowCounts(shop);
    expect(await recordReturn(shop.ctx, call)).toEqual({ ...first, isRepeat: true });
    expect(await rowCounts(shop)).toEqual(before);
    await expect(recordReturn(shop.ctx, shop.back(2, call.externalId))).rejects.toMatchObject({
      reason: "purchases.receipt_reused",
    });
  });

  it("gives spent points back and counts only money into the refund", async () => {
    const { ctx, memberId, lineId: _first } = await soldThree();
    const sale = await recordSale(ctx, { memberId, externalId: receipt(), lines: [fridge()], spendPoints: 300 });
    const key = { memberId, purchaseId: sale.purchaseId };
    const lineId = (await purchaseById(ctx, key)).lines[0]?.lineId ?? "";
    const back = await recordReturn(ctx, { ...key, externalId: receipt(), lines: [{ lineId, quantity: 1 }] });
    expect(back).toMatchObject({ returnedYen: 10_000, refundYen: 9_700, pointsTakenBack: 97, pointsRestored: 300 });
    expect(back.wallet.available).toBe(300);
  });

  it("refuses a foreign line, a return of a return, one dated before the sale, another shop's and another member's sale", async () => {
    const [shop, other] = [await soldThree(), await soldThree()];
    const wrongLine = { ...shop.back(1), lines: [{ lineId: other.lineId, quantity: 1 }] };
    await expect(recordReturn(shop.ctx, wrongLine)).rejects.toMatchObject({ reason: "purchases.line_not_found" });
    const { returnId } = await recordReturn(shop.ctx, shop.back(1));
    await expect(recordReturn(shop.ctx, { ...shop.back(1), purchaseId: returnId })).rejects.toMatchObject({
      code: "not_found",
    });
    const early = { ...shop.back(1), occurredAt: new Date(testNow.getTime() - 1) };
    await expect(recordReturn(shop.ctx, early)).rejects.toMatchObject({ reason: "purchases.before_sale" });
    await expect(recordReturn(other.ctx, shop.back(1))).rejects.toMatchObject({ code: "not_found" });
    const neighbour = { ...shop.back(1), memberId: await newTestMember(shop.ctx) };
    await expect(recordReturn(shop.ctx, neighbour)).rejects.toMatchObject({ code: "not_found" });
    const asMember = shop.as({ kind: "member", id: shop.memberId });
    await expect(recordReturn(asMember, shop.back(1))).rejects.toMatchObject({ code: "forbidden" });
  });
});

describe("who sees purchases", () => {
  it("is staff and the member; a link holder gets 403, another shop 404; pages do not overlap", async () => {
    const [shop, other] = [await soldThree(), await newTestShop()];
    for (let i = 1; i <= 4; i += 1)
      await recordSale(shop.as(shop.ctx.actor, new Date(testNow.getTime() + i * 1_000)), {
        memberId: shop.memberId,
        externalId: receipt(),
        lines: [fridge()],
      });
    const own = shop.as({ kind: "member", id: shop.memberId });
    const first = await purchasesOf(own, { memberId: shop.memberId, limit: 3 });
    const second = await purchasesOf(own, { memberId: shop.memberId, limit: 3, cursor: first.cursor ?? "" });
    expect(new Set([...first.rows, ...second.rows].map((row) => row.purchaseId)).size).toBe(5);
    expect(second.cursor).toBeNull();
    await expect(purchasesOf(own, { memberId: shop.memberId, cursor: "x" })).rejects.toMatchObject({ code: "invalid" });
    await expect(
      purchasesOf(shop.as({ kind: "link", memberId: shop.memberId }), { memberId: shop.memberId }),
    ).rejects.toMatchObject({ code: "forbidden" });
    await expect(purchasesOf(other.ctx, { memberId: shop.memberId })).rejects.toMatchObject({ code: "not_found" });
    await expect(purchaseById(other.ctx, shop.key)).rejects.toMatchObject({ code: "not_found" });
  });
});
