import { and, eq, isNull, lt, or, sql } from "drizzle-orm";
import { apiKeys } from "@/db/schema/access";
import type { Actor } from "@/server/kernel/ctx";
import { type Database, lookUp } from "@/server/kernel/database";
import { vouchedTenant } from "@/server/kernel/gate";
import type { TenantId } from "@/server/kernel/ids";
import { sha256 } from "@/server/kernel/signing";
import { scopesIn } from "../queries/api-keys";

export type ApiKeyActor = Extract<Actor, { kind: "api_key" }>;

type LiveKey = Pick<typeof apiKeys.$inferSelect, "tenantId" | "id" | "name" | "scopes" | "storeId" | "device"> & {
  lastUsedAt: string | null;
};

const touchMs = 60_000;

/** Whose key a request shows: its shop and what it may. Null for one that is unknown, revoked, too old, or rotated more than a day ago. */
export async function apiKeyBehind(
  db: Database,
  secret: string,
  now: Date,
): Promise<{ tenant: TenantId; actor: ApiKeyActor } | null> {
  if (!/^goen_[\w-]{43}$/.test(secret)) return null;
  // The secret is all that is known yet, so this looks across the wall; it answers only to who holds a live one.
  const [key] = await lookUp<LiveKey>(
    db.role,
    sql`
    select k.tenant_id as "tenantId", k.id, k.name, k.scopes, k.store_id as "storeId", k.device, k.last_used_at as "lastUsedAt"
    from goen.api_key_behind(${sha256(secret)}, ${now.toISOString()}::timestamptz) k`,
  );
  if (!key) return null;
  const tenant = vouchedTenant(key.tenantId);
  // Written at most once a minute, or a busy till would rewrite the row with each sale.
  if (!key.lastUsedAt || now.getTime() - new Date(key.lastUsedAt).getTime() > touchMs)
    await db.transaction(tenant, "write", (tx) =>
      tx
        .update(apiKeys)
        .set({ lastUsedAt: now })
        .where(
          and(
            eq(apiKeys.tenantId, tenant),
            eq(apiKeys.id, key.id),
            or(isNull(apiKeys.lastUsedAt), lt(apiKeys.lastUsedAt, now)),
          ),
        ),
    );
  return {
    tenant,
    actor: {
      kind: "api_key",
      id: key.id,
      name: key.name,
      scopes: scopesIn(key.scopes),
      storeId: key.storeId,
      device: key.device,
    },
  };
}
