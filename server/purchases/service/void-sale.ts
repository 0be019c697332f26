import { and, asc, eq } from "drizzle-orm";
import { anonymousSales, purchaseLines } from "@/db/schema/purchases";
import { audit } from "@/server/kernel/audit";
import { type Ctx, inTransaction, type TxCtx } from "@/server/kernel/ctx";
import { DomainError } from "@/server/kernel/errors";
import { parseInput } from "@/server/kernel/parse";
import { requestHash } from "@/server/kernel/signing";
import { canRecord } from "../access";
import { type VoidSale, voidSaleInput } from "../input";
import { recordReturn } from "./record-return";
import { lockAnonymousLines, writeAnonymousReturn } from "./return-anonymous";

/** The slip of a sale taken back as a whole; there can be one only. */
export const voidSlip = (purchaseId: string) => `VOID-${purchaseId}`;

/**
 * Takes a whole sale back as if it had not been made: every piece, its points both ways, its warranties. Repeating it does nothing more.
 * Throws not_found `purchases.not_found`, refused `purchases.partly_returned` where a piece has come back already, forbidden.
 */
export async function voidSale(ctx: Ctx, input: VoidSale): Promise<{ returnedYen: number; isRepeat: boolean }> {
  const { memberId, purchaseId } = parseInput(voidSaleInput, input);
  return inTransaction(ctx, (t) =>
    memberId === null ? voidAnonymous(t, purchaseId) : voidOfMember(t, memberId, purchaseId),
  );
}

async function voidOfMember(t: TxCtx, memberId: string, purchaseId: string) {
  const lines = await t.tx
    .select({ lineId: purchaseLines.id, quantity: purchaseLines.quantity, returned: purchaseLines.returnedQuantity })
    .from(purchaseLines)
    .where(
      and(
        eq(purchaseLines.tenantId, t.tenant),
        eq(purchaseLines.memberId, memberId),
        eq(purchaseLines.purchaseId, purchaseId),
      ),
    )
    .orderBy(asc(purchaseLines.lineNo));
  if (lines.length === 0) throw new DomainError("not_found", "purchases.not_found");
  const externalId = voidSlip(purchaseId);
  const wanted = lines.map(({ lineId, quantity }) => ({ lineId, quantity }));
  // The return locks the sale; what came back in between makes it ask for more than is left.
  const done = await recordReturn(t, { memberId, purchaseId, externalId, lines: wanted }).catch((error: unknown) => {
    const isTaken = error instanceof DomainError && error.reason === "purchases.more_than_sold";
    throw isTaken ? new DomainError("refused", "purchases.partly_returned", {}, { cause: error }) : error;
  });
  return { returnedYen: done.returnedYen, isRepeat: done.isRepeat };
}

async function voidAnonymous(t: TxCtx, saleId: string) {
  const { sale, lines } = await lockAnonymousLines(t, saleId);
  const refusal = canRecord(t.actor, sale.storeId);
  if (refusal) throw new DomainError("forbidden", refusal);
  const [voided] = await t.tx
    .select({ id: anonymousSales.id })
    .from(anonymousSales)
    .where(and(eq(anonymousSales.tenantId, t.tenant), eq(anonymousSales.externalId, voidSlip(saleId))));
  if (voided) return { returnedYen: sale.totalYen, isRepeat: true };
  if (lines.some(({ returnedQuantity }) => returnedQuantity > 0))
    throw new DomainError("refused", "purchases.partly_returned");
  await writeAnonymousReturn(t, {
    externalId: voidSlip(saleId),
    storeId: sale.storeId,
    occurredAt: t.now,
    hash: requestHash(["void", saleId]),
    sale,
    lines,
    wanted: lines.map(({ lineNo, quantity }) => ({ lineNo, quantity })),
  });
  const subject = { kind: "anonymous_sale", id: saleId };
  await audit(t, { action: "purchases.void_sale", subject, before: { totalYen: sale.totalYen } });
  return { returnedYen: sale.totalYen, isRepeat: false };
}
