import { makeFormats } from "@/components/format/formats";
import type { MailInputs, MailLocale, MailTemplate, MergeTag } from "../input";
import { cleanText, imageSource } from "./clean";
import { repairFacts } from "./repair-facts";

/** Addresses that a mail leads to; each is made for one delivery. */
export interface MailLinks {
  main: string;
  home: string;
  points: string;
  /** One per item, in their order. */
  items: string[];
  unsubscribe: string;
  pixel: string;
  honeypot: string;
}

/** Which optional parts a mail has. Mails of one shape differ only in the values that fill them. */
export interface MailShape {
  hasPoints: boolean;
  hasExpiry: boolean;
  items: number;
  lines: number;
  hasMoreLines: boolean;
}

export interface MailFill {
  shape: MailShape;
  values: Record<string, string>;
}

export interface MailSetting {
  template: MailTemplate;
  locale: MailLocale;
  shopName: string;
  timeZone: string;
  /** Where relative images are found, and the picture of an item without one. */
  baseUrl: string;
  showPoints: boolean;
  itemCount: number;
}

export const maxReceiptLines = 20;
const known = (value: string | null, otherwise: string) => (value ? cleanText(value) : "") || otherwise;

const counted = (isJa: boolean, text: string, n: number, ja: string, en: string) =>
  isJa ? `${text}${ja}` : `${text} ${en}${n === 1 ? "" : "s"}`;

/** Everything that differs from person to person, formatted and cleaned; never an empty string. */
export function mailFill(setting: MailSetting, inputs: MailInputs, links: MailLinks): MailFill {
  const isJa = setting.locale === "ja";
  const f = makeFormats(setting.locale, setting.timeZone);
  const points = (n: number) => counted(isJa, f.number(n), n, "ポイント", "point");
  const days = (n: number) => counted(isJa, f.number(n), n, "日", "day");
  const noImage = `${setting.baseUrl}/mail/item.png`;
  const image = (url: string | null) => imageSource(url, setting.baseUrl, noImage);
  const name = inputs.name ? cleanText(inputs.name, 80) : "";
  const addressed = isJa ? (name ? `${name} 様` : "お客様") : name || "customer";

  const values: Record<string, string> = {
    greeting: isJa ? addressed : name ? `Hello ${name},` : "Hello,",
    ...tagSlots({ name: addressed, shop: setting.shopName }),
    mainHref: links.main,
    homeHref: links.home,
    unsubscribeHref: links.unsubscribe,
    pixelSrc: links.pixel,
    honeypotHref: links.honeypot,
  };

  const wallet = inputs.points ?? null;
  const rank = known(inputs.rank ?? null, "-");
  Object.assign(values, tagSlots({ points: points(wallet?.available ?? 0), rank }));
  const shape: MailShape = {
    hasPoints: setting.showPoints && wallet !== null,
    hasExpiry: false,
    items: 0,
    lines: 0,
    hasMoreLines: false,
  };
  if (shape.hasPoints && wallet) {
    values.balance = points(wallet.available);
    values.pointsHref = links.points;
    if (wallet.nextExpiry) {
      const { points: dying, on } = wallet.nextExpiry;
      shape.hasExpiry = true;
      values.expiry = isJa
        ? `うち${points(dying)}は${f.date(on)}に失効します`
        : `${points(dying)} of these will expire on ${f.date(on)}`;
    }
  }

  const items = (inputs.items ?? []).slice(0, setting.itemCount);
  shape.items = items.length;
  items.forEach((item, index) => {
    values[`item${index}Name`] = known(item.name, isJa ? "おすすめの商品" : "An item for you");
    values[`item${index}Price`] =
      item.priceYen === null
        ? isJa
          ? "価格は店舗でご確認ください"
          : "Price in store"
        : f.yen(item.priceYen) + (isJa ? "（税込）" : "");
    values[`item${index}Image`] = image(item.imageUrl);
    values[`item${index}Href`] = links.items[index] ?? links.home;
  });

  const { warranty, purchase, coupon } = inputs;
  // A coupon that was stopped meanwhile, or given out to the last, leaves a dash: the message still goes.
  Object.assign(
    values,
    tagSlots({
      couponName: known(coupon?.name ?? null, "-"),
      couponCode: known(coupon?.code ?? null, "-"),
      couponUntil: coupon ? f.date(coupon.until) : "-",
    }),
  );
  if (setting.template === "warranty-notice") {
    if (!warranty) throw new TypeError("a warranty notice needs a warranty");
    const product = known(warranty.productName, isJa ? "お買い上げの商品" : "product");
    const endsOn = f.date(warranty.endsOn);
    values.productImage = image(warranty.imageUrl);
    values.daysLeftLine =
      warranty.daysLeft <= 0
        ? isJa
          ? "保証は本日までです"
          : "Ends today"
        : isJa
          ? `残り${days(warranty.daysLeft)}`
          : `${days(warranty.daysLeft)} left`;
    Object.assign(values, tagSlots({ product, warrantyEnd: endsOn, daysLeft: days(Math.max(warranty.daysLeft, 0)) }));
  }
  if (setting.template === "receipt") {
    if (!purchase) throw new TypeError("a receipt needs a purchase");
    const shown = purchase.lines.slice(0, maxReceiptLines);
    const rest = purchase.lines.length - shown.length;
    shape.lines = shown.length;
    shape.hasMoreLines = rest > 0;
    values.where = [f.date(purchase.occurredOn), known(purchase.storeName, setting.shopName)].join(isJa ? "　" : " · ");
    values.receiptNo = known(purchase.receiptNo, "-");
    shown.forEach((line, index) => {
      values[`line${index}Name`] = known(line.name, isJa ? "商品" : "Item");
      values[`line${index}Quantity`] = `× ${f.number(line.quantity)}`;
      values[`line${index}Amount`] = f.yen(line.amountYen);
    });
    if (rest > 0) values.more = isJa ? `ほか${f.number(rest)}点` : `and ${f.number(rest)} more`;
    values.pointsEarned = points(purchase.pointsEarned);
    values.pointsSpent = points(purchase.pointsSpent);
    Object.assign(values, tagSlots({ total: f.yen(purchase.totalYen) }));
  }
  if (setting.template === "repair") {
    const { repair } = inputs;
    if (!repair) throw new TypeError("a mail about a repair needs one");
    const facts = repairFacts(repair, setting.locale, f);
    shape.lines = facts.length;
    facts.forEach((fact, index) => {
      values[`fact${index}Label`] = fact.label;
      values[`fact${index}Value`] = known(fact.value, "-");
    });
    values.productImage = image(repair.imageUrl);
    const total = repair.totalYen === null ? "-" : f.yen(repair.totalYen);
    const product = known(repair.productName, isJa ? "お預かりのお品" : "item");
    Object.assign(values, tagSlots({ product, repairNo: known(repair.receiptNo, "-"), total }));
  }
  return { shape, values };
}

