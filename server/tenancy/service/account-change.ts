import { audit } from "@/server/kernel/audit";
import type { TxCtx } from "@/server/kernel/ctx";
import { type Tx, wallStatement } from "@/server/kernel/database";
import { type DomainEventPayload, emit } from "@/server/kernel/domain-events";
import { vouchedTenant } from "@/server/kernel/gate";
import { newId } from "@/server/kernel/ids";
import type { Door } from "../auth/door";
import { type Membership, membershipsIn } from "../queries/memberships";

/**
 * Writes a change of an account into the audit of every shop it works at, and tells its owner by mail, in the transaction of the change.
 * An account is of no shop: the wall is set to each in turn, and afterwards stands at the last one.
 */
export async function recordAccountChange(
  door: Door,
  tx: Tx,
  accountId: string,
  entry: { action: string; before?: unknown; after?: unknown },
  change?: DomainEventPayload<"staff.account_changed">["change"],
  // Whoever did it at each shop; the person themself unless said otherwise.
  actorOf: (membership: Membership) => TxCtx["actor"] = (membership) => actorAt(membership, accountId),
): Promise<void> {
  const memberships = await membershipsIn(tx, accountId);
  for (const [index, membership] of memberships.entries()) {
    const tenant = vouchedTenant(membership.tenantId);
    await tx.execute(wallStatement(tenant));
    const t: TxCtx = { ...door, tenant, tx, actor: actorOf(membership) };
    await audit(t, { ...entry, subject: { kind: "staff", id: membership.membershipId } });
    if (change && index === 0) await emit(t, "staff.account_changed", { changeId: newId(), accountId, change });
  }
}

export const actorAt = ({ membershipId, role }: Membership, accountId: string): TxCtx["actor"] => ({
  kind: "staff",
  id: membershipId,
  accountId,
  role,
  storeId: null,
});
