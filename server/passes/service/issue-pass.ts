import { and, eq } from "drizzle-orm";
import { memberPasses } from "@/db/schema/passes";
import { audit } from "@/server/kernel/audit";
import { type Ctx, inTransaction } from "@/server/kernel/ctx";
import { DomainError } from "@/server/kernel/errors";
import { env } from "@/server/kernel/env";
import { namedIn, type TenantRow, tenantOf } from "@/server/kernel/gate";
import { newId } from "@/server/kernel/ids";
import { demand } from "@/server/tenancy/access";
import { signApplePass } from "../adapters/apple-pass";
import { googleSaveLink } from "../adapters/google-wallet";
import { canTakePass } from "../access";
import type { Platform } from "../input";
import { issuerFor } from "../queries/issuers";
import { type LookedAtPass, logoBytes, logoUrlOf, passContent } from "../queries/pass-content";
import { googleClass, googleClassId, googleObject, googleObjectId } from "../rules/content";
import { passToken } from "../queries/pass-token";
import { googleService } from "./services";

/** The member's pass of that platform, made when there is none. A repeat gives the same one. */
const passOf = (ctx: Ctx, memberId: string, platform: Platform, { contentHash, looksHash }: LookedAtPass) =>
  inTransaction(ctx, async (t) => {
    const one = and(
      eq(memberPasses.tenantId, t.tenant),
      eq(memberPasses.memberId, memberId),
      eq(memberPasses.platform, platform),
    );
    const values = { id: newId(), contentHash, looksHash, changedAt: t.now, createdAt: t.now, lookedAt: t.now };
    const [made] = await t.tx
      .insert(memberPasses)
      .values({ tenantId: t.tenant, memberId, platform, ...values })
      .onConflictDoNothing()
      .returning();
    if (made)
      await audit(t, { action: "passes.issue", subject: { kind: "pass", id: made.id }, memberId, after: { platform } });
    const [pass] = made ? [made] : await t.tx.select().from(memberPasses).where(one);
    if (!pass) throw new DomainError("not_found", "passes.unknown");
    return pass;
  });

/**
 * A member's own card for Apple Wallet, signed, as `.pkpass`. Throws `forbidden` for somebody else's, `refused` `passes.left` for who has
 * left, `not_found` `passes.not_offered` where the shop has no certificate in force.
 */
export async function takeApplePass(ctx: Ctx, memberId: string): Promise<{ bytes: Buffer; changedAt: Date }> {
  demand(canTakePass(ctx.actor, memberId));
  await issuerFor(ctx, "apple");
  const looked = await passContent(ctx, memberId);
  if (looked.content.isVoid) throw new DomainError("refused", "passes.left");
  const { id } = await passOf(ctx, memberId, "apple", looked);
  return renderApplePass(ctx, memberId, id);
}

/** The card as it is now, for the phone that asks for it; of somebody who has left, one that says so. */
export async function renderApplePass(
  ctx: Ctx,
  memberId: string,
  passId: string,
): Promise<{ bytes: Buffer; changedAt: Date }> {
  const issuer = await issuerFor(ctx, "apple");
  const [looked, { slug }] = [await passContent(ctx, memberId), await tenantOf(ctx)];
  const changedAt = await noteContent(ctx, memberId, passId, looked);
  const door = {
    serialNumber: memberId,
    webServiceUrl: `${env().GOEN_BASE_URL}/api/passes/${slug}`,
    authenticationToken: passToken(ctx.tenant, memberId, passId),
  };
  const signer = { ...issuer, passTypeId: issuer.issuerId, teamId: issuer.accountId };
  return { bytes: await signApplePass(signer, looked.content, door, await logoBytes(ctx)), changedAt };
}

/** Writes down that the card was looked at, and what it shows where that is something else than before; answers since when it has been so. */
export const noteContent = (
  ctx: Ctx,
  memberId: string,
  passId: string,
  { contentHash, looksHash }: LookedAtPass,
): Promise<Date> =>
  inTransaction(ctx, async (t) => {
    const one = and(
      eq(memberPasses.tenantId, t.tenant),
      eq(memberPasses.memberId, memberId),
      eq(memberPasses.id, passId),
    );
    const [pass] = await t.tx.select().from(memberPasses).where(one).for("update");
    if (!pass) throw new DomainError("not_found", "passes.unknown");
    // Phones compare whole seconds: two changes must not look like one.
    const changedAt =
      pass.contentHash === contentHash
        ? pass.changedAt
        : new Date(Math.max(t.now.getTime(), pass.changedAt.getTime() + 1000));
    await t.tx.update(memberPasses).set({ contentHash, looksHash, changedAt, lookedAt: t.now }).where(one);
    return changedAt;
  });

/** The address that puts a member's own card into Google Wallet. Throws as `takeApplePass`. */
export async function takeGooglePass(ctx: Ctx, memberId: string): Promise<{ url: string }> {
  demand(canTakePass(ctx.actor, memberId));
  const issuer = await issuerFor(ctx, "google");
  const [looked, shop] = [await passContent(ctx, memberId), await tenantOf(ctx)];
  if (looked.content.isVoid) throw new DomainError("refused", "passes.left");
  const pass = await passOf(ctx, memberId, "google", looked);
  const shared = googleClassOf(shop, issuer.issuerId);
  const payload = {
    loyaltyClasses: [shared],
    loyaltyObjects: [googleObject(googleObjectId(issuer.issuerId, pass.id), shared.id, looked.content)],
  };
  const signer = { clientEmail: issuer.accountId, keyPem: issuer.keyPem };
  return { url: await googleSaveLink(googleService(), signer, payload, env().GOEN_BASE_URL, ctx.now) };
}

/** What all cards of a shop have in common at Google. */
export const googleClassOf = (shop: TenantRow, issuerId: string) =>
  googleClass(googleClassId(issuerId, shop.id), {
    names: { ja: shop.name, en: namedIn(shop, "en").name },
    brandColor: shop.brandColor,
    logoUrl: logoUrlOf(shop),
  });
