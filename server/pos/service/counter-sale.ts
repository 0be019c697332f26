import type { z } from "zod";
import { type ReceiptCoupon, receiptCouponsOf } from "@/server/coupons/queries/receipt-coupons-of";
import { guardGuesses } from "@/server/coupons/service/guesses";
import { counterSaleInput } from "@/server/counter/input";
import { sellAtCounter } from "@/server/counter/service";
import { type Ctx, inTransaction } from "@/server/kernel/ctx";
import { parseInput } from "@/server/kernel/parse";
import type { RecordedSale } from "@/server/purchases/service/record-sale";
import { offeredCoupons } from "../queries/receipt-coupons";
import { giveReceiptCoupons } from "./receipt-coupons";

/** A sale of the counter with the coupons that are printed under its receipt. Throws what `sellAtCounter` throws. */
export async function counterSale(
  ctx: Ctx,
  input: z.input<typeof counterSaleInput>,
): Promise<RecordedSale & { receiptCoupons: ReceiptCoupon[] }> {
  const { memberId, storeId, coupons } = parseInput(counterSaleInput, input);
  const offered = memberId === null ? [] : await offeredCoupons(ctx, memberId);
  if (memberId === null || offered.length === 0) {
    const sale = await sellAtCounter(ctx, input);
    // What was sent again is answered as before, though its coupons would not be offered a second time.
    const isAgain = sale.isRepeat && memberId !== null;
    const { purchaseId } = sale;
    return { ...sale, receiptCoupons: isAgain ? await receiptCouponsOf(ctx, { memberId, purchaseId }) : [] };
  }
  await guardGuesses(ctx, coupons?.chosen ?? []);
  return inTransaction(ctx, async (t) => {
    const sale = await sellAtCounter(t, input);
    const { purchaseId, totalYen } = sale;
    const receiptCoupons = await giveReceiptCoupons(t, offered, {
      memberId,
      purchaseId,
      totalYen,
      storeId: storeId ?? null,
    });
    return { ...sale, receiptCoupons };
  });
}
