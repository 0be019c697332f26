import { and, eq, sql } from "drizzle-orm";
import { memberKeys, members } from "@/db/schema/members";
import type { TxCtx } from "@/server/kernel/ctx";
import { DomainError } from "@/server/kernel/errors";

type KeyKind = "email" | "phone" | "card" | "line" | "external" | "system" | "receipt" | "repair" | "friend";

/** Makes `value` name this member, shop-wide. False when it already names somebody else. Repeating it is fine. */
export async function takeKey(t: TxCtx, memberId: string, kind: KeyKind, value: string): Promise<boolean> {
  const key = and(eq(memberKeys.tenantId, t.tenant), eq(memberKeys.kind, kind), eq(memberKeys.value, value));
  const taken = await t.tx
    .insert(memberKeys)
    .values({ tenantId: t.tenant, kind, value, memberId, createdAt: t.now })
    .onConflictDoNothing()
    .returning({ memberId: memberKeys.memberId });
  if (taken.length > 0) return true;
  const [holder] = await t.tx.select({ memberId: memberKeys.memberId }).from(memberKeys).where(key);
  return holder?.memberId === memberId;
}

/** Gives a value back, if it is this member's. */
export async function releaseKey(t: TxCtx, memberId: string, kind: KeyKind, value: string): Promise<void> {
  await t.tx
    .delete(memberKeys)
    .where(
      and(
        eq(memberKeys.tenantId, t.tenant),
        eq(memberKeys.kind, kind),
        eq(memberKeys.value, value),
        eq(memberKeys.memberId, memberId),
      ),
    );
}

/** Takes a key or throws `conflict` with `reason`. */
export async function demandKey(
  t: TxCtx,
  memberId: string,
  kind: KeyKind,
  value: string,
  reason: string,
): Promise<void> {
  if (!(await takeKey(t, memberId, kind, value))) throw new DomainError("conflict", reason);
}

/** The member's row, locked until the end of the transaction. Throws `not_found` for a stranger's or another shop's. */
export async function lockMember(t: TxCtx, memberId: string) {
  const [row] = await t.tx
    .select()
    .from(members)
    .where(and(eq(members.tenantId, t.tenant), eq(members.memberId, memberId)))
    .for("update");
  if (!row) throw new DomainError("not_found", "members.member");
  return row;
}

/** The condition that names one member of the shop. */
export const thisMember = (t: { tenant: string }, memberId: string) =>
  and(eq(members.tenantId, t.tenant), eq(members.memberId, memberId));

/** One more version, for the optimistic check. */
export const nextVersion = sql<number>`${members.version} + 1`;
