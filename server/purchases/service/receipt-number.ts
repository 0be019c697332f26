import { sql } from "drizzle-orm";
import { memberKeys } from "@/db/schema/members";
import { anonymousSales } from "@/db/schema/purchases";
import type { TxCtx } from "@/server/kernel/ctx";
import { unawaited } from "@/server/kernel/database";
import { DomainError } from "@/server/kernel/errors";
import { insertRows } from "@/server/kernel/insert-rows";

export type ReceiptOwner =
  | { kind: "nobody" }
  | { kind: "member"; memberId: string }
  | { kind: "anonymous"; saleId: string };

/**
 * Says who has the receipt number, after making every other till with the same number wait for this transaction: a member's
 * sale and an anonymous one stand in two tables, so no single unique key could part them.
 */
export async function lockReceiptNumber(t: TxCtx, externalId: string): Promise<ReceiptOwner> {
  const locked = t.tx.execute(
    sql`select pg_advisory_xact_lock(hashtextextended(${`receipt:${t.tenant}:${externalId}`}, 5))`,
  );
  // Two statements, in this order: the second must see what was committed while the first waited.
  await unawaited(t.tx, locked);
  const { rows } = await t.tx.execute<{ memberId: string | null; saleId: string | null }>(sql`
    select (select k.member_id from ${memberKeys} k where k.tenant_id = ${t.tenant} and k.kind = 'receipt' and k.value = ${externalId}) as "memberId",
      (select s.id from ${anonymousSales} s where s.tenant_id = ${t.tenant} and s.external_id = ${externalId}) as "saleId"`);
  const { memberId = null, saleId = null } = rows[0] ?? {};
  if (memberId !== null) return { kind: "member", memberId };
  return saleId !== null ? { kind: "anonymous", saleId } : { kind: "nobody" };
}

/** Takes the number for a member's sale or return; the unique key guards it also against writers that take no lock. */
export async function takeReceiptNumber(t: TxCtx, externalId: string, memberId: string): Promise<void> {
  const row = { tenantId: t.tenant, kind: "receipt", value: externalId, memberId, createdAt: t.now };
  const taken = await insertRows(t.tx, memberKeys, [row], { unlessThere: true });
  if (taken === 0) throw receiptReused(externalId);
}

export const receiptReused = (externalId: string) =>
  new DomainError("conflict", "purchases.receipt_reused", { receipt: externalId });
