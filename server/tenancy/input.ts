import { z } from "zod";
import { emailAddress } from "@/server/kernel/email-address";
import { type ApiScope, apiScopeNames } from "@/server/kernel/permissions";

export const staffRole = z.enum(["owner", "marketer", "store_staff", "analyst"]);
/** A new password: 10 characters or more (NIST SP 800-63B: length counts, composition rules do not). */
export const newPassword = z.string().min(10).max(200);
const locale = z.enum(["ja", "en"]);
const personName = z.string().trim().min(1).max(60);
const minutesOfDay = z.number().int().min(0).max(1439);

/** First parts of the product's own addresses: a shop of that name could not be reached, or would go without its page headers. */
const ownAddresses = new Set(["api", "demo", "dev", "docs", "mail", "shops", "sign-in", "start"]);

/** One line of what people write: no control characters, counted as people count. */
const line = (max: number) =>
  z
    .string()
    .trim()
    .min(1)
    .refine((text) => [...text].length <= max, { message: "too_long" })
    .refine((text) => !/\p{Cc}/u.test(text), { message: "one_line" });

export const shopSlug = z
  .string()
  .regex(/^[a-z0-9][a-z0-9-]{1,39}$/)
  .refine((text) => !ownAddresses.has(text), { message: "reserved" });

export const cardSymbologies = ["code128", "ean13", "nw7", "qr"] as const;
export const trades = ["electronics", "apparel", "food", "beauty", "home", "books", "sports", "other"] as const;

