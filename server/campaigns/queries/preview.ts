import { and, eq, isNotNull } from "drizzle-orm";
import type { z } from "zod";
import { products } from "@/db/schema/catalog";
import type { MailInputs } from "@/server/contents/input";
import { compiledWords } from "@/server/contents/queries";
import { fillMail } from "@/server/contents/rules/compile";
import { plainLinks } from "@/server/delivery/rules/mail-links";
import { type Ctx, read } from "@/server/kernel/ctx";
import { env } from "@/server/kernel/env";
import { tenantOf } from "@/server/kernel/gate";
import { newId } from "@/server/kernel/ids";
import { parseInput } from "@/server/kernel/parse";
import { addDays, dayIn } from "@/server/kernel/time";
import { canReadCampaigns, ensure } from "../access";
import { previewInput } from "../input";
import { campaignById } from "./campaigns";

// Nobody of the shop: a preview must not show one customer's points to everyone who opens the page.
const invented = { ja: "見本 花子", en: "Hanako Mihon" } as const;

/**
 * The mail of the running version (of the draft before the first launch), filled for an invented person with products the shop
 * really has. Null while the draft has no offer or no words. Throws `not_found`.
 */
export async function previewCampaign(ctx: Ctx, input: z.input<typeof previewInput>) {
  ensure(canReadCampaigns(ctx.actor));
  const { campaignId, locale } = parseInput(previewInput, input);
  const campaign = await campaignById(ctx, { campaignId });
  const { contents, offer } = campaign.current?.definition ?? campaign.draft;
  if (!contents || !offer) return null;
  const shop = await tenantOf(ctx);
  const today = dayIn(ctx.now, shop.timeZone);
  const goods = await someProducts(ctx);
  const warranted = goods.find(({ warrantyMonths }) => warrantyMonths !== null && warrantyMonths > 0);
  const inputs: MailInputs = {
    name: invented[locale],
    points: offer.showPoints ? { available: 1_240, nextExpiry: { points: 320, on: addDays(today, 45) } } : null,
    items: goods
      .filter((item) => item !== warranted)
      .slice(0, offer.recommendations)
      .map(({ productId, name, imageUrl, priceYen }) => ({ productId, name, imageUrl, priceYen })),
    ...(contents.template === "warranty-notice"
      ? {
          warranty: {
            warrantyId: newId(),
            productId: warranted?.productId ?? newId(),
            productName: warranted?.name ?? shop.name,
            imageUrl: warranted?.imageUrl ?? null,
            endsOn: addDays(today, 30),
            daysLeft: 30,
          },
        }
      : {}),
  };
  const definition = { texts: contents.texts, showPoints: offer.showPoints, itemCount: offer.recommendations };
  const baseUrl = env().GOEN_BASE_URL.replace(/\/+$/, "");
  return fillMail(
    compiledWords(shop, contents.template, locale, definition),
    inputs,
    plainLinks(baseUrl, shop.slug, inputs),
  );
}

const someProducts = (ctx: Ctx) =>
  read(ctx, (tx) =>
    tx
      .select({
        productId: products.id,
        name: products.name,
        priceYen: products.priceYen,
        imageUrl: products.imageUrl,
        warrantyMonths: products.warrantyMonths,
      })
      .from(products)
      .where(and(eq(products.tenantId, ctx.tenant), isNotNull(products.priceYen)))
      .orderBy(products.id)
      .limit(12),
  );
