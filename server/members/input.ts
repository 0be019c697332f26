import { z } from "zod";
import { emailAddress } from "@/server/kernel/email-address";
import { newPassword } from "@/server/tenancy/input";
import { normalisePhone, normalisePostalCode } from "./rules/contact";
import { graphemeCount, isKanaForm, isPrintable, kanaForm, widenKana } from "./rules/kana";

const blankToNull = (value: unknown) => (typeof value === "string" && value.trim() === "" ? null : value);
const line = (max: number) => z.string().trim().min(1).max(max).refine(isPrintable, { message: "unprintable" });
// Up to 60 characters as people count them; the plain limit stops one "character" made of ten thousand marks.
const personName = z
  .string()
  .max(1_000)
  .transform((text) => widenKana(text).trim())
  .refine((text) => graphemeCount(text) <= 60, { message: "too_long" })
  .refine(isPrintable, { message: "unprintable" });
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
  familyName: optional(personName),
  givenName: optional(personName),
  familyKana: optional(line(120).transform(kanaForm).refine(isKanaForm, { message: "kana" })),
  givenKana: optional(line(120).transform(kanaForm).refine(isKanaForm, { message: "kana" })),
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

const reason = z.string().trim().max(200).refine(isPrintable, { message: "unprintable" });
export const withdrawInput = z.object({ memberId, reason: reason.optional() });
/** The present password, where one signed in long ago. */
export const ownProof = z.object({ presentPassword: z.string().max(200).optional() });
export const ownWithdrawal = ownProof.extend({ reason: reason.optional() });
export const memberRef = z.object({ memberId });

const noteText = z
  .string()
  .trim()
  .min(1)
  .max(2_000)
  .refine((text) => isPrintable(text.replace(/[\n\t]/g, " ").replaceAll("\r", "")), { message: "unprintable" });
export const addNoteInput = z.object({ memberId, text: noteText });
export const noteRef = z.object({ memberId, noteId: z.uuid() });
export const editNoteInput = noteRef.extend({ text: noteText });

const tagName = z
  .string()
  .trim()
  .min(1)
  .max(200)
  .transform((text) => widenKana(text))
  .refine((text) => graphemeCount(text) <= 40, { message: "too_long" })
  .refine(isPrintable, { message: "unprintable" });
export const createTagInput = z.object({ name: tagName });
export const renameTagInput = z.object({ tagId: z.uuid(), name: tagName });
export const tagRef = z.object({ tagId: z.uuid() });
export const tagOnMember = z.object({ memberId, tagId: z.uuid() });

/** Names of a member that staff may add, beside the mail address and phone number of the profile. */
export const addIdentityInput = z.object({
  memberId,
  kind: z.enum(["card", "external", "system"]),
  /** Of kind 'system' ("online:10293"): which system (the online store, the earlier till), then the person's id there. */
  value: z.string().trim().min(1).max(100).refine(isPrintable, { message: "unprintable" }),
});
export const removeIdentityInput = z.object({
  memberId,
  kind: z.enum(["email", "phone", "card", "line", "external", "system"]),
  value: z.string().min(1).max(400),
});
export const reissueInput = z.object({ memberId, oldCard: z.enum(["stops", "keeps_scanning"]) });

export const cardScan = z.object({ text: z.string().max(200) });
/** What shows that points may be spent: of a scan of the code on the phone; or a manager's reason for going without. */
export const spendProofInput = z.object({
  permit: z.string().max(200).optional(),
  withoutCode: z.string().trim().min(1).max(200).optional(),
});
/** Which members a list shows; the address of the list, a saved list and a bulk action say it alike. */
export const memberFilter = z.object({
  /** Beginning of a reading, name, mail address or phone number; or a card number or external id. */
  q: z.string().trim().max(100).refine(isPrintable).default(""),
  mailOptIn: z.boolean().optional(),
  hasMail: z.boolean().optional(),
  storeId: z.uuid().optional(),
  tagId: z.uuid().optional(),
  /** A rank of the program that counts. */
  rankId: z.uuid().optional(),
  joinedFrom: z.iso.date().optional(),
  joinedTo: z.iso.date().optional(),
  /** Those who have left are shown only when asked for. */
  withdrawn: z.boolean().default(false),
});
export type MemberFilter = z.output<typeof memberFilter>;
export const memberSort = z.enum(["joined", "joined_asc", "kana", "kana_desc", "login"]);
export const memberSearch = memberFilter.extend({
  /** Without a word only: a word has the order of what it searches. */
  sort: memberSort.default("joined"),
  cursor: z.string().max(1_000).optional(),
  /** Whether the page after the cursor is asked for, or the one before it. */
  direction: z.enum(["next", "prev"]).default("next"),
  limit: z.number().int().min(1).max(100).default(30),
});

export const bulkMost = 10_000;
const bulkAction = z.enum(["add_tag", "remove_tag", "withdraw_consent"]);
export const startBulkInput = z
  .object({
    action: bulkAction,
    tagId: z.uuid().optional(),
    /** Chosen one by one, or all that a filter finds. */
    memberIds: z.array(memberId).min(1).max(1_000).optional(),
    filter: memberFilter.optional(),
  })
  .refine((input) => (input.memberIds === undefined) !== (input.filter === undefined), { path: ["memberIds"] })
  .refine((input) => (input.action === "withdraw_consent") === (input.tagId === undefined), { path: ["tagId"] });
export const bulkRef = z.object({ runId: z.uuid() });

export const saveViewInput = z.object({
  name: tagName,
  query: z
    .string()
    .max(1_000)
    .refine((text) => text === "" || /^[\w%&=.+~-]+$/.test(text)),
  isShared: z.boolean().default(false),
});
export const viewRef = z.object({ viewId: z.uuid() });

export const passwordSignIn = z.object({
  email: emailAddress,
  password: z.string().min(1).max(200),
  origin: z.string(),
});
export const linkRequest = z.object({
  email: emailAddress,
  origin: z.string(),
  /** A path of this shop's My Page to come to afterwards; whatever else stands there is forgotten. */
  returnTo: z.string().max(500).optional(),
});
/** Somebody who was invited by a member and wants to become one. */
export const joinRequest = linkRequest.extend({ inviteCode: z.string().trim().min(1).max(20) });
export const linkUse = z.object({ token: z.string().max(200), origin: z.string() });
export const passwordChange = z.object({ password: newPassword });
