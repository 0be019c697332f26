import { and, eq, isNull } from "drizzle-orm";
import type { z } from "zod";
import { staffRecoveryCodes, staffTotp } from "@/db/schema/access";
import { staffAccounts, staffMemberships, staffSessions } from "@/db/schema/tenancy";
import { type Ctx, inTransaction } from "@/server/kernel/ctx";
import type { Tx } from "@/server/kernel/database";
import { DomainError } from "@/server/kernel/errors";
import { parseInput } from "@/server/kernel/parse";
import type { Door } from "../auth/door";
import { canManageStaff, demand } from "../access";
import { accountRef, membershipRef } from "../input";
import { membershipsIn } from "../queries/memberships";
import { actorAt, recordAccountChange } from "./account-change";

// For somebody who lost the phone and the recovery codes. The password stays; every session ends, for the phone may be in other hands.

const reset = { action: "tenancy.reset_totp" };

/**
 * An owner takes a colleague's second step away, so that they can sign in and set it up anew; the colleague is told by mail.
 * Throws `refused` `tenancy.own_two_step` (nobody lifts their own guard this way), `tenancy.totp_not_set` when there is none, and
 * `tenancy.works_elsewhere` when the account also opens a shop of which the acting person is no owner.
 */
export async function resetSecondStep(ctx: Ctx, input: z.input<typeof membershipRef>): Promise<void> {
  demand(canManageStaff(ctx.actor));
  const { membershipId } = parseInput(membershipRef, input);
  const { actor } = ctx;
  if (actor.kind !== "staff") throw new DomainError("forbidden", "tenancy.owner_only");
  await inTransaction(ctx, async (t) => {
    const [colleague] = await t.tx
      .select({ accountId: staffMemberships.accountId })
      .from(staffMemberships)
      .where(
        and(
          eq(staffMemberships.tenantId, t.tenant),
          eq(staffMemberships.id, membershipId),
          isNull(staffMemberships.removedAt),
        ),
      );
    if (!colleague) throw new DomainError("not_found", "tenancy.staff");
    const { accountId } = colleague;
    if (accountId === actor.accountId) throw new DomainError("refused", "tenancy.own_two_step");
    const own = new Map((await membershipsIn(t.tx, actor.accountId)).map((one) => [one.tenantId, one]));
    const places = await membershipsIn(t.tx, accountId);
    if (places.some(({ tenantId }) => tenantId !== t.tenant && own.get(tenantId)?.role !== "owner"))
      throw new DomainError("refused", "tenancy.works_elsewhere");
    if (!(await takeAway(t.tx, accountId, t.now))) throw new DomainError("refused", "tenancy.totp_not_set");
    await recordAccountChange(t, t.tx, accountId, reset, "totp_reset", ({ tenantId }) => {
      const at = own.get(tenantId);
      return at && tenantId !== t.tenant ? actorAt(at, actor.accountId) : actor;
    });
  });
}

/**
 * The same by whoever runs the installation, for an owner whom no other owner can help. Gives the person's name.
 * Throws `not_found` `tenancy.staff`, `refused` `tenancy.totp_not_set`.
 */
export async function resetSecondStepOf(door: Door, input: z.input<typeof accountRef>): Promise<{ name: string }> {
  const { email } = parseInput(accountRef, input);
  return door.db.transaction(null, "write", async (tx) => {
    const [account] = await tx
      .select({ id: staffAccounts.id, name: staffAccounts.name })
      .from(staffAccounts)
      .where(eq(staffAccounts.emailNormalised, email));
    if (!account) throw new DomainError("not_found", "tenancy.staff");
    if (!(await takeAway(tx, account.id, door.now))) throw new DomainError("refused", "tenancy.totp_not_set");
    await recordAccountChange(door, tx, account.id, reset, "totp_reset", () => ({ kind: "system", name: "operator" }));
    return { name: account.name };
  });
}

async function takeAway(tx: Tx, accountId: string, now: Date): Promise<boolean> {
  const gone = await tx
    .delete(staffTotp)
    .where(eq(staffTotp.accountId, accountId))
    .returning({ confirmedAt: staffTotp.confirmedAt });
  if (!gone[0]?.confirmedAt) return false;
  await tx.delete(staffRecoveryCodes).where(eq(staffRecoveryCodes.accountId, accountId));
  await tx
    .update(staffSessions)
    .set({ revokedAt: now })
    .where(and(eq(staffSessions.accountId, accountId), isNull(staffSessions.revokedAt)));
  return true;
}
