import { sql } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { insertProduct } from "@/db/testing/factories";
import { inTransaction, read } from "@/server/kernel/ctx";
import { newId } from "@/server/kernel/ids";
import { newTestMember, newTestShop } from "@/server/kernel/testing";
import { purchaseById } from "../queries";
import { recordReturn } from "./record-return";
import { recordSale } from "./record-sale";

async function openShop() {
  const { ctx } = await newTestShop();
  await inTransaction(ctx, (t) => insertProduct(t.tx, { tenantId: t.tenant, id: newId(), externalId: "P" }));
  return { ctx, memberId: await newTestMember(ctx) };
}
const lines = (quantity = 1) => [{ productCode: "P", quantity, unitPriceYen: 1_000 }];
const outcomes = async (calls: Promise<unknown>[]) =>
  (await Promise.allSettled(calls)).map((o) =>
    o.status === "fulfilled" ? "ok" : (o.reason as { reason?: string }).reason,
  );

describe("two tills with one receipt number", () => {
  it("record it once and both get the same answer", async () => {
    const { ctx, memberId } = await openShop();
    const call = { memberId, externalId: newId(), lines: lines() };
    const answers = await Promise.all(Array.from({ length: 6 }, () => recordSale(ctx, call)));
    expect(new Set(answers.map((a) => a.purchaseId)).size).toBe(1);
    expect(answers.filter((a) => !a.isRepeat)).toHaveLength(1);
  });

  // Fails without the advisory lock in lockReceiptNumber: a member's sale and an anonymous one share no unique key.
  it("never give it to a member and to nobody at once", async () => {
    const { ctx, memberId } = await openShop();
    for (let round = 0; round < 5; round += 1) {
      const externalId = newId();
      const calls = [memberId, null, memberId, null].map((who) =>
        recordSale(ctx, { memberId: who, externalId, lines: lines() }),
      );
      expect((await outcomes(calls)).filter((o) => o === "ok")).toHaveLength(2);
      const found = await read(ctx, (db) =>
        db.execute(sql`select (select count(*) from purchases where external_id = ${externalId})
          + (select count(*) from anonymous_sales where external_id = ${externalId}) as n`),
      );
      expect(found.rows[0]).toEqual({ n: 1 });
    }
  });
});

// Fails without `for("update")` on the sale in lockSale: each return would see the pieces the other one takes.
it("two returns of the same pieces: one succeeds, the other is refused", async () => {
  const { ctx, memberId } = await openShop();
  for (let round = 0; round < 5; round += 1) {
    const { purchaseId } = await recordSale(ctx, { memberId, externalId: newId(), lines: lines(3) });
    const lineId = (await purchaseById(ctx, { memberId, purchaseId })).lines[0]?.lineId ?? "";
    const call = () =>
      recordReturn(ctx, { memberId, purchaseId, externalId: newId(), lines: [{ lineId, quantity: 2 }] });
    const found = await outcomes([call(), call(), call()]);
    expect(found.filter((o) => o === "ok")).toHaveLength(1);
    expect(found.filter((o) => o === "purchases.more_than_sold")).toHaveLength(2);
    expect((await purchaseById(ctx, { memberId, purchaseId })).lines[0]?.returnedQuantity).toBe(2);
  }
});
