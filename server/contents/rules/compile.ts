import { render, toPlainText } from "react-email";
import { cleanText, escapeHtml } from "./clean";
import { authoredText, mailElement, type MailSource, type SlotText } from "./mail-element";
import { type MailFill, mailFill, type MailLinks, type MailShape, shapeKey } from "./values";
import type { MailInputs } from "../input";

export interface RenderedMail {
  subject: string;
  html: string;
  text: string;
}

/** Fixed text and the slots between: `fixed` has one element more than `slots`. */
interface Segments {
  fixed: string[];
  slots: string[];
}

interface CompiledShape {
  subject: Segments;
  html: Segments;
  text: Segments;
}

/** A mail rendered once per shape, ready to be filled for any number of people. */
export interface CompiledMail extends MailSource {
  timeZone: string;
  baseUrl: string;
  /** Makes the placeholders of this compilation impossible to guess, so that no value can pass for one. */
  salt: string;
  shapes: Map<string, Promise<CompiledShape>>;
}

export interface CompileInput extends MailSource {
  timeZone: string;
  baseUrl: string;
  /** 32 hex digits of fresh randomness. */
  salt: string;
}

const textOptions = {
  selectors: ["h1", "h2", "h3"].map((selector) => ({ selector, options: { uppercase: false } })),
};

/** Prepares a template with a shop's words; each shape is rendered by react-email at its first use and kept. */
export function compileMail(input: CompileInput): CompiledMail {
  if (!/^[0-9a-f]{32}$/.test(input.salt)) throw new TypeError("compileMail: salt must be 32 hex digits");
  return { ...input, shapes: new Map() };
}

async function renderShape(source: MailSource, shape: MailShape, slot: SlotText): Promise<RenderedMail> {
  const html = await render(mailElement(source, shape, slot));
  const subject = authoredText(source.definition.texts[source.locale].subject, slot);
  return { subject, html, text: toPlainText(html, textOptions) };
}

async function compileShape(mail: CompiledMail, shape: MailShape): Promise<CompiledShape> {
  const names: string[] = [];
  const places = new Map<string, string>();
  const placeholder: SlotText = (slot) => {
    let place = places.get(slot);
    if (!place) {
      place = `s${mail.salt}x${names.length}e`;
      names.push(slot);
      places.set(slot, place);
    }
    return place;
  };
  const rendered = await renderShape(mail, shape, placeholder);
  const cut = (text: string): Segments => {
    const parts = text.split(new RegExp(`s${mail.salt}x(\\d+)e`));
    return {
      fixed: parts.filter((_, index) => index % 2 === 0),
      slots: parts.filter((_, index) => index % 2 === 1).map((index) => names[Number(index)] ?? ""),
    };
  };
  return { subject: cut(rendered.subject), html: cut(rendered.html), text: cut(rendered.text) };
}

function fill(segments: Segments, values: Record<string, string>, encode?: (value: string) => string): string {
  let out = segments.fixed[0] ?? "";
  for (let index = 0; index < segments.slots.length; index += 1) {
    const value = values[segments.slots[index] ?? ""];
    if (value === undefined) throw new TypeError(`fillMail: no value for ${segments.slots[index]}`);
    out += (encode ? encode(value) : value) + (segments.fixed[index + 1] ?? "");
  }
  return out;
}

const settingOf = (mail: CompileInput) => ({
  template: mail.template,
  locale: mail.locale,
  shopName: mail.shop.name,
  timeZone: mail.timeZone,
  baseUrl: mail.baseUrl,
  showPoints: mail.definition.showPoints,
  itemCount: mail.definition.itemCount,
});

/** Fills compiled segments with values that are formatted already: escaped in HTML, one line in the subject. */
export async function fillShape(mail: CompiledMail, { shape, values }: MailFill): Promise<RenderedMail> {
  const key = shapeKey(shape);
  let compiled = mail.shapes.get(key);
  if (!compiled) mail.shapes.set(key, (compiled = compileShape(mail, shape)));
  const segments = await compiled;
  return {
    subject: cleanText(fill(segments.subject, values), 250),
    html: fill(segments.html, values, escapeHtml),
    text: fill(segments.text, values),
  };
}

/** The mail for one person. Pure: the same inputs and links give the same bytes. Throws TypeError on inputs that lack a part. */
export const fillMail = (mail: CompiledMail, inputs: MailInputs, links: MailLinks): Promise<RenderedMail> =>
  fillShape(mail, mailFill(settingOf(mail), inputs, links));

/** The same mail by react-email itself, for one person: slow, and what `fillMail` is tested against. */
export async function renderMailDirectly(
  mail: CompileInput,
  inputs: MailInputs,
  links: MailLinks,
): Promise<RenderedMail & { preheader: string }> {
  const { shape, values } = mailFill(settingOf(mail), inputs, links);
  const slot = (name: string) => values[name] ?? "";
  const rendered = await renderShape(mail, shape, slot);
  const preheader = authoredText(mail.definition.texts[mail.locale].preheader, slot);
  return { ...rendered, subject: cleanText(rendered.subject, 250), preheader };
}
