import { and, eq, isNull } from "drizzle-orm";
import { staffAccounts, staffMemberships } from "@/db/schema/tenancy";
import { type Ctx, read } from "@/server/kernel/ctx";
import { canSeeStaff, demand } from "../access";

/** Colleagues at this shop, by name. */
export async function staffOf(ctx: Ctx) {
  demand(canSeeStaff(ctx.actor));
  return read(ctx, (tx) =>
    tx
      .select({
        membershipId: staffMemberships.id,
        name: staffAccounts.name,
        email: staffAccounts.emailNormalised,
        role: staffMemberships.role,
        storeId: staffMemberships.storeId,
        createdAt: staffMemberships.createdAt,
      })
      .from(staffMemberships)
      .innerJoin(staffAccounts, eq(staffAccounts.id, staffMemberships.accountId))
      .where(and(eq(staffMemberships.tenantId, ctx.tenant), isNull(staffMemberships.removedAt)))
      .orderBy(staffAccounts.name, staffMemberships.id),
  );
}

/** Name and language of the staff member who acts; null for anyone else. */
export async function staffProfile(ctx: Ctx) {
  const { actor } = ctx;
  if (actor.kind !== "staff") return null;
  const [row] = await read(ctx, (tx) =>
    tx
      .select({ name: staffAccounts.name, locale: staffAccounts.locale })
      .from(staffAccounts)
      .where(eq(staffAccounts.id, actor.accountId)),
  );
  return row ? { ...row, role: actor.role, storeId: actor.storeId } : null;
}
