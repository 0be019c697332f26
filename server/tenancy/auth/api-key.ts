import { and, eq, gt, isNull, lt, or, sql } from "drizzle-orm";
import { apiKeys } from "@/db/schema/access";
import type { Actor } from "@/server/kernel/ctx";
import type { Database } from "@/server/kernel/database";
import { vouchedTenant } from "@/server/kernel/gate";
import type { TenantId } from "@/server/kernel/ids";
import { sha256 } from "@/server/kernel/signing";
import { scopesIn } from "../queries/api-keys";

export type ApiKeyActor = Extract<Actor, { kind: "api_key" }>;

const touchMs = 60_000;

/** Whose key a request shows: its shop and what it may. Null for one that is unknown, revoked, too old, or rotated more than a day ago. */
export async function apiKeyBehind(
  db: Database,
  secret: string,
  now: Date,
): Promise<{ tenant: TenantId; actor: ApiKeyActor } | null> {
  if (!/^goen_[\w-]{43}$/.test(secret)) return null;
  const { rows } = await db.transaction(null, "read", (tx) =>
    tx.execute<{ tenant: string; id: string }>(
      sql`select tenant_id as tenant, key_id as id from goen.api_key_of_hash(${sha256(secret)}, ${now.toISOString()}::timestamptz)`,
    ),
  );
  const found = rows[0];
  if (!found) return null;
  const tenant = vouchedTenant(found.tenant);
  const live = and(
    eq(apiKeys.tenantId, tenant),
    eq(apiKeys.id, found.id),
    isNull(apiKeys.revokedAt),
    or(isNull(apiKeys.expiresAt), gt(apiKeys.expiresAt, now)),
  );
  const [key] = await db.transaction(tenant, "read", (tx) => tx.select().from(apiKeys).where(live));
  if (!key) return null;
  // Written at most once a minute, or a busy till would rewrite the row with each sale.
  if (!key.lastUsedAt || now.getTime() - key.lastUsedAt.getTime() > touchMs)
    await db.transaction(tenant, "write", (tx) =>
      tx
        .update(apiKeys)
        .set({ lastUsedAt: now })
        .where(and(live, or(isNull(apiKeys.lastUsedAt), lt(apiKeys.lastUsedAt, now)))),
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
