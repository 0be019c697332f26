import { and, desc, eq } from "drizzle-orm";
import { apiKeys } from "@/db/schema/access";
import { stores } from "@/db/schema/tenancy";
import { type Ctx, read } from "@/server/kernel/ctx";
import { type ApiScope, apiScopes } from "@/server/kernel/permissions";
import { canManageKeys, demand } from "../access";

export const scopesIn = (stored: readonly string[]): ApiScope[] =>
  stored.filter((scope): scope is ApiScope => Object.hasOwn(apiScopes, scope));

/** The shop's keys, newest first, revoked ones among them; never a secret. */
export async function apiKeysOf(ctx: Ctx) {
  demand(canManageKeys(ctx.actor));
  const rows = await read(ctx, (tx) =>
    tx
      .select({
        keyId: apiKeys.id,
        name: apiKeys.name,
        prefix: apiKeys.prefix,
        formerPrefix: apiKeys.formerPrefix,
        formerUntil: apiKeys.formerUntil,
        scopes: apiKeys.scopes,
        storeName: stores.name,
        device: apiKeys.device,
        createdAt: apiKeys.createdAt,
        expiresAt: apiKeys.expiresAt,
        lastUsedAt: apiKeys.lastUsedAt,
        revokedAt: apiKeys.revokedAt,
      })
      .from(apiKeys)
      .leftJoin(stores, and(eq(stores.tenantId, apiKeys.tenantId), eq(stores.id, apiKeys.storeId)))
      .where(eq(apiKeys.tenantId, ctx.tenant))
      .orderBy(desc(apiKeys.createdAt), desc(apiKeys.id))
      .limit(200),
  );
  return rows.map((row) => ({
    ...row,
    scopes: scopesIn(row.scopes),
    state: row.revokedAt
      ? ("revoked" as const)
      : row.expiresAt && row.expiresAt <= ctx.now
        ? ("expired" as const)
        : ("live" as const),
  }));
}
