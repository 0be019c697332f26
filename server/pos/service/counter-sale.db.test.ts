import { sql } from "drizzle-orm";
import { expect, it } from "vitest";
import { createCoupon } from "@/server/coupons/service/save-coupon";
import { undoDone } from "@/server/counter/service";
import { counterReceipt } from "@/server/counter/queries";
import { insertStore } from "@/db/testing/factories";
import { inTransaction, read } from "@/server/kernel/ctx";
import { newId } from "@/server/kernel/ids";
import { newTestMember, newTestShop } from "@/server/kernel/testing";
import { listReceiptCoupons, tryReceiptCoupons } from "../queries/receipt-coupons";
import { counterSale } from "./counter-sale";
import { addReceiptCoupon, saveReceiptCoupon } from "./edit-receipt-coupons";

it("the counter prints what the rules give, answers a repeated sale alike, and takes it back with the sale", async () => {
  const { ctx } = await newTestShop();
  const storeId = newId();
  await inTransaction(ctx, (t) => insertStore(t.tx, { tenantId: t.tenant, id: storeId }));
  const definition = {
    title: { ja: "次回100円引き", en: "100 yen off" },
    benefit: { kind: "amount" as const, yen: 100 },
    validity: { days: 30 },
  };
  const { couponId } = await createCoupon(ctx, { name: "next", definition });
  const { receiptCouponId } = await addReceiptCoupon(ctx, {
    couponId,
    minimumYen: 1_000,
    history: { kind: "not_bought", days: 30 },
    againAfterDays: 60,
  });
  const memberId = await newTestMember(ctx);
  const sale = (unitPriceYen: number) => ({
    memberId,
    storeId,
    externalId: newId(),
    lines: [{ description: "tea", quantity: 1, unitPriceYen }],
  });
  const verdict = async (totalYen: number) => (await tryReceiptCoupons(ctx, { memberId, storeId, totalYen }))[0];
  expect(await verdict(999)).toMatchObject({ problem: "below_minimum", isPrinted: false });
  expect(await verdict(1_000)).toMatchObject({ problem: null, isPrinted: true });

  const first = sale(1_500);
  const { purchaseId, receiptCoupons } = await counterSale(ctx, first);
  expect(receiptCoupons).toMatchObject([{ couponId, title: definition.title }]);
  expect(await counterSale(ctx, first)).toMatchObject({ isRepeat: true, receiptCoupons });
  expect((await counterReceipt(ctx, { purchaseId, memberId })).coupons).toMatchObject([
    { code: receiptCoupons[0]?.code },
  ]);
  expect(await verdict(1_500)).toMatchObject({ problem: "history" });
  await saveReceiptCoupon(ctx, { receiptCouponId, revision: 1, couponId, minimumYen: 1_000, againAfterDays: 60 });
  expect(await verdict(1_500)).toMatchObject({ problem: "given_lately" });
  expect((await counterSale(ctx, sale(1_500))).receiptCoupons).toEqual([]);
  await expect(saveReceiptCoupon(ctx, { receiptCouponId, revision: 1, couponId })).rejects.toMatchObject({
    code: "conflict",
    reason: "pos.changed_meanwhile",
  });
  expect((await listReceiptCoupons(ctx))[0]?.figures).toMatchObject({ issued: 1, used: 0 });

  await undoDone(ctx, { kind: "sale", id: purchaseId, memberId, storeId });
  const { rows } = await read(ctx, (tx) =>
    tx.execute<{ gone: boolean }>(
      sql`select withdrawn_at is not null as gone from held_coupons where member_id = ${memberId}`,
    ),
  );
  expect(rows).toEqual([{ gone: true }]);
});
