import { expect, test } from "vitest";
import { pointPrograms } from "@/db/schema/points";
import { insertProduct, insertStore } from "@/db/testing/factories";
import { inTransaction } from "@/server/kernel/ctx";
import { newId } from "@/server/kernel/ids";
import { newTestMember, newTestShop, testNow } from "@/server/kernel/testing";
import { ledgerProof, walletOf } from "@/server/points/queries";
import { adjustPoints } from "@/server/points/service/adjust-points";
import { redeemPoints } from "@/server/points/service/redeem-points";
import { purchasesOf } from "@/server/purchases/queries";
import { recordReturn } from "@/server/purchases/service/record-return";
import { recordSale } from "@/server/purchases/service/record-sale";
import { undoDone } from "./service";

async function openCounter() {
  const { ctx } = await newTestShop();
  const storeId = newId();
  await inTransaction(ctx, async (t) => {
    await insertProduct(t.tx, { tenantId: t.tenant, id: newId(), externalId: "FRIDGE" });
    await insertStore(t.tx, { tenantId: t.tenant, id: storeId });
    const program = { validFrom: new Date("2020-01-01"), ratePoints: 1, rateYen: 100, createdAt: testNow };
    await t.tx.insert(pointPrograms).values({ tenantId: t.tenant, id: newId(), ...program });
  });
  return { ctx, storeId, memberId: await newTestMember(ctx) };
}
const rounds = Array.from({ length: 6 });
const broken = async (ctx: Parameters<typeof ledgerProof>[0]) =>
  (await ledgerProof(ctx)).filter(({ violations }) => violations > 0);

// Without the lock on the receipt number (lockReceiptNumber) both presses would write a return.
test("two who undo one sale at once undo it once", async () => {
  const { ctx, storeId, memberId } = await openCounter();
  for (const _ of rounds) {
    const sale = {
      memberId,
      externalId: newId(),
      storeId,
      lines: [{ productCode: "FRIDGE", quantity: 1, unitPriceYen: 9_900 }],
    };
    const { purchaseId: id } = await recordSale(ctx, sale);
    const undo = { kind: "sale", id, memberId, storeId } as const;
    const done = await Promise.all([undoDone(ctx, undo), undoDone(ctx, undo), undoDone(ctx, undo)]);
    expect(done.filter(({ isRepeat }) => !isRepeat)).toHaveLength(1);
  }
  expect((await walletOf(ctx, memberId)).available).toBe(0);
  expect(await broken(ctx)).toEqual([]);
});

// Without the lock on the sale's row (lockSale) the goods would come back twice.
test("a return and an undoing of one sale at once: the goods come back once", async () => {
  const { ctx, storeId, memberId } = await openCounter();
  for (const _ of rounds) {
    const sale = {
      memberId,
      externalId: newId(),
      storeId,
      lines: [{ productCode: "FRIDGE", quantity: 1, unitPriceYen: 9_900 }],
    };
    const { purchaseId } = await recordSale(ctx, sale);
    const lines = (await purchasesOf(ctx, { memberId, limit: 1 })).rows[0]?.lines ?? [];
    const back = {
      memberId,
      purchaseId,
      externalId: newId(),
      lines: lines.map(({ lineId }) => ({ lineId, quantity: 1 })),
    };
    const outcomes = await Promise.allSettled([
      recordReturn(ctx, back),
      undoDone(ctx, { kind: "sale", id: purchaseId, memberId, storeId }),
    ]);
    expect(outcomes.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
  }
  expect((await walletOf(ctx, memberId)).available).toBe(0);
  expect(await broken(ctx)).toEqual([]);
});

// Without the wallet's lock (ledger_open) the points could be spent and taken back both.
test("points given by mistake are either taken back or spent, never both", async () => {
  const { ctx, storeId, memberId } = await openCounter();
  for (const [round] of rounds.entries()) {
    const given = await adjustPoints(ctx, { memberId, key: `g${round}`, points: 100, reason: "来店", storeId });
    const outcomes = await Promise.allSettled([
      undoDone(ctx, { kind: "adjust", id: given.journalId, memberId, storeId }),
      redeemPoints(ctx, { memberId, key: `r${round}`, points: 100, reason: "景品", storeId }),
    ]);
    expect(outcomes.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
  }
  expect((await walletOf(ctx, memberId)).available).toBe(0);
  expect(await broken(ctx)).toEqual([]);
});
