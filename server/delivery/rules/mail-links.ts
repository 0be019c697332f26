import type { MailInputs } from "@/server/contents/input";
import type { MailLinks } from "@/server/contents/rules/values";
import { type LinkName, type TrackedDelivery, trackingToken } from "./tracking-token";

/** The page of the shop that a link leads to: a path made from the link's name and the delivery's inputs, never from a request. */
export function linkPath(link: LinkName, slug: string, inputs: MailInputs): string {
  const my = `/${slug}/my`;
  switch (link) {
    case "main":
      if (inputs.warranty) return `${my}/warranties/${encodeURIComponent(inputs.warranty.warrantyId)}`;
      if (inputs.repair) return `${my}/repairs/${encodeURIComponent(inputs.repair.repairId)}`;
      return inputs.purchase ? `${my}/purchases/${encodeURIComponent(inputs.purchase.purchaseId)}` : my;
    case "points":
      return `${my}/points`;
    case "item0":
    case "item1":
    case "item2": {
      const item = inputs.items?.[Number(link.slice(4))];
      return item ? `${my}/recommendations?product=${encodeURIComponent(item.productId)}` : `${my}/recommendations`;
    }
    case "home":
    case "honeypot":
      return my;
  }
}

const itemLinks = ["item0", "item1", "item2"] as const;

/** The addresses in one mail, each signed for this delivery. A function of the delivery alone: a retry repeats them. */
export function trackedLinks(
  baseUrl: string,
  slug: string,
  of: TrackedDelivery,
  sendAt: Date,
  itemCount: number,
): MailLinks {
  const click = (link: LinkName) => `${baseUrl}/api/t/c/${trackingToken("click", of, sendAt, link)}`;
  return {
    main: click("main"),
    home: click("home"),
    points: click("points"),
    items: itemLinks.slice(0, itemCount).map(click),
    unsubscribe: unsubscribeLink(baseUrl, slug, of, sendAt),
    pixel: `${baseUrl}/api/t/o/${trackingToken("open", of, sendAt)}`,
    honeypot: click("honeypot"),
  };
}

export const unsubscribeLink = (baseUrl: string, slug: string, of: TrackedDelivery, sendAt: Date): string =>
  `${baseUrl}/${slug}/unsubscribe/${trackingToken("unsubscribe", of, sendAt)}`;

/** The address a mail program posts to when its own unsubscribe button is pressed (RFC 8058). */
export const oneClickLink = (baseUrl: string, of: TrackedDelivery, sendAt: Date): string =>
  `${baseUrl}/api/t/u/${trackingToken("unsubscribe", of, sendAt)}`;

const blankPixel = "data:image/gif;base64,R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7";

/** The same mail for looking at: its links lead to the pages themselves and nothing is counted. */
export function plainLinks(baseUrl: string, slug: string, inputs: MailInputs): MailLinks {
  const page = (link: LinkName) => `${baseUrl}${linkPath(link, slug, inputs)}`;
  return {
    main: page("main"),
    home: page("home"),
    points: page("points"),
    items: itemLinks.slice(0, inputs.items?.length ?? 0).map(page),
    unsubscribe: `${baseUrl}/${slug}/my`,
    pixel: blankPixel,
    honeypot: `${baseUrl}/${slug}/my`,
  };
}