/** What fills a sign-in mail: an address, how long it works, and nothing about anybody. */
export function signInFill(
  setting: Pick<MailSetting, "locale" | "shopName">,
  link: { href: string; homeHref: string; validMinutes: number },
): MailFill {
  const minutes = String(link.validMinutes);
  return {
    shape: { hasPoints: false, hasExpiry: false, items: 0, lines: 0, hasMoreLines: false },
    values: {
      ...tagSlots({ shop: setting.shopName }),
      mainHref: link.href,
      homeHref: link.homeHref,
      validity:
        setting.locale === "ja"
          ? `リンクの有効期限は${minutes}分で、一度だけ使えます。`
          : `The link works once, for ${minutes} minutes.`,
    },
  };
}

/** What fills a notice of the house: the shop's name and where the button leads. */
export const noticeFill = (shopName: string, links: { href: string; homeHref: string }): MailFill => ({
  shape: { hasPoints: false, hasExpiry: false, items: 0, lines: 0, hasMoreLines: false },
  values: { ...tagSlots({ shop: shopName }), mainHref: links.href, homeHref: links.homeHref },
});

/** The slot that a merge tag stands for. */
export const tagSlot = (tag: MergeTag) => `tag:${tag}`;
const tagSlots = (tags: Partial<Record<MergeTag, string>>) =>
  Object.fromEntries(Object.entries(tags).map(([tag, value]) => [tagSlot(tag as MergeTag), value]));

export const shapeKey = (shape: MailShape): string =>
  `${shape.hasPoints ? 1 : 0}${shape.hasExpiry ? 1 : 0}/${shape.items}/${shape.lines}${shape.hasMoreLines ? "+" : ""}`;
