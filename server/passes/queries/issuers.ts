import { and, eq } from "drizzle-orm";
import { passIssuers } from "@/db/schema/passes";
import { type Ctx, read } from "@/server/kernel/ctx";
import { DomainError } from "@/server/kernel/errors";
import { unseal } from "@/server/kernel/sealing";
import { demand } from "@/server/tenancy/access";
import { canSetIssuer } from "../access";
import type { Platform } from "../input";

export const keyPurpose = "pass-key";

const issuersOf = (ctx: Ctx) =>
  read(ctx, (tx) => tx.select().from(passIssuers).where(eq(passIssuers.tenantId, ctx.tenant)));

/** What the settings screen shows of the shop's wallets: never a key. */
export async function walletSettings(ctx: Ctx) {
  demand(canSetIssuer(ctx.actor));
  const shown = ({ issuerId, accountId, validUntil, changedAt }: (typeof passIssuers)["$inferSelect"]) => ({
    issuerId,
    accountId,
    validUntil,
    changedAt,
    isOver: validUntil !== null && validUntil <= ctx.now,
  });
  const rows = await issuersOf(ctx);
  const of = (platform: Platform) => rows.filter((row) => row.platform === platform).map(shown)[0] ?? null;
  return { apple: of("apple"), google: of("google") };
}

/** Which wallets a member can take the card into: those that are set up and whose certificate is not over. */
export async function walletsOffered(ctx: Ctx): Promise<Record<Platform, boolean>> {
  const rows = await issuersOf(ctx);
  const isOpen = (platform: Platform) =>
    rows.some((row) => row.platform === platform && (row.validUntil === null || row.validUntil > ctx.now));
  return { apple: isOpen("apple"), google: isOpen("google") };
}

/** The issuer with its private key, for signing. Throws `not_found` `passes.not_offered` where there is none, or only one that is over. */
export async function issuerFor(ctx: Ctx, platform: Platform) {
  const [row] = await read(ctx, (tx) =>
    tx
      .select()
      .from(passIssuers)
      .where(and(eq(passIssuers.tenantId, ctx.tenant), eq(passIssuers.platform, platform))),
  );
  const keyPem = row && unseal(keyPurpose, `${ctx.tenant}.${platform}`, row.keySealed);
  if (!row || !keyPem || (row.validUntil && row.validUntil <= ctx.now))
    throw new DomainError("not_found", "passes.not_offered");
  return { ...row, keyPem, certificatePem: row.certificatePem ?? "", authorityPem: row.authorityPem ?? "" };
}
