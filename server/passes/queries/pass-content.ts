import { buffer } from "node:stream/consumers";
import type { Ctx } from "@/server/kernel/ctx";
import { env } from "@/server/kernel/env";
import { openFile } from "@/server/kernel/files";
import { namedIn, type TenantRow, tenantOf } from "@/server/kernel/gate";
import { requestHash } from "@/server/kernel/signing";
import { memberById } from "@/server/members/queries/find-member";
import { survivorOf } from "@/server/members/queries/survivor-of";
import { memberNumberForPeople } from "@/server/members/rules/member-number";
import { squareLogo } from "../adapters/apple-pass";
import { walletOf } from "@/server/points/queries";
import { currentVersion } from "@/server/ranks/queries/programs";
import { rankOf } from "@/server/ranks/queries/rank-of";
import type { PassContent } from "../rules/content";

/** A hash of what all cards of the shop have in common. */
export async function shopLooks(ctx: Ctx): Promise<string> {
  const { name, nameLatin, brandColor, logoFileId, cardSymbology } = await tenantOf(ctx);
  return requestHash({
    look: { name, nameLatin, brandColor, logoFileId, cardSymbology },
    ranks: (await currentVersion(ctx))?.programId ?? null,
  });
}

export interface LookedAtPass {
  content: PassContent;
  /** Changes exactly when the card does. */
  contentHash: string;
  looksHash: string;
}

/** What a member's card shows now. Throws `not_found`. */
export async function passContent(ctx: Ctx, memberId: string): Promise<LookedAtPass> {
  const [own, shop, survivorId] = [
    await memberById(ctx, memberId),
    await tenantOf(ctx),
    await survivorOf(ctx, memberId),
  ];
  // A card of a record that was merged goes on: its own number, and what the record that stayed holds.
  const member = survivorId ? await memberById(ctx, survivorId) : own;
  const isVoid = member.withdrawnAt !== null;
  const wallet = isVoid ? null : await walletOf(ctx, member.memberId);
  const next = wallet?.nextExpiry;
  const locale = member.locale === "en" ? "en" : "ja";
  const rank = isVoid ? null : await rankOf(ctx, member.memberId);
  const content: PassContent = {
    shopName: namedIn(shop, locale).name,
    brandColor: shop.brandColor,
    memberNo: isVoid ? "" : own.memberNo,
    spoken: isVoid ? "" : memberNumberForPeople(own.memberNo),
    memberName: [member.familyName, member.givenName].filter(Boolean).join(" ") || null,
    points: wallet?.available ?? 0,
    rankName: rank?.name[locale] ?? null,
    expiring: next ? { points: next.points, lastDay: next.lastDay } : null,
    symbology: shop.cardSymbology as PassContent["symbology"],
    myPageUrl: `${env().GOEN_BASE_URL}/${shop.slug}/my`,
    locale,
    isVoid,
  };
  const contentHash = requestHash({ ...content, logo: shop.logoFileId });
  return { content, contentHash, looksHash: await shopLooks(ctx) };
}

/** The shop's logo as bytes; null where it has none. */
export async function logoBytes(ctx: Ctx): Promise<Buffer | null> {
  const { logoFileId } = await tenantOf(ctx);
  if (!logoFileId) return null;
  return buffer((await openFile(ctx, logoFileId)).stream);
}

/** The shop's logo, or its initial, as the square PNG that Google asks for. */
export async function logoPicture(ctx: Ctx): Promise<Buffer> {
  const { name: shopName, brandColor } = await tenantOf(ctx);
  return squareLogo({ shopName, brandColor }, await logoBytes(ctx), 660);
}

/** Where Google fetches that picture; another address for another logo, since Google keeps what it has fetched. */
export const logoUrlOf = ({ slug, logoFileId }: Pick<TenantRow, "slug" | "logoFileId">): string =>
  `${env().GOEN_BASE_URL}/api/passes/${slug}/logo.png?v=${logoFileId ?? "none"}`;
