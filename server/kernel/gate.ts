import { eq, sql } from "drizzle-orm";
import { tenants } from "@/db/schema/tenancy";
import { type Ctx, readOnce } from "./ctx";
import type { Database } from "./database";
import { DomainError } from "./errors";
import { isUuid, type TenantId } from "./ids";
import { prepared } from "./prepared";

/**
 * Mints the branded tenant id. Call it only where a session, an API key, a job row or a verified token vouches for the id.
 * Throws `invalid` when it is no uuid (the id is later written into a SET statement).
 */
export function vouchedTenant(id: string): TenantId {
  if (!isUuid(id)) throw new DomainError("invalid", "kernel.tenant_id");
  return id as TenantId;
}

export type TenantRow = typeof tenants.$inferSelect;

/** The shop as it is called in a language: its Latin name in English, where it has one. */
export const namedIn = <T extends { name: string; nameLatin: string }>(shop: T, locale: string): T =>
  locale === "en" && shop.nameLatin !== "" ? { ...shop, name: shop.nameLatin } : shop;

/** The shop at `/<slug>`, or null. Slug and brand are public; the id it returns opens only what the actor may see. */
export async function findTenantBySlug(db: Database, slug: string): Promise<(TenantRow & { id: TenantId }) | null> {
  const rows = await db.transaction(null, "read", (tx) =>
    tx.select().from(tenants).where(sql`${tenants.slug} = ${slug}`).limit(1),
  );
  return rows[0] ? { ...rows[0], id: vouchedTenant(rows[0].id) } : null;
}

/** Every shop, for jobs that visit each in turn. */
export async function allTenants(db: Database): Promise<(TenantRow & { id: TenantId })[]> {
  const rows = await db.transaction(null, "read", (tx) => tx.select().from(tenants).orderBy(tenants.slug));
  return rows.map((row) => ({ ...row, id: vouchedTenant(row.id) }));
}

const tenantById = prepared(["id"], (tx, at) => tx.select().from(tenants).where(eq(tenants.id, at.id)));

/** The shop of a context, read in its transaction where it is in one. Throws `not_found` when it has gone. */
export async function tenantOf(ctx: Ctx): Promise<TenantRow & { id: TenantId }> {
  const rows = await readOnce(ctx, "tenant", (tx) => tenantById(tx, { id: ctx.tenant }));
  if (!rows[0]) throw new DomainError("not_found", "kernel.tenant");
  return { ...rows[0], id: ctx.tenant };
}
