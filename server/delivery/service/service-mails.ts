import { productsByIds } from "@/server/catalog/queries";
import type { MailInputs } from "@/server/contents/input";
import { compiledDefault } from "@/server/contents/queries";
import { fillShape } from "@/server/contents/rules/compile";
import { defaultContent } from "@/server/contents/rules/default-content";
import { signInFill } from "@/server/contents/rules/values";
import { freezeContent } from "@/server/contents/service";
import { recommendationsFor } from "@/server/insights/queries";
import { type Ctx, inTransaction } from "@/server/kernel/ctx";
import { env } from "@/server/kernel/env";
import { namedIn, tenantOf } from "@/server/kernel/gate";
import { dayIn } from "@/server/kernel/time";
import { signInLinkMail } from "@/server/members/queries/sign-in-link-mail";
import { wantsServiceMail } from "@/server/members/service/set-mail-preference";
import { walletOf } from "@/server/points/queries";
import { purchaseById } from "@/server/purchases/queries";
import { houseLooks } from "../rules/house";
import type { MailChannel } from "../channels/channel";
import { messageIdOf, senderOf } from "../rules/outgoing";
import { mailRecipient } from "../queries/deliveries";
import { planDeliveries } from "./plan-deliveries";

/** Names receipts as a source of deliveries: one per purchase, whose id is the occurrence. */
export const receiptSourceId = "00000000-0000-8000-a000-000000000001";

const receiptWithinMs = 24 * 3_600_000;

/**
 * Sends the mail of a requested sign-in link. At least once: a repeat carries the same link and Message-ID, and a lost link would
 * lock somebody out. Nothing is sent for an unknown address or a link that is used or too old. Throws when the channel takes
 * nothing, so that the event is handed over again.
 */
export async function sendSignInMail(
  ctx: Ctx,
  link: { audience: "staff" | "member"; linkId: string },
  channel: MailChannel,
): Promise<boolean> {
  const wanted = await signInLinkMail(ctx, link.audience, link.linkId);
  if (!wanted) return false;
  const shop = namedIn(await tenantOf(ctx), wanted.locale);
  // Staff may work at several shops: their mail speaks of the product, in the house's colour.
  const looks = wanted.shop ? shop : { ...shop, ...houseLooks };
  const homeHref = new URL(wanted.shop ? `/${wanted.shop.slug}/my` : "/sign-in", env().GOEN_BASE_URL).href;
  const validMinutes = Math.max(1, Math.round((wanted.expiresAt.getTime() - ctx.now.getTime()) / 60_000));
  const compiled = compiledDefault(looks, "sign-in", wanted.locale);
  const mail = await fillShape(
    compiled,
    signInFill({ locale: wanted.locale, shopName: looks.name }, { href: wanted.url, homeHref, validMinutes }),
  );
  const [outcome] = await channel.send(
    [
      {
        id: link.linkId,
        messageId: messageIdOf(link.linkId, looks.mailFromAddress),
        from: senderOf(looks),
        to: wanted.to,
        ...mail,
        headers: { "Auto-Submitted": "auto-generated" },
        date: ctx.now,
        shopId: wanted.shop ? ctx.tenant : null,
        meta: { kind: "sign_in" },
      },
    ],
    `sign-in/${link.linkId}`,
  );
  if (outcome?.kind === "accepted") return true;
  if (outcome?.kind === "failed") return false;
  throw new Error(`sign-in mail not taken: ${outcome?.reason ?? "no answer"}`);
}

/**
 * Plans the receipt of a sale to a member with a verified address: what was bought, the points, and, for those who agreed to
 * be written to, items that go with it. One per purchase. Returns whether one was planned.
 */
export async function planReceipt(
  ctx: Ctx,
  { memberId, purchaseId }: { memberId: string; purchaseId: string },
): Promise<boolean> {
  const person = await mailRecipient(ctx, memberId);
  if (!person?.isVerified || person.isWithdrawn) return false;
  if (!(await wantsServiceMail(ctx, memberId, "receipt"))) return false;
  const shop = await tenantOf(ctx);
  const purchase = await purchaseById(ctx, { memberId, purchaseId });
  // A sale that is told late (a till that was off line for days) is no news any more.
  if (purchase.kind !== "sale" || ctx.now.getTime() - purchase.occurredAt.getTime() > receiptWithinMs) return false;
  const wallet = await walletOf(ctx, memberId);
  const inputs: MailInputs = {
    name: person.name,
    points: {
      available: wallet.available,
      nextExpiry: wallet.nextExpiry && { points: wallet.nextExpiry.points, on: wallet.nextExpiry.lastDay },
    },
    items: person.isOptedIn ? await itemsFor(ctx, memberId) : [],
    purchase: {
      purchaseId,
      receiptNo: purchase.externalId,
      storeName: purchase.storeName,
      occurredOn: dayIn(purchase.occurredAt, shop.timeZone),
      totalYen: purchase.totalYen,
      pointsEarned: purchase.pointsEarned,
      pointsSpent: purchase.pointsSpent,
      lines: purchase.lines.map(({ name, quantity, amountYen }) => ({ name, quantity, amountYen })),
    },
  };
  const counts = await inTransaction(ctx, async (t) => {
    const contentId = await freezeContent(t, { template: "receipt", definition: defaultContent("receipt") });
    return planDeliveries(t, {
      sourceKind: "service",
      sourceId: receiptSourceId,
      campaignId: null,
      messageClass: "service",
      channel: "mail",
      contentId,
      rows: [
        {
          memberId,
          occurrence: purchaseId,
          dueAt: purchase.occurredAt,
          sendAt: ctx.now,
          locale: person.locale,
          inputs,
        },
      ],
    });
  });
  return counts.planned === 1;
}

async function itemsFor(ctx: Ctx, memberId: string): Promise<NonNullable<MailInputs["items"]>> {
  const picks = (await recommendationsFor(ctx, [memberId], { count: 3 })).get(memberId) ?? [];
  const products = new Map(
    (
      await productsByIds(
        ctx,
        picks.map((pick) => pick.productId),
      )
    ).map((product) => [product.productId, product]),
  );
  return picks.flatMap(({ productId }) => {
    const product = products.get(productId);
    return product ? [{ productId, name: product.name, priceYen: product.priceYen, imageUrl: product.imageUrl }] : [];
  });
}
