import { randomBytes } from "node:crypto";
import { and, eq, isNull } from "drizzle-orm";
import type { z } from "zod";
import { apiKeys } from "@/db/schema/access";
import { audit } from "@/server/kernel/audit";
import { type Ctx, inTransaction, type TxCtx } from "@/server/kernel/ctx";
import { DomainError } from "@/server/kernel/errors";
import { newId } from "@/server/kernel/ids";
import { parseInput } from "@/server/kernel/parse";
import { sha256 } from "@/server/kernel/signing";
import { canManageKeys, demand } from "../access";
import { apiKeyInput, apiKeyRef } from "../input";
import { storesOf } from "../queries/shop";
import { formerKeyLifeMs } from "../rules";

const dayMs = 24 * 60 * 60_000;

/** 256 random bits; 'goen_' tells scanners of leaked secrets what it is. The beginning is what people see of it afterwards. */
function newSecret() {
  const secret = `goen_${randomBytes(32).toString("base64url")}`;
  return { secret, prefix: secret.slice(0, 12), secretHash: sha256(secret) };
}

/** Makes a key for a program of the retailer's. The secret is in this answer and nowhere else. */
export async function createApiKey(
  ctx: Ctx,
  input: z.input<typeof apiKeyInput>,
): Promise<{ keyId: string; secret: string }> {
  demand(canManageKeys(ctx.actor));
  const { name, scopes, storeId, device, daysValid } = parseInput(apiKeyInput, input);
  if (storeId !== null && !(await storesOf(ctx)).some((store) => store.id === storeId))
    throw new DomainError("not_found", "tenancy.store");
  const { secret, prefix, secretHash } = newSecret();
  const keyId = newId(ctx.now.getTime());
  const expiresAt = daysValid === null ? null : new Date(ctx.now.getTime() + daysValid * dayMs);
  await inTransaction(ctx, async (t) => {
    await t.tx.insert(apiKeys).values({
      tenantId: t.tenant,
      id: keyId,
      name,
      prefix,
      secretHash,
      scopes: [...new Set(scopes)],
      storeId,
      device,
      createdBy: t.actor.kind === "staff" ? t.actor.id : null,
      createdAt: t.now,
      expiresAt,
    });
    await audit(t, {
      action: "tenancy.create_api_key",
      subject: { kind: "api_key", id: keyId },
      after: { name, prefix, scopes, storeId, device, expiresAt },
    });
  });
  return { keyId, secret };
}

/** Gives a key a new secret. The former one goes on working for a day; one before that ends at once. */
export async function rotateApiKey(ctx: Ctx, input: z.input<typeof apiKeyRef>): Promise<{ secret: string }> {
  demand(canManageKeys(ctx.actor));
  const { keyId } = parseInput(apiKeyRef, input);
  const { secret, prefix, secretHash } = newSecret();
  await inTransaction(ctx, async (t) => {
    const key = await liveKey(t, keyId);
    const formerUntil = new Date(t.now.getTime() + formerKeyLifeMs);
    await t.tx
      .update(apiKeys)
      .set({ prefix, secretHash, formerPrefix: key.prefix, formerSecretHash: key.secretHash, formerUntil })
      .where(isKey(t, keyId));
    await audit(t, {
      action: "tenancy.rotate_api_key",
      subject: { kind: "api_key", id: keyId },
      before: { prefix: key.prefix },
      after: { prefix, formerUntil },
    });
  });
  return { secret };
}

/** Ends a key and its former secret at once. */
export async function revokeApiKey(ctx: Ctx, input: z.input<typeof apiKeyRef>): Promise<void> {
  demand(canManageKeys(ctx.actor));
  const { keyId } = parseInput(apiKeyRef, input);
  await inTransaction(ctx, async (t) => {
    const { name, prefix } = await liveKey(t, keyId);
    await t.tx.update(apiKeys).set({ revokedAt: t.now }).where(isKey(t, keyId));
    const subject = { kind: "api_key", id: keyId };
    await audit(t, { action: "tenancy.revoke_api_key", subject, before: { name, prefix } });
  });
}

const isKey = (t: TxCtx, keyId: string) => and(eq(apiKeys.tenantId, t.tenant), eq(apiKeys.id, keyId));

async function liveKey(t: TxCtx, keyId: string) {
  const [key] = await t.tx
    .select()
    .from(apiKeys)
    .where(and(isKey(t, keyId), isNull(apiKeys.revokedAt)))
    .for("update");
  if (!key) throw new DomainError("not_found", "tenancy.api_key");
  return key;
}
