import { type ContentDefinition, type MailTemplate, type MailTexts, type MergeTag, tagPattern, tagsOf } from "../input";

const allTexts = (texts: MailTexts) => [texts.subject, texts.preheader, texts.heading, ...texts.body, texts.button];

/** The first tag in the definition that this template has no value for, or null. */
export function unusableTag(template: MailTemplate, definition: ContentDefinition): string | null {
  const known: readonly string[] = tagsOf[template];
  for (const texts of Object.values(definition.texts))
    for (const text of allTexts(texts))
      for (const [, tag = ""] of text.matchAll(tagPattern)) if (!known.includes(tag)) return tag;
  return null;
}

/** Puts a value in the place of each tag, in one pass: what a value itself contains is never read as a tag again. */
export const replaceTags = (text: string, values: Record<MergeTag, string>): string =>
  text.replace(tagPattern, (whole, tag: string) => (Object.hasOwn(values, tag) ? values[tag as MergeTag] : whole));
