import { and, asc, eq, gt } from "drizzle-orm";
import { anonymousSaleLines, anonymousSales, purchaseLines, purchases } from "@/db/schema/purchases";
import type { TxCtx } from "@/server/kernel/ctx";
import { DomainError } from "@/server/kernel/errors";
import { walletOf } from "@/server/points/queries";
import { recordSaleInput } from "../input";
import { lockReceiptNumber } from "./receipt-number";
import { recordReturn } from "./record-return";
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
  const [left] = await t.tx
    .select({ lineNo: anonymousSaleLines.lineNo })
    .from(anonymousSaleLines)
    .where(
      and(
        eq(anonymousSaleLines.tenantId, t.tenant),
        eq(anonymousSaleLines.saleId, sale.id),
        gt(anonymousSaleLines.quantity, anonymousSaleLines.returnedQuantity),
      ),
    )
    .limit(1);
  if (back || !left) throw new DomainError("refused", "purchases.taken_back");
  return { sale, isMembers: false };
}

/**
 * Makes that sale the member's, as if the card had been shown: the same id, receipt, cashier and instant, points by the rules of then,
 * warranties, the rank's fact; what came back of it meanwhile comes back of the member's sale. What the till once asked for stays its hash, so that a repeated call still finds it. Throws what
 * `recordSale` throws.
 */
export async function giveSaleTo(t: TxCtx, sale: ClaimableSale, memberId: string): Promise<RecordedSale> {
  const returns = await takeReturnsOut(t, sale.id);
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
  const given = await writeForMember(t, { ...asked, ...facts }, memberId, { purchaseId, staffMembershipId });
  let takenBack = 0;
  for (const back of returns) takenBack += await bringBack(t, memberId, purchaseId, back);
  if (returns.length === 0) return given;
  return { ...given, pointsEarned: given.pointsEarned - takenBack, wallet: await walletOf(t, memberId) };
}

interface PriorReturn {
  head: ClaimableSale;
  lines: (typeof anonymousSaleLines.$inferSelect)[];
}

/** What came back of the sale before it was claimed, oldest first; its rows leave together with the sale's. */
async function takeReturnsOut(t: TxCtx, saleId: string): Promise<PriorReturn[]> {
  const heads = await t.tx
    .select()
    .from(anonymousSales)
    .where(and(eq(anonymousSales.tenantId, t.tenant), eq(anonymousSales.returnOfId, saleId)))
    .orderBy(asc(anonymousSales.occurredAt), asc(anonymousSales.id));
  const found: PriorReturn[] = [];
  for (const head of heads) {
    const own = and(eq(anonymousSaleLines.tenantId, t.tenant), eq(anonymousSaleLines.saleId, head.id));
    const lines = await t.tx.delete(anonymousSaleLines).where(own).returning();
    await t.tx.delete(anonymousSales).where(and(eq(anonymousSales.tenantId, t.tenant), eq(anonymousSales.id, head.id)));
    found.push({ head, lines });
  }
  return found;
}

/** The same return, of the member's sale now: under its own slip number, by who took it. Gives the points it takes back. */
async function bringBack(
  t: TxCtx,
  memberId: string,
  purchaseId: string,
  { head, lines }: PriorReturn,
): Promise<number> {
  const inSale = and(eq(purchaseLines.tenantId, t.tenant), eq(purchaseLines.memberId, memberId));
  const sold = await t.tx
    .select({ lineId: purchaseLines.id, lineNo: purchaseLines.lineNo })
    .from(purchaseLines)
    .where(and(inSale, eq(purchaseLines.purchaseId, purchaseId)));
  const { externalId, storeId, occurredAt, staffMembershipId } = head;
  const { returnId, pointsTakenBack } = await recordReturn(t, {
    memberId,
    purchaseId,
    externalId,
    storeId,
    occurredAt,
    lines: lines.map(({ returnOfLineNo, quantity }) => ({
      lineId: sold.find(({ lineNo }) => lineNo === returnOfLineNo)?.lineId ?? "",
      quantity: -quantity,
    })),
  });
  await t.tx
    .update(purchases)
    .set({ staffMembershipId })
    .where(and(eq(purchases.tenantId, t.tenant), eq(purchases.memberId, memberId), eq(purchases.id, returnId)));
  return pointsTakenBack;
}
