import { and, eq, isNull, sql } from "drizzle-orm";
import { staffAccounts, staffMemberships, stores } from "@/db/schema/tenancy";
import { type Ctx, read, type StaffRole } from "@/server/kernel/ctx";
import type { Database } from "@/server/kernel/database";
import { tenantOf } from "@/server/kernel/gate";
import { canSeeStaff, demand } from "./access";

/** What everyone may know of a shop: name, colour, address of its site, contact. */
export async function publicShop(ctx: Ctx) {
  const shop = await tenantOf(ctx);
  return {
    slug: shop.slug,
    name: shop.name,
    nameLatin: shop.nameLatin,
    trade: shop.trade,
    brandColor: shop.brandColor,
    logoFileId: shop.logoFileId,
    timeZone: shop.timeZone,
    defaultLocale: shop.defaultLocale,
    legalName: shop.legalName,
    legalAddress: shop.legalAddress,
    contactUrl: shop.contactUrl,
    isDemo: shop.isDemo,
  };
}

/** Open stores of the shop, by external id. */
export const storesOf = (ctx: Ctx) =>
  read(ctx, (tx) =>
    tx
      .select({
        id: stores.id,
        externalId: stores.externalId,
        name: stores.name,
        kind: stores.kind,
        postalCode: stores.postalCode,
        address: stores.address,
        phone: stores.phone,
      })
      .from(stores)
      .where(and(eq(stores.tenantId, ctx.tenant), isNull(stores.closedAt)))
      .orderBy(stores.externalId),
  );

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

export interface Membership {
  tenantId: string;
  membershipId: string;
  role: StaffRole;
  slug: string;
  name: string;
  brandColor: string;
}

/** Where an account works, across shops; for the choice after sign-in. Only ever for the account that is signed in. */
export async function membershipsOf(db: Database, accountId: string): Promise<Membership[]> {
  const { rows } = await db.transaction(null, "read", (tx) =>
    tx.execute(sql`select tenant_id as "tenantId", membership_id as "membershipId", role, slug, name, brand_color as "brandColor"
      from goen.memberships_of_account(${accountId}::uuid)`),
  );
  return rows as unknown as Membership[];
}
