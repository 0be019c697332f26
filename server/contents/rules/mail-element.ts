import { createElement, type ReactElement } from "react";
import { HouseNotice } from "@/emails/house-notice";
import { News } from "@/emails/news";
import type { MailFrame, MailShop } from "@/emails/props";
import { Receipt } from "@/emails/receipt";
import { RepairUpdate } from "@/emails/repair-update";
import { SignIn } from "@/emails/sign-in";
import { WarrantyNotice } from "@/emails/warranty-notice";
import { type ContentDefinition, type MailLocale, type MailTemplate, mergeTags } from "../input";
import { replaceTags } from "./tags";
import { type MailShape, tagSlot } from "./values";

export interface MailSource {
  template: MailTemplate;
  locale: MailLocale;
  definition: ContentDefinition;
  shop: MailShop;
}

/** Gives the text that stands in a slot: a person's value, or the placeholder while a mail is compiled. */
export type SlotText = (slot: string) => string;

/** A text of the author with its tags replaced. */
export const authoredText = (text: string, slot: SlotText): string =>
  replaceTags(
    text,
    Object.fromEntries(mergeTags.map((tag) => [tag, slot(tagSlot(tag))])) as Record<(typeof mergeTags)[number], string>,
  );

/** The react-email element of a mail of this shape. Both the compiler and a direct rendering build it here. */
export function mailElement(source: MailSource, shape: MailShape, slot: SlotText): ReactElement {
  const { template, locale, shop } = source;
  const texts = source.definition.texts[locale];
  // Written to an address, not to a person: nothing to stop, nothing to count.
  const isPlain = template === "sign-in" || template === "notice";
  const frame: MailFrame = {
    locale,
    shop,
    subject: authoredText(texts.subject, slot),
    preheader: authoredText(texts.preheader, slot),
    heading: authoredText(texts.heading, slot),
    body: texts.body.map((paragraph) => authoredText(paragraph, slot)),
    button: { label: authoredText(texts.button, slot), href: slot("mainHref") },
    homeHref: slot("homeHref"),
    isService: isPlain || template === "receipt" || template === "repair",
    unsubscribeHref: isPlain ? null : slot("unsubscribeHref"),
    pixelSrc: isPlain ? null : slot("pixelSrc"),
    honeypotHref: isPlain ? null : slot("honeypotHref"),
  };
  if (template === "sign-in") return createElement(SignIn, { ...frame, validity: slot("validity") });
  if (template === "notice") return createElement(HouseNotice, frame);
  if (template === "repair") {
    const facts = Array.from({ length: shape.lines }, (_, index) => ({
      label: slot(`fact${index}Label`),
      value: slot(`fact${index}Value`),
    }));
    const repair = { product: slot(tagSlot("product")), imageSrc: slot("productImage"), facts };
    return createElement(RepairUpdate, { ...frame, greeting: slot("greeting"), repair });
  }
  const personal = {
    greeting: slot("greeting"),
    points: shape.hasPoints
      ? { balance: slot("balance"), expiry: shape.hasExpiry ? slot("expiry") : null, href: slot("pointsHref") }
      : null,
    items: Array.from({ length: shape.items }, (_, index) => ({
      name: slot(`item${index}Name`),
      price: slot(`item${index}Price`),
      imageSrc: slot(`item${index}Image`),
      href: slot(`item${index}Href`),
    })),
  };
  switch (template) {
    case "news":
      return createElement(News, { ...frame, ...personal });
    case "warranty-notice":
      return createElement(WarrantyNotice, {
        ...frame,
        ...personal,
        product: {
          name: slot(tagSlot("product")),
          imageSrc: slot("productImage"),
          endsOn: slot(tagSlot("warrantyEnd")),
          daysLeft: slot("daysLeftLine"),
        },
      });
    case "receipt":
      return createElement(Receipt, {
        ...frame,
        ...personal,
        purchase: {
          where: slot("where"),
          receiptNo: slot("receiptNo"),
          lines: Array.from({ length: shape.lines }, (_, index) => ({
            name: slot(`line${index}Name`),
            quantity: slot(`line${index}Quantity`),
            amount: slot(`line${index}Amount`),
          })),
          more: shape.hasMoreLines ? slot("more") : null,
          total: slot(tagSlot("total")),
          pointsEarned: slot("pointsEarned"),
          pointsSpent: slot("pointsSpent"),
        },
      });
  }
}
