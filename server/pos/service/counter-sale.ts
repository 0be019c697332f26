import type { z } from "zod";
import type { ReceiptCoupon } from "@/server/coupons/queries/receipt-coupons-of";
import { guardGuesses } from "@/server/coupons/service/guesses";
import { counterSaleInput } from "@/server/counter/input";
import { sellAtCounter } from "@/server/counter/service";
import { type Ctx, inTransaction, type TxCtx } from "@/server/kernel/ctx";
import { parseInput } from "@/server/kernel/parse";
import type { RecordedSale } from "@/server/purchases/service/record-sale";
import { offeredCoupons, withSegments } from "../queries/receipt-coupons";
import { giveReceiptCoupons } from "./receipt-coupons";

/** A sale of the counter with the coupons that are printed under its receipt. Throws what `sellAtCounter` throws. */
export async function counterSale(
  ctx: Ctx,
  input: z.input<typeof counterSaleInput>,
): Promise<RecordedSale & { receiptCoupons: ReceiptCoupon[] }> {
  const { memberId, storeId, coupons } = parseInput(counterSaleInput, input);
  await guardGuesses(ctx, coupons?.chosen ?? []);
  const sell = async (t: TxCtx, segments: ReadonlyMap<string, boolean>) => {
    const offered = memberId === null ? [] : await offeredCoupons(t, memberId, segments);
    const sale = await sellAtCounter(t, input);
    const { purchaseId, totalYen, isRepeat } = sale;
    // What was sent again is answered as before, though its coupons would not be offered a second time.
    if (memberId === null || (offered.length === 0 && !isRepeat)) return { ...sale, receiptCoupons: [] };
    const of = { memberId, purchaseId, totalYen, storeId: storeId ?? null };
    return { ...sale, receiptCoupons: await giveReceiptCoupons(t, offered, of) };
  };
  return withSegments(ctx, memberId, (segments) => inTransaction(ctx, (t) => sell(t, segments)));
}
