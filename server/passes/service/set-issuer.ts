import { and, eq } from "drizzle-orm";
import { passIssuers } from "@/db/schema/passes";
import { audit } from "@/server/kernel/audit";
import { type Ctx, inTransaction } from "@/server/kernel/ctx";
import { DomainError } from "@/server/kernel/errors";
import { parseInput } from "@/server/kernel/parse";
import { seal } from "@/server/kernel/sealing";
import { demand } from "@/server/tenancy/access";
import { serviceAccountFile } from "../adapters/google-wallet";
import { canSetIssuer } from "../access";
import {
  type AppleIssuerInput,
  appleIssuerInput,
  type GoogleIssuerInput,
  googleIssuerInput,
  type Platform,
} from "../input";
import { keyPurpose } from "../queries/issuers";
import { readAppleCredentials } from "../rules/apple-credentials";

/**
 * Takes the files with which Apple lets a shop sign its cards, once they are proven to belong together. Throws `refused` with the
 * reason (`passes.password`, `passes.key_of_another`, `passes.expired` ...); nothing is kept then.
 */
export async function setAppleIssuer(ctx: Ctx, input: AppleIssuerInput): Promise<void> {
  demand(canSetIssuer(ctx.actor));
  const { certificate, password, authority } = parseInput(appleIssuerInput, input);
  const bytes = (base64: string) => Buffer.from(base64, "base64");
  const found = readAppleCredentials(
    { certificate: bytes(certificate), password, authority: authority === null ? null : bytes(authority) },
    ctx.now,
  );
  if (typeof found === "string") {
    const field = found === "passes.password" ? "password" : found.includes("authority") ? "authority" : "certificate";
    throw new DomainError("refused", found, { field });
  }
  await save(ctx, "apple", {
    issuerId: found.passTypeId,
    accountId: found.teamId,
    certificatePem: found.certificatePem,
    authorityPem: found.authorityPem,
    keyPem: found.keyPem,
    validUntil: found.validUntil,
  });
}

/** Takes the service account with which Google lets a shop make cards. Throws `refused` `passes.service_account`. */
export async function setGoogleIssuer(ctx: Ctx, input: GoogleIssuerInput): Promise<void> {
  demand(canSetIssuer(ctx.actor));
  const { issuerId, serviceAccount } = parseInput(googleIssuerInput, input);
  const account = serviceAccountFile.safeParse(jsonOf(serviceAccount));
  if (!account.success) throw new DomainError("refused", "passes.service_account", { field: "serviceAccount" });
  const { client_email: accountId, private_key: keyPem } = account.data;
  await save(ctx, "google", {
    issuerId,
    accountId,
    keyPem,
    certificatePem: null,
    authorityPem: null,
    validUntil: null,
  });
}

function jsonOf(base64: string): unknown {
  try {
    return JSON.parse(Buffer.from(base64, "base64").toString("utf8"));
  } catch {
    return null;
  }
}

type Issuer = Omit<typeof passIssuers.$inferInsert, "tenantId" | "platform" | "keySealed" | "changedAt"> & {
  keyPem: string;
};

const save = (ctx: Ctx, platform: Platform, { keyPem, ...issuer }: Issuer) =>
  inTransaction(ctx, async (t) => {
    const row = { ...issuer, keySealed: seal(keyPurpose, `${t.tenant}.${platform}`, keyPem), changedAt: t.now };
    await t.tx
      .insert(passIssuers)
      .values({ tenantId: t.tenant, platform, ...row })
      .onConflictDoUpdate({ target: [passIssuers.tenantId, passIssuers.platform], set: row });
    const { issuerId, accountId } = issuer;
    await audit(t, {
      action: "passes.set_issuer",
      subject: { kind: "pass_issuer", id: null },
      after: { platform, issuerId, accountId, validUntil: issuer.validUntil?.toISOString() ?? null },
    });
  });

/** From now on nobody takes a card into that wallet; cards that are there stay, and change no more. No error when there was none. */
export async function removeIssuer(ctx: Ctx, { platform }: { platform: Platform }): Promise<void> {
  demand(canSetIssuer(ctx.actor));
  await inTransaction(ctx, async (t) => {
    const [gone] = await t.tx
      .delete(passIssuers)
      .where(and(eq(passIssuers.tenantId, t.tenant), eq(passIssuers.platform, platform)))
      .returning({ issuerId: passIssuers.issuerId });
    if (!gone) return;
    await audit(t, {
      action: "passes.remove_issuer",
      subject: { kind: "pass_issuer", id: null },
      before: { platform, issuerId: gone.issuerId },
    });
  });
}
