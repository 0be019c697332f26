import { z } from "zod";
import { emailAddress } from "@/server/kernel/email-address";

export const staffRole = z.enum(["owner", "marketer", "store_staff", "analyst"]);
/** A new password: 10 characters or more (NIST SP 800-63B: length counts, composition rules do not). */
export const newPassword = z.string().min(10).max(200);
const locale = z.enum(["ja", "en"]);
const minutesOfDay = z.number().int().min(0).max(1439);

/** First parts of the product's own addresses: a shop of that name could not be reached, or would go without its page headers. */
const ownAddresses = new Set(["api", "demo", "dev", "mail", "shops", "sign-in"]);

export const tenantInput = z.object({
  slug: z
    .string()
    .regex(/^[a-z0-9][a-z0-9-]{1,39}$/)
    .refine((slug) => !ownAddresses.has(slug), { message: "reserved" }),
  name: z.string().trim().min(1).max(80),
  nameLatin: z.string().trim().min(1).max(80),
  trade: z.string().min(1).max(40),
  brandColor: z.string().regex(/^#[0-9a-f]{6}$/i),
  timeZone: z.string().default("Asia/Tokyo"),
  businessDayStartMinutes: minutesOfDay.default(0),
  defaultLocale: locale.default("ja"),
  cardSymbology: z.enum(["code128", "nw7", "ean13", "qr"]).default("code128"),
  mailFromName: z.string().min(1).max(80),
  mailFromAddress: emailAddress,
  legalName: z.string().min(1).max(120),
  legalAddress: z.string().min(1).max(200),
  // Stands in links of every page and mail: no javascript:, no data:.
  contactUrl: z.url({ protocol: /^https?$/ }),
  quietStartMinutes: minutesOfDay.default(1260),
  quietEndMinutes: minutesOfDay.default(540),
  marketingCapPerWeek: z.number().int().min(0).max(100).default(4),
  isDemo: z.boolean().default(false),
});

export const storeInput = z.object({
  externalId: z.string().trim().min(1).max(64),
  name: z.string().trim().min(1).max(120),
  kind: z.enum(["shop", "online"]).default("shop"),
  postalCode: z
    .string()
    .regex(/^\d{7}$/)
    .nullish(),
  address: z.string().max(300).nullish(),
  phone: z.string().max(30).nullish(),
});

export const staffInput = z.object({
  email: emailAddress,
  name: z.string().trim().min(1).max(80),
  role: staffRole,
  storeId: z.uuid().nullable().default(null),
  /** Only for an account that does not exist yet; nobody can give another shop's person a new password. */
  password: newPassword.optional(),
  locale: locale.default("ja"),
});

export const membershipRef = z.object({ membershipId: z.uuid() });
export const staffRoleChange = membershipRef.extend({ role: staffRole });

/** `origin` is where the request seems to come from: only ever a key of the throttle. */
export const staffPasswordSignIn = z.object({
  email: emailAddress,
  password: z.string().min(1).max(200),
  origin: z.string(),
});
export const staffLinkRequest = z.object({ email: emailAddress, origin: z.string() });
export const staffLinkUse = z.object({ token: z.string().max(200), origin: z.string() });
export const staffPasswordChange = z.object({ password: newPassword });
