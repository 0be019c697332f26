import { and, eq, isNull, sql } from "drizzle-orm";
import { staffAccounts, staffMemberships, stores } from "@/db/schema/tenancy";
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
        storeName: stores.name,
        createdAt: staffMemberships.createdAt,
        hasTotp: sql<boolean>`exists (select from staff_totp t where t.account_id = ${staffAccounts.id} and t.confirmed_at is not null)`,
        lastSeenAt:
          sql<Date | null>`(select max(s.last_seen_at) from staff_sessions s where s.account_id = ${staffAccounts.id})`.mapWith(
            (value: string | Date) => new Date(value),
          ),
      })
      .from(staffMemberships)
      .innerJoin(staffAccounts, eq(staffAccounts.id, staffMemberships.accountId))
      .leftJoin(stores, and(eq(stores.tenantId, staffMemberships.tenantId), eq(stores.id, staffMemberships.storeId)))
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
