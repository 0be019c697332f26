import { and, eq, isNull, sql } from "drizzle-orm";
import { staffAccounts, staffMemberships } from "@/db/schema/tenancy";
import { audit } from "@/server/kernel/audit";
import { type Ctx, inTransaction, type TxCtx } from "@/server/kernel/ctx";
import { DomainError } from "@/server/kernel/errors";
import { newId } from "@/server/kernel/ids";
import { parseInput } from "@/server/kernel/parse";
import { hashPassword } from "@/server/kernel/passwords";
import type { z } from "zod";
import { canManageStaff, demand } from "../access";
import { staffInput } from "../input";
import { storesOf } from "../queries/shop";

/**
 * Gives a person a role at this shop; the account is made when the address is new. Name and password of an existing account
 * stay as they are. Repeating it changes nothing but the role and the store. The last owner stays owner.
 */
export async function addStaff(
  ctx: Ctx,
  input: z.input<typeof staffInput>,
): Promise<{ membershipId: string; accountId: string }> {
  demand(canManageStaff(ctx.actor));
  const { email, name, role, storeId, password, locale } = parseInput(staffInput, input);
  // An owner who could choose the password of a new account could sign in as that person at the next shop that hires them.
  if (password !== undefined && ctx.actor.kind !== "system") throw new DomainError("forbidden", "tenancy.set_up_only");
  if (storeId !== null && !(await storesOf(ctx)).some((store) => store.id === storeId))
    throw new DomainError("not_found", "tenancy.store");
  const passwordHash = password === undefined ? null : await hashPassword(password);
  return inTransaction(ctx, async (t) => {
    await t.tx
      .insert(staffAccounts)
      .values({
        id: newId(),
        emailNormalised: email,
        name,
        passwordHash,
        passwordSetAt: passwordHash ? t.now : null,
        locale,
        createdAt: t.now,
      })
      .onConflictDoNothing({ target: staffAccounts.emailNormalised });
    const [account] = await t.tx.select().from(staffAccounts).where(eq(staffAccounts.emailNormalised, email));
    if (!account) throw new Error("the account that was just written is not there");
    if (role !== "owner") await keepAnOwner(t, account.id);
    const [membership] = await t.tx
      .insert(staffMemberships)
      .values({ tenantId: t.tenant, id: newId(), accountId: account.id, role, storeId, createdAt: t.now })
      .onConflictDoUpdate({
        target: [staffMemberships.tenantId, staffMemberships.accountId],
        targetWhere: sql`removed_at is null`,
        set: { role, storeId },
        setWhere: and(eq(staffMemberships.tenantId, t.tenant), isNull(staffMemberships.removedAt)),
      })
      .returning();
    if (!membership) throw new Error("the membership that was just written is not there");
    await audit(t, {
      action: "tenancy.add_staff",
      subject: { kind: "staff", id: membership.id },
      after: { role, storeId },
    });
    return { membershipId: membership.id, accountId: account.id };
  });
}

/** Throws `refused` when this account is the shop's only owner. Locks the owners, so that two cannot lower each other at once. */
async function keepAnOwner(t: TxCtx, accountId: string): Promise<void> {
  const owners = await t.tx
    .select({ accountId: staffMemberships.accountId })
    .from(staffMemberships)
    .where(
      and(
        eq(staffMemberships.tenantId, t.tenant),
        eq(staffMemberships.role, "owner"),
        isNull(staffMemberships.removedAt),
      ),
    )
    .orderBy(staffMemberships.id)
    .for("update");
  if (owners.length === 1 && owners[0]?.accountId === accountId) throw new DomainError("refused", "tenancy.last_owner");
}
