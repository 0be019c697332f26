import { and, asc, eq } from "drizzle-orm";
import { anonymousSaleLines, anonymousSales } from "@/db/schema/purchases";
import type { TxCtx } from "@/server/kernel/ctx";
import { DomainError } from "@/server/kernel/errors";
import { recordSaleInput } from "../input";
import { lockReceiptNumber } from "./receipt-number";
import { type RecordedSale, writeForMember } from "./record-sale";
import { voidSlip } from "./void-sale";

export type ClaimableSale = typeof anonymousSales.$inferSelect;

/**
 * The sale without a card under a receipt number, locked until the transaction ends, so that it comes to one member at most. Null: there is
 * none. `isMembers`: the receipt is a member's already. Throws refused `purchases.taken_back` when the sale has been taken back.
 */
export async function lockAnonymousSale(
  t: TxCtx,
  receiptNo: string,
): Promise<{ sale: ClaimableSale | null; isMembers: boolean }> {
  const owner = await lockReceiptNumber(t, receiptNo);
  if (owner.kind !== "anonymous") return { sale: null, isMembers: owner.kind === "member" };
  const rows = await t.tx
    .select()
    .from(anonymousSales)
    .where(
      and(eq(anonymousSales.tenantId, t.tenant), eq(anonymousSales.id, owner.saleId), eq(anonymousSales.kind, "sale")),
    )
    .for("update");
  const [sale] = rows;
  if (!sale) return { sale: null, isMembers: false };
  const [back] = await t.tx
    .select({ id: anonymousSales.id })
    .from(anonymousSales)
    .where(and(eq(anonymousSales.tenantId, t.tenant), eq(anonymousSales.externalId, voidSlip(sale.id))));
  if (back) throw new DomainError("refused", "purchases.taken_back");
  return { sale, isMembers: false };
}

/**
 * Makes that sale the member's, as if the card had been shown: the same id, receipt, cashier and instant, points by the rules of then,
 * warranties, the rank's fact. What the till once asked for stays its hash, so that a repeated call still finds it. Throws what
 * `recordSale` throws.
 */
export async function giveSaleTo(t: TxCtx, sale: ClaimableSale, memberId: string): Promise<RecordedSale> {
  const own = and(eq(anonymousSaleLines.tenantId, t.tenant), eq(anonymousSaleLines.saleId, sale.id));
  const lines = await t.tx.select().from(anonymousSaleLines).where(own).orderBy(asc(anonymousSaleLines.lineNo));
  await t.tx.delete(anonymousSaleLines).where(own);
  await t.tx.delete(anonymousSales).where(and(eq(anonymousSales.tenantId, t.tenant), eq(anonymousSales.id, sale.id)));
  const asked = recordSaleInput.parse({
    memberId,
    externalId: sale.externalId,
    storeId: sale.storeId,
    occurredAt: sale.occurredAt,
    lines: lines.map(({ productId, description, quantity, unitPriceYen, amountYen }) => ({
      ...(productId ? { productId } : {}),
      ...(description || !productId ? { description: description || "-" } : {}),
      quantity,
      unitPriceYen,
      // What coupons took off then stays taken off.
      discountYen: Math.max(0, quantity * unitPriceYen - amountYen),
    })),
  });
  const facts = { occurredAt: sale.occurredAt, businessDate: sale.businessDate, hash: sale.requestHash };
  const { staffMembershipId, id: purchaseId } = sale;
  return writeForMember(t, { ...asked, ...facts }, memberId, { purchaseId, staffMembershipId });
}
