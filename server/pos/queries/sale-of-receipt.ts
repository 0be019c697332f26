import { and, asc, eq } from "drizzle-orm";
import { couponUses } from "@/db/schema/coupons";
import { purchaseLines, purchases } from "@/db/schema/purchases";
import type { TxCtx } from "@/server/kernel/ctx";
import { lockReceiptNumber } from "@/server/purchases/service/receipt-number";

/** Whose sale a receipt number is, with its lines; the number stays locked. Null when no sale has it (yet). */
export async function saleOfReceipt(t: TxCtx, receiptNo: string) {
  const owner = await lockReceiptNumber(t, receiptNo);
  if (owner.kind === "nobody") return null;
  if (owner.kind === "anonymous") return { memberId: null, purchaseId: owner.saleId, storeId: null, lines: [] };
  const { memberId } = owner;
  const [sale] = await t.tx
    .select({ purchaseId: purchases.id, kind: purchases.kind, storeId: purchases.storeId })
    .from(purchases)
    .where(
      and(
        eq(purchases.tenantId, t.tenant),
        eq(purchases.memberId, memberId),
        eq(purchases.externalId, receiptNo),
        eq(purchases.kind, "sale"),
      ),
    );
  if (!sale) return null;
  const lines = await linesOfSale(t, memberId, sale.purchaseId);
  return { memberId, purchaseId: sale.purchaseId, storeId: sale.storeId, lines };
}

export const linesOfSale = (t: TxCtx, memberId: string, purchaseId: string) =>
  t.tx
    .select({
      lineId: purchaseLines.id,
      lineNo: purchaseLines.lineNo,
      amountYen: purchaseLines.amountYen,
      discountYen: purchaseLines.discountYen,
    })
    .from(purchaseLines)
    .where(
      and(
        eq(purchaseLines.tenantId, t.tenant),
        eq(purchaseLines.memberId, memberId),
        eq(purchaseLines.purchaseId, purchaseId),
      ),
    )
    .orderBy(asc(purchaseLines.lineNo));

/** Coupons that a member's sale used up. */
export const couponsOfSale = (t: TxCtx, memberId: string, purchaseId: string) =>
  t.tx
    .select({ couponId: couponUses.couponId, heldId: couponUses.heldId, discountYen: couponUses.discountYen })
    .from(couponUses)
    .where(
      and(eq(couponUses.tenantId, t.tenant), eq(couponUses.memberId, memberId), eq(couponUses.purchaseId, purchaseId)),
    )
    .orderBy(asc(couponUses.couponId), asc(couponUses.id));
