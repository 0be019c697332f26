import { sql } from "drizzle-orm";
import { type ReceiptCoupon, receiptCouponsOf } from "@/server/coupons/queries/receipt-coupons-of";
import { issueMany } from "@/server/coupons/service/issue-coupon";
import type { TxCtx } from "@/server/kernel/ctx";
import { DomainError } from "@/server/kernel/errors";
import type { ReceiptCouponRule } from "../queries/receipt-coupons";
import { mostPerReceipt, problemOfSale } from "../rules/receipt-coupon";

async function categoriesOf(t: TxCtx, memberId: string, purchaseId: string): Promise<Set<string>> {
  const { rows } = await t.tx.execute<{ path: string }>(sql`
    select distinct c.path from purchase_lines l
    join products p on p.tenant_id = l.tenant_id and p.id = l.product_id
    join categories c on c.tenant_id = p.tenant_id and c.id = p.category_id
    where l.tenant_id = ${t.tenant} and l.member_id = ${memberId} and l.purchase_id = ${purchaseId}`);
  return new Set(rows.flatMap(({ path }) => path.split("/")));
}

/**
 * Gives those of the offered coupons that this sale has earned, as many as a receipt has room for; what was given for it before is answered
 * again. One whose days or number are over is left out; the sale stands.
 */
export async function giveReceiptCoupons(
  t: TxCtx,
  offered: readonly ReceiptCouponRule[],
  sale: { memberId: string; purchaseId: string; totalYen: number; storeId: string | null },
): Promise<ReceiptCoupon[]> {
  const { memberId, purchaseId, storeId } = sale;
  const needsCategory = offered.some(({ categoryId }) => categoryId !== null);
  const categoryIds = needsCategory ? await categoriesOf(t, memberId, purchaseId) : new Set<string>();
  let given = 0;
  for (const rule of offered) {
    if (given === mostPerReceipt) break;
    if (problemOfSale(rule, { ...sale, categoryIds }) !== null) continue;
    const row = { memberId, key: `receipt:${purchaseId}:${rule.id}`, sourceId: purchaseId };
    const { couponId, id: originId } = rule;
    const isGiven = await issueMany(t, { couponId, source: "receipt", originId, storeId, rows: [row] }).then(
      ({ issued }) => issued.size > 0,
      (error: unknown) => {
        if (error instanceof DomainError) return false;
        throw error;
      },
    );
    if (isGiven) given += 1;
  }
  return receiptCouponsOf(t, { memberId, purchaseId });
}
