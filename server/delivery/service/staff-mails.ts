import { createElement } from "react";
import { render, toPlainText } from "react-email";
import type { StaffNoticeProps } from "@/emails/props";
import { StaffNotice } from "@/emails/staff-notice";
import { inkOn } from "@/server/contents/rules/brand-ink";
import type { Ctx } from "@/server/kernel/ctx";
import { env } from "@/server/kernel/env";
import { namedIn, type TenantRow, tenantOf } from "@/server/kernel/gate";
import { accountMail } from "@/server/tenancy/queries/account-mail";
import { invitationMail } from "@/server/tenancy/queries/invitations";
import { decidedMail } from "@/server/watch/queries/decided-mail";
import { houseLooks } from "../rules/house";
import type { MailChannel } from "../channels/channel";
import { messageIdOf, senderOf } from "../rules/outgoing";
import {
  type AccountChange,
  accountChangeWords,
  decidedWords,
  invitationWords,
  waitingWords,
} from "../rules/staff-mail-words";

/** Sends the mail of an invitation. At least once: a repeat carries the same link. Nothing when it was taken back or sent anew meanwhile. */
export async function sendInvitationMail(
  ctx: Ctx,
  invited: { invitationId: string; linkId: string },
  channel: MailChannel,
): Promise<boolean> {
  const wanted = await invitationMail(ctx, invited);
  if (!wanted) return false;
  const shop = namedIn(await tenantOf(ctx), wanted.locale);
  const words = invitationWords(wanted.locale, {
    ...wanted,
    shop: shop.name,
    timeZone: shop.timeZone,
  });
  return send(ctx, channel, { id: invited.linkId, kind: "invitation", shop, shopId: ctx.tenant, words, ...wanted });
}

/** Tells the owner of an account that something about its safety has changed. It speaks of the product: an account is of no single shop. */
export async function sendAccountMail(
  ctx: Ctx,
  { accountId, change }: { accountId: string; change: AccountChange },
  id: string,
  channel: MailChannel,
): Promise<boolean> {
  const wanted = await accountMail(ctx, accountId);
  if (!wanted) return false;
  const shop = namedIn(await tenantOf(ctx), wanted.locale);
  const house = { ...shop, ...houseLooks };
  const words = accountChangeWords(wanted.locale, change, ctx.now, shop.timeZone);
  const url = new URL("/account", env().GOEN_BASE_URL).href;
  return send(ctx, channel, { id, kind: "account_changed", shop: house, shopId: null, words, url, ...wanted });
}

/** Calls somebody who may decide to the requests that wait. */
export async function sendWaitingMail(
  ctx: Ctx,
  { digestId: id, accountId, waiting }: { digestId: string; accountId: string; waiting: number },
  channel: MailChannel,
): Promise<boolean> {
  const wanted = await accountMail(ctx, accountId);
  if (!wanted) return false;
  const shop = namedIn(await tenantOf(ctx), wanted.locale);
  const words = waitingWords(wanted.locale, shop.name, waiting);
  return send(ctx, channel, {
    id,
    kind: "approvals",
    shop,
    shopId: ctx.tenant,
    words,
    url: approvalsUrl(shop),
    ...wanted,
  });
}

/** Tells who asked for an adjustment what was decided. */
export async function sendDecidedMail(
  ctx: Ctx,
  decided: { memberId: string; approvalId: string },
  channel: MailChannel,
): Promise<boolean> {
  const wanted = await decidedMail(ctx, decided);
  if (!wanted) return false;
  const shop = namedIn(await tenantOf(ctx), wanted.locale);
  const words = decidedWords(wanted.locale, shop.name, wanted);
  const { to, locale } = wanted;
  const id = decided.approvalId;
  return send(ctx, channel, {
    id,
    kind: "approval_decided",
    shop,
    shopId: ctx.tenant,
    words,
    // The counter has no page of requests of its own.
    url: wanted.isAtCounter ? new URL(`/${shop.slug}/staff`, env().GOEN_BASE_URL).href : approvalsUrl(shop),
    to,
    locale,
  });
}

const approvalsUrl = (shop: TenantRow) => new URL(`/${shop.slug}/admin/approvals`, env().GOEN_BASE_URL).href;

interface StaffMail {
  id: string;
  kind: string;
  shop: TenantRow;
  shopId: string | null;
  to: string;
  locale: "ja" | "en";
  url: string;
  words: ReturnType<typeof invitationWords>;
}

async function send(ctx: Ctx, channel: MailChannel, mail: StaffMail): Promise<boolean> {
  const { id, kind, shop, shopId, to, locale, url, words } = mail;
  const { button, ...texts } = words;
  const props: StaffNoticeProps = {
    ...texts,
    locale,
    shop: {
      name: shop.name,
      color: shop.brandColor,
      ink: inkOn(shop.brandColor),
      legalName: shop.legalName,
      legalAddress: shop.legalAddress,
      contactUrl: shop.contactUrl,
    },
    button: { label: button, href: url },
    homeHref: new URL("/sign-in", env().GOEN_BASE_URL).href,
    isService: true,
    unsubscribeHref: null,
    pixelSrc: null,
    honeypotHref: null,
  };
  const html = await render(createElement(StaffNotice, props));
  const [outcome] = await channel.send(
    [
      {
        id,
        messageId: messageIdOf(id, shop.mailFromAddress),
        from: senderOf(shop),
        to,
        subject: words.subject,
        html,
        text: toPlainText(html),
        headers: { "Auto-Submitted": "auto-generated" },
        date: ctx.now,
        shopId,
        meta: { kind },
      },
    ],
    `${kind}/${id}`,
  );
  if (outcome?.kind === "accepted") return true;
  if (outcome?.kind === "failed") return false;
  throw new Error(`${kind} mail not taken: ${outcome?.reason ?? "no answer"}`);
}
