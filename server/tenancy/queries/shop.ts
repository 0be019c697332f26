import { and, eq, isNull } from "drizzle-orm";
import { stores } from "@/db/schema/tenancy";
import { type Ctx, read } from "@/server/kernel/ctx";
import { tenantOf } from "@/server/kernel/gate";

/** What everyone may know of a shop: name, colour, address of its site, contact. */
export async function publicShop(ctx: Ctx) {
  const shop = await tenantOf(ctx);
  return {
    slug: shop.slug,
    name: shop.name,
    nameLatin: shop.nameLatin,
    trade: shop.trade,
    brandColor: shop.brandColor,
    logoFileId: shop.logoFileId,
    timeZone: shop.timeZone,
    defaultLocale: shop.defaultLocale,
    legalName: shop.legalName,
    legalAddress: shop.legalAddress,
    contactUrl: shop.contactUrl,
    isDemo: shop.isDemo,
  };
}

/** Open stores of the shop, by external id. */
export const storesOf = (ctx: Ctx) =>
  read(ctx, (tx) =>
    tx
      .select({
        id: stores.id,
        externalId: stores.externalId,
        name: stores.name,
        kind: stores.kind,
        postalCode: stores.postalCode,
        address: stores.address,
        phone: stores.phone,
      })
      .from(stores)
      .where(and(eq(stores.tenantId, ctx.tenant), isNull(stores.closedAt)))
      .orderBy(stores.externalId),
  );
