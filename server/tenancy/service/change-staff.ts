import { and, eq, isNull, ne } from "drizzle-orm";
import { staffMemberships } from "@/db/schema/tenancy";
import { audit } from "@/server/kernel/audit";
import { type Ctx, inTransaction, type TxCtx } from "@/server/kernel/ctx";
import { DomainError } from "@/server/kernel/errors";
import { parseInput } from "@/server/kernel/parse";
import type { z } from "zod";
import { canManageStaff, demand } from "../access";
import { membershipRef, staffPlaceChange, staffRoleChange } from "../input";
import { storesOf } from "../queries/shop";

/** Locks the shop's owners, so that two owners cannot dismiss each other at once, and gives the membership. */
async function openMembership(t: TxCtx, membershipId: string, isOwnerNoMore: boolean) {
  const open = and(eq(staffMemberships.tenantId, t.tenant), isNull(staffMemberships.removedAt));
  const owners = await t.tx
    .select({ id: staffMemberships.id })
    .from(staffMemberships)
    .where(and(open, eq(staffMemberships.role, "owner")))
    .orderBy(staffMemberships.id)
    .for("update");
  const [row] = await t.tx
    .select()
    .from(staffMemberships)
    .where(and(open, eq(staffMemberships.id, membershipId)))
    .for("update");
  if (!row) throw new DomainError("not_found", "tenancy.staff");
  const isLastOwner = isOwnerNoMore && owners.length === 1 && owners[0]?.id === membershipId;
  if (isLastOwner) throw new DomainError("refused", "tenancy.last_owner");
  return row;
}

/** Ends a person's work at this shop: from the next request on they are nobody here. The last owner cannot be removed. */
export async function removeStaff(ctx: Ctx, input: z.input<typeof membershipRef>): Promise<void> {
  demand(canManageStaff(ctx.actor));
  const { membershipId } = parseInput(membershipRef, input);
  await inTransaction(ctx, async (t) => {
    const before = await openMembership(t, membershipId, true);
    await t.tx
      .update(staffMemberships)
      .set({ removedAt: t.now })
      .where(and(eq(staffMemberships.tenantId, t.tenant), eq(staffMemberships.id, membershipId)));
    await audit(t, {
      action: "tenancy.remove_staff",
      subject: { kind: "staff", id: membershipId },
      before: { role: before.role },
    });
  });
}

/**
 * Changes what a colleague may do and at which store, from the next request on. The last owner stays owner. Throws `conflict`
 * `tenancy.staff_changed_meanwhile` when the colleague's place is no longer the one that was shown.
 */
export async function changeStaffPlace(ctx: Ctx, input: z.input<typeof staffPlaceChange>): Promise<void> {
  demand(canManageStaff(ctx.actor));
  const { membershipId, role, storeId, shown } = parseInput(staffPlaceChange, input);
  if (storeId !== null && !(await storesOf(ctx)).some((store) => store.id === storeId))
    throw new DomainError("not_found", "tenancy.store");
  await inTransaction(ctx, async (t) => {
    const before = await openMembership(t, membershipId, role !== "owner");
    if (before.role === role && before.storeId === storeId) return;
    if (before.role !== shown.role || before.storeId !== shown.storeId)
      throw new DomainError("conflict", "tenancy.staff_changed_meanwhile");
    await t.tx
      .update(staffMemberships)
      .set({ role, storeId })
      .where(and(eq(staffMemberships.tenantId, t.tenant), eq(staffMemberships.id, membershipId)));
    await audit(t, {
      action: "tenancy.change_staff",
      subject: { kind: "staff", id: membershipId },
      before: { role: before.role, storeId: before.storeId },
      after: { role, storeId },
    });
  });
}

/** Changes what a colleague may do, from the next request on. The last owner stays owner. */
export async function changeStaffRole(ctx: Ctx, input: z.input<typeof staffRoleChange>): Promise<void> {
  demand(canManageStaff(ctx.actor));
  const { membershipId, role } = parseInput(staffRoleChange, input);
  await inTransaction(ctx, async (t) => {
    const before = await openMembership(t, membershipId, role !== "owner");
    if (before.role === role) return;
    await t.tx
      .update(staffMemberships)
      .set({ role })
      .where(
        and(
          eq(staffMemberships.tenantId, t.tenant),
          eq(staffMemberships.id, membershipId),
          ne(staffMemberships.role, role),
        ),
      );
    await audit(t, {
      action: "tenancy.change_staff_role",
      subject: { kind: "staff", id: membershipId },
      before: { role: before.role },
      after: { role },
    });
  });
}
