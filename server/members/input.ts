import { z } from "zod";
import { emailAddress } from "@/server/kernel/email-address";
import { newPassword } from "@/server/tenancy/input";
import { normalisePhone, normalisePostalCode } from "./rules/contact";
import { isKanaForm, isPrintable, kanaForm } from "./rules/kana";

const blankToNull = (value: unknown) => (typeof value === "string" && value.trim() === "" ? null : value);
const line = (max: number) => z.string().trim().min(1).max(max).refine(isPrintable, { message: "unprintable" });
/** A field that may be emptied: absent leaves it as it is, null or blank empties it. */
const optional = <S extends z.ZodType>(inner: S) => z.preprocess(blankToNull, inner.nullable()).optional();

const normalised = (message: string, normalise: (text: string) => string | null) =>
  z
    .string()
    .max(60)
    .transform((text, check) => {
      const value = normalise(text);
      if (value !== null) return value;
      check.addIssue({ code: "custom", message });
      return z.NEVER;
    });

export const memberId = z.uuid();
export const channel = z.enum(["mail", "line", "sms", "push", "post", "phone"]);
export const memberLocale = z.enum(["ja", "en"]);

/** What a person may say of themself; all of it optional. */
export const profile = z.object({
  familyName: optional(line(60)),
  givenName: optional(line(60)),
  familyKana: optional(line(80).transform(kanaForm).refine(isKanaForm, { message: "kana" })),
  givenKana: optional(line(80).transform(kanaForm).refine(isKanaForm, { message: "kana" })),
  phone: optional(normalised("phone", normalisePhone)),
  birthday: optional(z.iso.date()),
  gender: optional(z.enum(["female", "male", "other"])),
  postalCode: optional(normalised("postal_code", normalisePostalCode)),
  prefecture: optional(line(20)),
  city: optional(line(80)),
  addressLine: optional(line(200)),
  locale: memberLocale.optional(),
});
export type Profile = z.output<typeof profile>;

export const issueCardInput = z.object({ storeId: z.uuid().nullable().default(null) });
export const joinInput = profile.extend({
  email: optional(emailAddress),
  externalId: line(64).optional(),
  storeId: z.uuid().nullable().default(null),
  mailConsent: z.boolean().default(false),
});
/** A line of an import. What it does not name stays as it is. */
export const importedMember = profile.extend({
  externalId: line(64),
  /** A card number from an earlier program; drawn when absent. */
  memberNo: z
    .string()
    .regex(/^[0-9A-Z]{4,32}$/)
    .optional(),
  email: optional(emailAddress),
  /** When the earlier program proved the address, if it did. */
  emailVerifiedAt: z.date().optional(),
  storeId: z.uuid().nullish(),
  joinedAt: z.date().optional(),
  mailConsent: z.boolean().optional(),
});
export const profileChange = z.object({
  memberId,
  /** The version that the form was opened with; another one means that somebody else saved meanwhile. */
  version: z.number().int().min(1),
  changes: profile,
});
export const consentInput = z.object({
  memberId,
  channel,
  isGranted: z.boolean(),
  /** Where it was said: 'my_page', 'counter', 'unsubscribe_link', 'import'. */
  source: z.string().regex(/^[a-z_]{2,40}$/),
  /** Which wording the person saw. */
  textVersion: z.string().min(1).max(40),
});
export const staffEmailInput = z.object({ memberId, email: emailAddress.nullable() });

export const cardScan = z.object({ text: z.string().max(200) });
export const memberSearch = z.object({
  q: z.string().trim().max(100).refine(isPrintable).default(""),
  mailOptIn: z.boolean().optional(),
  joinedFrom: z.iso.date().optional(),
  joinedTo: z.iso.date().optional(),
  /** Those who have left are shown only when asked for. */
  withdrawn: z.boolean().default(false),
  cursor: z.string().max(400).optional(),
  limit: z.number().int().min(1).max(100).default(30),
});

export const passwordSignIn = z.object({
  email: emailAddress,
  password: z.string().min(1).max(200),
  origin: z.string(),
});
export const linkRequest = z.object({ email: emailAddress, origin: z.string() });
export const linkUse = z.object({ token: z.string().max(200), origin: z.string() });
export const passwordChange = z.object({ password: newPassword });
