import { and, eq, sql } from "drizzle-orm";
import { memberKeys } from "@/db/schema/members";
import { anonymousSales } from "@/db/schema/purchases";
import type { TxCtx } from "@/server/kernel/ctx";
import { DomainError } from "@/server/kernel/errors";

export type ReceiptOwner =
  | { kind: "nobody" }
  | { kind: "member"; memberId: string }
  | { kind: "anonymous"; saleId: string };

/**
 * Says who has the receipt number, after making every other till with the same number wait for this transaction: a member's
 * sale and an anonymous one stand in two tables, so no single unique key could part them.
 */
export async function lockReceiptNumber(t: TxCtx, externalId: string): Promise<ReceiptOwner> {
  await t.tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`receipt:${t.tenant}:${externalId}`}, 5))`);
  const [key] = await t.tx
    .select({ memberId: memberKeys.memberId })
    .from(memberKeys)
    .where(and(eq(memberKeys.tenantId, t.tenant), eq(memberKeys.kind, "receipt"), eq(memberKeys.value, externalId)));
  if (key) return { kind: "member", memberId: key.memberId };
  const [sale] = await t.tx
    .select({ id: anonymousSales.id })
    .from(anonymousSales)
    .where(and(eq(anonymousSales.tenantId, t.tenant), eq(anonymousSales.externalId, externalId)));
  return sale ? { kind: "anonymous", saleId: sale.id } : { kind: "nobody" };
}

/** Takes the number for a member's sale or return; the unique key guards it also against writers that take no lock. */
export async function takeReceiptNumber(t: TxCtx, externalId: string, memberId: string): Promise<void> {
  const taken = await t.tx
    .insert(memberKeys)
    .values({ tenantId: t.tenant, kind: "receipt", value: externalId, memberId, createdAt: t.now })
    .onConflictDoNothing();
  if (taken.rowCount === 0) throw receiptReused(externalId);
}

export const receiptReused = (externalId: string) =>
  new DomainError("conflict", "purchases.receipt_reused", { receipt: externalId });
