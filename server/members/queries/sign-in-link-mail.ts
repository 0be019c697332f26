import { and, eq, isNull, sql } from "drizzle-orm";
import { memberLinks, members } from "@/db/schema/members";
import { staffAccounts, staffSignInLinks } from "@/db/schema/tenancy";
import { type Ctx, read } from "@/server/kernel/ctx";
import { env } from "@/server/kernel/env";
import { tenantOf } from "@/server/kernel/gate";
import { tokenOfLink } from "@/server/kernel/one-time-links";
import { staffLinkPurpose } from "@/server/tenancy/service/staff-sign-in";
import { linkPurpose } from "../rules/links";

export interface SignInLinkMail {
  purpose: "sign_in" | "verify_email" | "join";
  to: string;
  url: string;
  locale: "ja" | "en";
  /** Whose mail it is; null for staff, who may work at several shops. */
  shop: { slug: string; name: string; brandColor: string } | null;
  expiresAt: Date;
}

const localeOf = (text: string): "ja" | "en" => (text === "en" ? "en" : "ja");

/**
 * What the mail of a requested link says; null when there is nobody to write to (the request was for an unknown address), or the
 * link is used or too old. The address is always the stored one, never what a stranger typed, except where it is to be proven.
 */
export async function signInLinkMail(
  ctx: Ctx,
  audience: "staff" | "member",
  linkId: string,
): Promise<SignInLinkMail | null> {
  const mail = audience === "staff" ? await staffLinkMail(ctx, linkId) : await memberLinkMail(ctx, linkId);
  return mail && mail.expiresAt > ctx.now ? mail : null;
}

async function staffLinkMail(ctx: Ctx, linkId: string): Promise<SignInLinkMail | null> {
  const [row] = await read(ctx, (tx) =>
    tx
      .select({
        to: staffAccounts.emailNormalised,
        locale: staffAccounts.locale,
        expiresAt: staffSignInLinks.expiresAt,
      })
      .from(staffSignInLinks)
      .innerJoin(staffAccounts, eq(staffAccounts.id, staffSignInLinks.accountId))
      .where(
        and(
          eq(staffSignInLinks.id, linkId),
          isNull(staffSignInLinks.usedAt),
          // Who works nowhere any more gets no mail, unless a shop has invited them (back).
          sql`goen.is_account_awaited(${staffAccounts.id}, ${ctx.now})`,
        ),
      ),
  );
  if (!row) return null;
  const url = new URL(`/sign-in/link/${tokenOfLink(staffLinkPurpose, linkId)}`, env().GOEN_BASE_URL).href;
  return { purpose: "sign_in", to: row.to, url, locale: localeOf(row.locale), shop: null, expiresAt: row.expiresAt };
}

const places = { sign_in: "link", verify_email: "verify", join: "join" } as const;

async function memberLinkMail(ctx: Ctx, linkId: string): Promise<SignInLinkMail | null> {
  const [row] = await read(ctx, (tx) =>
    tx
      .select({
        purpose: memberLinks.purpose,
        expiresAt: memberLinks.expiresAt,
        asked: memberLinks.emailNormalised,
        returnTo: memberLinks.returnTo,
        stored: members.emailNormalised,
        locale: sql<string>`coalesce(${members.locale}, 'ja')`,
      })
      .from(memberLinks)
      // Somebody who is invited is no member yet.
      .leftJoin(members, and(eq(members.tenantId, memberLinks.tenantId), eq(members.memberId, memberLinks.memberId)))
      .where(
        and(
          eq(memberLinks.tenantId, ctx.tenant),
          eq(memberLinks.id, linkId),
          isNull(memberLinks.usedAt),
          isNull(members.withdrawnAt),
        ),
      ),
  );
  if (!row?.asked || (row.purpose !== "sign_in" && row.purpose !== "verify_email" && row.purpose !== "join"))
    return null;
  if (row.purpose === "sign_in" && row.stored !== row.asked) return null;
  const shop = await tenantOf(ctx);
  const place = places[row.purpose];
  const token = tokenOfLink(linkPurpose(ctx.tenant, row.purpose), linkId);
  const url = new URL(`/${shop.slug}/my/${place}/${token}`, env().GOEN_BASE_URL);
  if (row.returnTo) url.searchParams.set("returnTo", row.returnTo);
  return {
    purpose: row.purpose,
    to: row.asked,
    url: url.href,
    locale: localeOf(row.locale),
    shop: { slug: shop.slug, name: shop.name, brandColor: shop.brandColor },
    expiresAt: row.expiresAt,
  };
}
