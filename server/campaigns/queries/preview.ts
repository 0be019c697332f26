import { randomBytes } from "node:crypto";
import { and, eq, isNotNull, sql } from "drizzle-orm";
import type { z } from "zod";
import { products } from "@/db/schema/catalog";
import type { MailInputs, MailLocale, MailTexts } from "@/server/contents/input";
import { looksOf } from "@/server/contents/queries";
import { renderMailDirectly, type RenderedMail } from "@/server/contents/rules/compile";
import { plainLinks } from "@/server/delivery/rules/mail-links";
import { type Ctx, read } from "@/server/kernel/ctx";
import { env } from "@/server/kernel/env";
import { DomainError } from "@/server/kernel/errors";
import { rankLevels } from "@/server/ranks/queries/standing";
import { namedIn, tenantOf, type TenantRow } from "@/server/kernel/gate";
import { newId } from "@/server/kernel/ids";
import { parseInput } from "@/server/kernel/parse";
import { addDays, dayIn } from "@/server/kernel/time";
import { canSeeMembers } from "@/server/members/access";
import { canReadCampaigns, ensure } from "../access";
import { type CampaignDefinition, previewDraftInput, previewInput } from "../input";
import { couponTitle } from "../service/give-coupons";
import { fillWinners } from "../service/winner-inputs";
import { campaignById } from "./campaigns";

export interface Preview extends RenderedMail {
  /** The line behind the subject, filled as the rest. */
  preheader: string;
  /** The member has no warranty that runs: the product in the mail is invented. */
  isWarrantyInvented: boolean;
}

type Offer = CampaignDefinition["offer"];
interface Words {
  template: CampaignDefinition["contents"]["template"];
  /** May be unfinished: what is not there is left out. */
  texts: MailTexts;
  offer: Offer;
}

/**
 * The mail of the running version (of the draft before the first launch), filled for an invented person with products the shop
 * really has. Null while the draft has no offer or no words. Throws `not_found`.
 */
export async function previewCampaign(ctx: Ctx, input: z.input<typeof previewInput>): Promise<Preview | null> {
  ensure(canReadCampaigns(ctx.actor));
  const { campaignId, locale } = parseInput(previewInput, input);
  const campaign = await campaignById(ctx, { campaignId });
  const { contents, offer } = campaign.current?.definition ?? campaign.draft;
  if (!contents || !offer) return null;
  return previewWords(ctx, { template: contents.template, texts: contents.texts[locale], offer }, locale);
}

/**
 * Words that are being written, as one member would get them (an invented one, unless `memberId` says whose). Throws `forbidden`
 * where somebody may not see members, `not_found`.
 */
export async function previewDraft(ctx: Ctx, input: z.input<typeof previewDraftInput>): Promise<Preview> {
  ensure(canReadCampaigns(ctx.actor));
  const { contents, offer, locale, memberId } = parseInput(previewDraftInput, input);
  if (memberId) ensure(canSeeMembers(ctx.actor));
  return previewWords(ctx, { ...contents, offer }, locale, memberId);
}

/** The words as a mail; nothing in it is counted. */
export async function previewWords(ctx: Ctx, words: Words, locale: MailLocale, memberId?: string): Promise<Preview> {
  const shop = await tenantOf(ctx);
  const invented = await inventedInputs(ctx, shop, words, locale);
  const real = memberId ? await memberInputs(ctx, shop, words, memberId) : null;
  const inputs: MailInputs = real
    ? {
        ...(invented.warranty ? { warranty: invented.warranty } : {}),
        ...(invented.coupon ? { coupon: invented.coupon } : {}),
        ...real,
      }
    : invented;
  const baseUrl = env().GOEN_BASE_URL.replace(/\/+$/, "");
  const mail = await renderMailDirectly(
    {
      template: words.template,
      locale,
      definition: {
        texts: { ja: words.texts, en: words.texts },
        showPoints: words.offer.showPoints,
        itemCount: words.offer.recommendations,
      },
      shop: looksOf(shop, locale),
      timeZone: shop.timeZone,
      baseUrl,
      salt: randomBytes(16).toString("hex"),
    },
    inputs,
    plainLinks(baseUrl, shop.slug, inputs),
  );
  return {
    ...mail,
    isWarrantyInvented: real !== null && invented.warranty !== undefined && real.warranty === undefined,
  };
}

/** Throws `not_found` for a member this shop does not have, or has no more. */
export async function requireMember(ctx: Ctx, memberId: string): Promise<void> {
  const known = await read(ctx, (tx) =>
    tx.execute(sql`select 1 from members
      where tenant_id = ${ctx.tenant} and member_id = ${memberId} and withdrawn_at is null`),
  );
  if (known.rowCount === 0) throw new DomainError("not_found", "campaigns.member_not_found");
}

/** What would fill this member's mail now. Throws `not_found`, also for another shop's. */
async function memberInputs(ctx: Ctx, shop: TenantRow, { template, offer }: Words, memberId: string) {
  return read(ctx, async (tx) => {
    const t = { ...ctx, tx };
    await requireMember(t, memberId);
    const today = dayIn(ctx.now, shop.timeZone);
    const facts =
      template === "warranty-notice"
        ? await tx.execute<{ warrantyId: string; productId: string; endsOn: string }>(sql`
            select id as "warrantyId", product_id as "productId", ends_on::text as "endsOn" from warranties
            where tenant_id = ${ctx.tenant} and member_id = ${memberId} and voided_at is null and ends_on >= ${today}::date
            order by ends_on, id limit 1`)
        : { rows: [] };
    const [filled] = await fillWinners(
      t,
      { offer },
      [{ member_id: memberId, facts: facts.rows[0] ?? {} }],
      ctx.now,
      shop.timeZone,
    );
    return filled?.inputs ?? null;
  });
}

// Nobody of the shop: a preview must not show one customer's points to everyone who opens the page.
const inventedName = { ja: "見本 花子", en: "Hanako Mihon" } as const;

async function inventedInputs(ctx: Ctx, shop: TenantRow, { template, offer }: Words, locale: MailLocale) {
  const today = dayIn(ctx.now, shop.timeZone);
  const goods = await someProducts(ctx);
  const warranted = goods.find(({ warrantyMonths }) => warrantyMonths !== null && warrantyMonths > 0);
  const inputs: MailInputs = {
    name: inventedName[locale],
    points: offer.showPoints ? { available: 1_240, nextExpiry: { points: 320, on: addDays(today, 45) } } : null,
    items: goods
      .filter((item) => item !== warranted)
      .slice(0, offer.recommendations)
      .map(({ productId, name, imageUrl, priceYen }) => ({ productId, name, imageUrl, priceYen })),
  };
  const rank = (await rankLevels(ctx)).at(1)?.name[locale];
  if (rank) inputs.rank = rank;
  if (offer.couponId)
    inputs.coupon = {
      name: await couponTitle(ctx, offer.couponId, locale),
      code: "ACDE-FGHJ-KLMN",
      until: addDays(today, 30),
    };
  if (template === "warranty-notice")
    inputs.warranty = {
      warrantyId: newId(),
      productId: warranted?.productId ?? newId(),
      productName: warranted?.name ?? namedIn(shop, locale).name,
      imageUrl: warranted?.imageUrl ?? null,
      endsOn: addDays(today, 30),
      daysLeft: 30,
    };
  return inputs;
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
