import type { RenderedMail } from "@/server/contents/rules/compile";
import { cleanText } from "@/server/contents/rules/clean";
import type { TenantRow } from "@/server/kernel/gate";
import type { OutgoingMail } from "../channels/channel";
import { oneClickLink } from "./mail-links";

export interface OutgoingOf {
  id: string;
  memberId: string;
  dueAt: Date;
  sendAt: Date;
  messageClass: "marketing" | "service";
  campaignId: string | null;
}

/** '<id@domain of the sender>': the same for every hand-over of one message. */
export const messageIdOf = (id: string, fromAddress: string): string =>
  `<${id}@${fromAddress.split("@").at(-1) ?? "localhost"}>`;

/** The sender as mail headers show it: the shop's name without anything that could bend a header. */
export const senderOf = (shop: Pick<TenantRow, "mailFromName" | "mailFromAddress">) => ({
  name: cleanText(shop.mailFromName, 100),
  address: shop.mailFromAddress,
});

/** Puts a rendered mail into its envelope. Marketing carries the one-click headers of RFC 8058. */
export function outgoingMail(
  shop: TenantRow,
  delivery: OutgoingOf,
  to: string,
  mail: RenderedMail,
  baseUrl: string,
): OutgoingMail {
  const of = { tenant: shop.id, memberId: delivery.memberId, deliveryId: delivery.id, dueAt: delivery.dueAt };
  const headers: Record<string, string> =
    delivery.messageClass === "marketing"
      ? {
          "List-Unsubscribe": `<${oneClickLink(baseUrl, of, delivery.sendAt)}>`,
          "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
          "List-Id": `${shop.slug} <${shop.slug}.${shop.mailFromAddress.split("@").at(-1)}>`,
        }
      : { "Auto-Submitted": "auto-generated" };
  return {
    id: delivery.id,
    messageId: messageIdOf(delivery.id, shop.mailFromAddress),
    from: senderOf(shop),
    to,
    subject: mail.subject,
    html: mail.html,
    text: mail.text,
    headers,
    date: delivery.sendAt,
    shopId: shop.id,
    meta: { delivery: delivery.id, ...(delivery.campaignId ? { campaign: delivery.campaignId } : {}) },
  };
}