const name = line(80);
const brandColor = z
  .string()
  .regex(/^#[0-9a-f]{6}$/i)
  .toLowerCase();
const timeZone = z.string().refine((zone) => Intl.supportedValuesOf("timeZone").includes(zone), { message: "unknown" });
const cardSymbology = z.enum(cardSymbologies);
export const spendProofs = ["card", "code"] as const;
export const householdMails = ["each", "household", "address"] as const;
const marketingCapPerWeek = z.number().int().min(0).max(100);
const sender = {
  mailFromName: line(80),
  mailFromAddress: emailAddress,
  legalName: line(120),
  legalAddress: line(200),
  // Stands in links of every page and mail: no javascript:, no data:.
  contactUrl: z.url({ protocol: /^https?$/ }).max(300),
};

export const tenantInput = z.object({
  slug: shopSlug,
  name,
  nameLatin: name,
  trade: z.string().min(1).max(40),
  brandColor,
  timeZone: timeZone.default("Asia/Tokyo"),
  businessDayStartMinutes: minutesOfDay.default(0),
  defaultLocale: locale.default("ja"),
  cardSymbology: cardSymbology.default("code128"),
  ...sender,
  quietStartMinutes: minutesOfDay.default(1260),
  quietEndMinutes: minutesOfDay.default(540),
  marketingCapPerWeek: marketingCapPerWeek.default(4),
  isDemo: z.boolean().default(false),
});

/** That of the values a form began from. */
const revision = z.string().max(64);
/** The parts of a shop's settings that are changed together. */
export const settingsInput = {
  brand: z.strictObject({ revision, name, nameLatin: name, brandColor, logoFileId: z.uuid().nullable() }),
  card: z.strictObject({
    revision,
    cardSymbology,
    /** What a till must have seen before a member pays with points: any card, or the code on the phone that changes. */
    spendProof: z.enum(spendProofs).optional(),
    /** Points one card may pay with on a business day at tills without a connection. */
    offlineSpendPerDay: z.number().int().min(0).max(1_000_000).optional(),
  }),
  sending: z.strictObject({
    revision,
    ...sender,
    quietStartMinutes: minutesOfDay,
    quietEndMinutes: minutesOfDay,
    marketingCapPerWeek,
    /** Of one household, whether only one gets the same campaign. */
    householdMail: z.enum(householdMails).optional(),
  }),
  language: z.strictObject({ revision, defaultLocale: locale, timeZone, businessDayStartMinutes: minutesOfDay }),
} as const;

const storeFields = {
  name: line(120),
  kind: z.enum(["shop", "online"]),
  postalCode: z
    .string()
    .regex(/^\d{7}$/)
    .nullish(),
  address: z.string().trim().max(300).nullish(),
  phone: z
    .string()
    .regex(/^[0-9+() -]{0,30}$/)
    .nullish(),
};
export const storeInput = z.object({
  /** The store's code at the till and in imported files; the next free number when left out. */
  externalId: line(64).optional(),
  ...storeFields,
  kind: storeFields.kind.default("shop"),
});
export const storeChange = z.strictObject({ storeId: z.uuid(), revision, externalId: line(64), ...storeFields });
export const storeRef = z.strictObject({ storeId: z.uuid() });

/** Somebody who opens a shop gives this much before the set-up begins; all of it can be changed later but the address. */
export const newShopInput = z.object({
  slug: shopSlug,
  name,
  nameLatin: name,
  trade: z.enum(trades),
  legalName: sender.legalName,
  legalAddress: sender.legalAddress,
  contactUrl: sender.contactUrl,
  locale,
});
/** `origin` as in `staffPasswordSignIn`. */
export const signUpRequest = z.object({ email: emailAddress, origin: z.string(), locale });
export const signUpAccount = z.object({
  token: z.string().max(200),
  name: line(80),
  password: newPassword,
  locale,
  origin: z.string(),
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
/** An account by the address it signs in with. */
export const accountRef = z.object({ email: emailAddress });
export const staffRoleChange = membershipRef.extend({ role: staffRole });

/** `origin` is where the request seems to come from: only ever a key of the throttle. */
export const staffPasswordSignIn = z.object({
  email: emailAddress,
  password: z.string().min(1).max(200),
  origin: z.string(),
});
/** `returnTo` is where the person was stopped; kept only when it is a path of our own. */
export const staffLinkRequest = z.object({
  email: emailAddress,
  origin: z.string(),
  returnTo: z.string().max(500).optional(),
});
export const staffLinkUse = z.object({ token: z.string().max(200), origin: z.string() });

export const invitationInput = z.object({
  email: emailAddress,
  /** As the inviting colleague knows the person; they may change it. */
  name: personName.nullish(),
  role: staffRole,
  storeId: z.uuid().nullable().default(null),
  locale: locale.default("ja"),
});
export const invitationRef = z.object({ invitationId: z.uuid() });
export const invitationToken = z.object({ token: z.string().max(200), origin: z.string() });
export const newPerson = invitationToken.extend({ name: personName, password: newPassword, locale });

const staffPlace = z.object({ role: staffRole, storeId: z.uuid().nullable() });
/** `shown` is what the screen showed: when it is no longer so, nothing is changed. */
export const staffPlaceChange = membershipRef.extend({ ...staffPlace.shape, shown: staffPlace });

export const accountChange = z.object({ name: personName, locale });
export const passwordChange = z.object({
  current: z.string().max(200),
  password: newPassword,
  origin: z.string(),
});
export const passwordProof = z.object({ password: z.string().max(200), origin: z.string() });
export const oneTimeCode = z.object({ code: z.string().trim().max(40), origin: z.string() });
export const sessionRef = z.object({ sessionId: z.uuid() });

/** What is left out stays. Above 1,000 persons a second person always agrees, so the limit can be lowered only. */
export const accessSettingsInput = z.object({
  requiresTotp: z.boolean().optional(),
  approvalAbovePersons: z.number().int().min(0).max(1000).optional(),
});

export const apiKeyInput = z.object({
  name: z.string().trim().min(1).max(60),
  scopes: z
    .array(z.enum(apiScopeNames as [ApiScope, ...ApiScope[]]))
    .min(1)
    .max(20),
  storeId: z.uuid().nullable().default(null),
  /** Name or number of the one till that has the key. Its calls are told apart by it, also after a new key for the same till. */
  device: z.string().trim().min(1).max(40).nullable().default(null),
  /** Days until it ends; null: until it is revoked. */
  daysValid: z.number().int().min(1).max(730).nullable().default(365),
});
export const apiKeyRef = z.object({ keyId: z.uuid() });

export const exportRequest = z.object({
  kind: z.string().min(1).max(40),
  filter: z.record(z.string(), z.unknown()).default({}),
  reason: z.string().trim().max(200).nullish(),
  locale: locale.default("ja"),
});
export const exportRef = z.object({ exportId: z.uuid() });
export const exportDecision = exportRef.extend({
  isApproved: z.boolean(),
  reason: z.string().trim().max(200).default(""),
});
export const exportList = z.object({ cursor: z.string().max(400).optional() });

const day = z.iso.date();
export const auditFilter = z.object({
  from: day.optional(),
  to: day.optional(),
  /** A staff membership, an API key or a member. */
  actorId: z.uuid().optional(),
  actorKind: z.enum(["staff", "member", "link", "visitor", "system", "api_key"]).optional(),
  /** Beginning of the action: a module, or the whole name. */
  action: z
    .string()
    .regex(/^[a-z_]+(?:\.[a-z_]+)?$/)
    .max(60)
    .optional(),
  subjectKind: z
    .string()
    .regex(/^[a-z_]+$/)
    .max(40)
    .optional(),
  memberId: z.uuid().optional(),
  q: z.string().trim().max(100).optional(),
});
export const auditList = auditFilter.extend({ cursor: z.string().max(400).optional() });
export type AuditFilter = z.input<typeof auditFilter>;
