import { randomBytes } from "node:crypto";
import { and, eq } from "drizzle-orm";
import { contentVersions } from "@/db/schema/contents";
import { type Ctx, read } from "@/server/kernel/ctx";
import { env } from "@/server/kernel/env";
import { DomainError } from "@/server/kernel/errors";
import { namedIn, type TenantRow } from "@/server/kernel/gate";
import { requestHash } from "@/server/kernel/signing";
import type { ContentDefinition, MailLocale, MailTemplate } from "./input";
import { inkOn } from "./rules/brand-ink";
import { compileMail, type CompiledMail } from "./rules/compile";
import { defaultContent } from "./rules/default-content";

const kept = 300;
const compiledMails = new Map<string, CompiledMail>();

function compiledOnce(key: string, make: () => CompiledMail): CompiledMail {
  const found = compiledMails.get(key);
  const mail = found ?? make();
  // Delete and set again: the map's order is then the order of last use, and the first key is the one to forget.
  compiledMails.delete(key);
  compiledMails.set(key, mail);
  if (compiledMails.size > kept) compiledMails.delete(compiledMails.keys().next().value ?? "");
  return mail;
}

/** The shop as its mails show it in a language. */
export const looksOf = (shop: TenantRow, locale: MailLocale) => ({
  name: namedIn(shop, locale).name,
  // Mails are read far from here: the whole address.
  logoSrc: shop.logoFileId ? new URL(`/api/files/${shop.slug}/${shop.logoFileId}.png`, env().GOEN_BASE_URL).href : null,
  color: shop.brandColor,
  ink: inkOn(shop.brandColor),
  legalName: shop.legalName,
  legalAddress: shop.legalAddress,
  contactUrl: shop.contactUrl,
});

function compiledFor(
  shop: TenantRow,
  key: string,
  template: MailTemplate,
  locale: MailLocale,
  definition: ContentDefinition,
) {
  const looks = looksOf(shop, locale);
  const baseUrl = env().GOEN_BASE_URL.replace(/\/+$/, "");
  return compiledOnce(`${shop.id} ${key} ${locale} ${requestHash({ looks, baseUrl, zone: shop.timeZone })}`, () =>
    compileMail({
      template,
      locale,
      definition,
      shop: looks,
      timeZone: shop.timeZone,
      baseUrl,
      salt: randomBytes(16).toString("hex"),
    }),
  );
}

/** A frozen content in one language, compiled once per process and look of the shop. Throws `not_found`. */
export async function compiledContent(
  ctx: Ctx,
  shop: TenantRow,
  contentId: string,
  locale: MailLocale,
): Promise<CompiledMail> {
  const row = await contentById(ctx, contentId);
  return compiledFor(shop, contentId, row.template, locale, row.definition);
}

/** A service mail that has no frozen content: the house's own words. */
export const compiledDefault = (shop: TenantRow, template: MailTemplate, locale: MailLocale): CompiledMail =>
  compiledFor(shop, template, template, locale, defaultContent(template));

/** Words that are not frozen: of a mail that is written once and never planned. */
export const compiledWords = (
  shop: TenantRow,
  template: MailTemplate,
  locale: MailLocale,
  definition: ContentDefinition,
): CompiledMail => compiledFor(shop, `${template} ${requestHash(definition)}`, template, locale, definition);

/** What a frozen content says. Throws `not_found`. */
export async function contentById(
  ctx: Ctx,
  contentId: string,
): Promise<{ template: MailTemplate; definition: ContentDefinition }> {
  const rows = await read(ctx, (tx) =>
    tx
      .select({ template: contentVersions.template, definition: contentVersions.definition })
      .from(contentVersions)
      .where(and(eq(contentVersions.tenantId, ctx.tenant), eq(contentVersions.id, contentId)))
      .limit(1),
  );
  const row = rows[0];
  if (!row) throw new DomainError("not_found", "contents.not_found");
  return { template: row.template as MailTemplate, definition: row.definition as ContentDefinition };
}
