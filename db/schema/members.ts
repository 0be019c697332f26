import { sql } from "drizzle-orm";
import {
  type AnyPgColumn,
  boolean,
  check,
  date,
  foreignKey,
  index,
  integer,
  pgTable,
  primaryKey,
  text,
  unique,
  uuid,
} from "drizzle-orm/pg-core";
import { instant, memberId, tenantId } from "./columns";

/** A customer (会員). Everything personal may be absent: a card issued at the counter asks for nothing. */
export const members = pgTable(
  "members",
  {
    tenantId: tenantId(),
    memberId: memberId(),
    memberNo: text("member_no").notNull(),
    externalId: text("external_id"),
    familyName: text("family_name"),
    givenName: text("given_name"),
    familyKana: text("family_kana"),
    givenKana: text("given_kana"),
    /** Katakana, full width, no spaces: what name search and duplicate search compare. */
    kanaNormalised: text("kana_normalised"),
    /** family + given, NFKC, no spaces. */
    nameNormalised: text("name_normalised"),
    emailNormalised: text("email_normalised"),
    emailVerifiedAt: instant("email_verified_at"),
    /** E.164. */
    phoneNormalised: text("phone_normalised"),
    birthday: date("birthday", { mode: "string" }),
    gender: text("gender"),
    postalCode: text("postal_code"),
    prefecture: text("prefecture"),
    city: text("city"),
    addressLine: text("address_line"),
    locale: text("locale").notNull().default("ja"),
    /** Mirrors the newest row of `consents` for the mail channel; written in the same transaction. */
    mailOptIn: boolean("mail_opt_in").notNull().default(false),
    joinedAt: instant("joined_at").notNull(),
    joinedStoreId: uuid("joined_store_id"),
    lastLoginAt: instant("last_login_at"),
    withdrawnAt: instant("withdrawn_at"),
    /** The record of the same person that this one went into; it has `withdrawn_at` too, so that nothing reaches it any more. */
    mergedIntoId: uuid("merged_into_id"),
    updatedAt: instant("updated_at").notNull(),
    version: integer("version").notNull().default(1),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.memberId] }),
    index("members_by_joined").on(t.tenantId, t.joinedAt.desc().nullsFirst(), t.memberId.desc().nullsFirst()),
    // Who has changed since: the search for duplicates goes through changes in their order.
    index("members_by_change").on(t.tenantId, t.updatedAt, t.memberId),
    index("members_by_kana").on(t.tenantId, t.kanaNormalised.op("text_pattern_ops")),
    index("members_by_name").on(t.tenantId, t.nameNormalised.op("text_pattern_ops")),
    index("members_by_email").on(t.tenantId, t.emailNormalised.op("text_pattern_ops")),
    index("members_by_phone").on(t.tenantId, t.phoneNormalised.op("text_pattern_ops")),
    index("members_by_last_login").on(t.tenantId, t.lastLoginAt),
    // Filters of the desk, each in the order of the list: without them a filter that few pass would walk through everybody.
    index("members_by_store").on(
      t.tenantId,
      t.joinedStoreId,
      t.joinedAt.desc().nullsFirst(),
      t.memberId.desc().nullsFirst(),
    ),
    index("members_by_mail_opt_in").on(
      t.tenantId,
      t.mailOptIn,
      t.joinedAt.desc().nullsFirst(),
      t.memberId.desc().nullsFirst(),
    ),
    index("members_withdrawn")
      .on(t.tenantId, t.joinedAt.desc().nullsFirst(), t.memberId.desc().nullsFirst())
      .where(sql`withdrawn_at is not null`),
    index("members_without_email")
      .on(t.tenantId, t.joinedAt.desc().nullsFirst(), t.memberId.desc().nullsFirst())
      .where(sql`email_normalised is null`),
    index("members_by_birthday").on(t.tenantId, t.birthday),
    index("members_merged").on(t.tenantId, t.mergedIntoId).where(sql`merged_into_id is not null`),
    check("members_gender", sql`gender in ('female', 'male', 'other')`),
    check("members_locale", sql`locale in ('ja', 'en')`),
  ],
);

const ofMember = (t: { tenantId: AnyPgColumn; memberId: AnyPgColumn }) =>
  foreignKey({ columns: [t.tenantId, t.memberId], foreignColumns: [members.tenantId, members.memberId] });

/**
 * What beside the beginning of the whole name a search may begin with: the given name, or where family and given name were
 * written in one piece each place where the given name may begin. Ends of `kana_normalised` and `name_normalised`, kept by
 * a trigger (db/functions/40_member_words.sql); whole names have their indexes above.
 */
export const memberWords = pgTable(
  "member_words",
  {
    tenantId: tenantId(),
    memberId: memberId(),
    kind: text("kind").notNull(),
    word: text("word").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.memberId, t.kind, t.word] }),
    index("member_words_by_word").on(t.tenantId, t.kind, t.word.op("text_pattern_ops"), t.memberId),
    check("member_words_kind", sql`kind in ('kana', 'name')`),
    ofMember(t),
  ],
);

/** Tenant-wide uniqueness of everything that names a member: e-mail, phone, card, LINE user, external id, receipt, repair. */
export const memberKeys = pgTable(
  "member_keys",
  {
    tenantId: tenantId(),
    kind: text("kind").notNull(),
    value: text("value").notNull(),
    memberId: memberId(),
    createdAt: instant("created_at").notNull(),
    /** A lost card: it still names its member, so that nobody else gets the number, but opens nothing any more. */
    stoppedAt: instant("stopped_at"),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.kind, t.value] }),
    index("member_keys_by_member").on(t.tenantId, t.memberId),
    check(
      "member_keys_kind",
      sql`kind in ('email', 'phone', 'card', 'line', 'external', 'system', 'receipt', 'repair', 'friend')`,
    ),
  ],
);

/** Every yes and no to being written to, with when, how and to which wording. The newest row per channel counts. */
export const consents = pgTable(
  "consents",
  {
    tenantId: tenantId(),
    memberId: memberId(),
    id: uuid("id").notNull(),
    channel: text("channel").notNull(),
    isGranted: boolean("is_granted").notNull(),
    at: instant("at").notNull(),
    source: text("source").notNull(),
    textVersion: text("text_version").notNull(),
    actorKind: text("actor_kind").notNull(),
    actorId: uuid("actor_id"),
    /** From where it was said, as the door saw it; null for what staff, imports and jobs wrote down. Kept: it is the proof. */
    ip: text("ip"),
    userAgent: text("user_agent"),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.memberId, t.id] }),
    index("consents_newest").on(t.tenantId, t.memberId, t.channel, t.at.desc().nullsFirst()),
    check("consents_channel", sql`channel in ('mail', 'line', 'sms', 'push', 'post', 'phone')`),
    ofMember(t),
  ],
);

export const memberPasswords = pgTable(
  "member_passwords",
  {
    tenantId: tenantId(),
    memberId: memberId(),
    passwordHash: text("password_hash").notNull(),
    setAt: instant("set_at").notNull(),
  },
  (t) => [primaryKey({ columns: [t.tenantId, t.memberId] }), ofMember(t)],
);

/** Local table (see docs on scale-out): no foreign key to the member family. */
export const memberSessions = pgTable(
  "member_sessions",
  {
    tenantId: tenantId(),
    id: uuid("id").notNull(),
    memberId: memberId(),
    createdAt: instant("created_at").notNull(),
    lastSeenAt: instant("last_seen_at").notNull(),
    expiresAt: instant("expires_at").notNull(),
    revokedAt: instant("revoked_at"),
    userAgent: text("user_agent"),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    index("member_sessions_by_member").on(t.tenantId, t.memberId, t.createdAt.desc().nullsFirst()),
  ],
);

/** One-time secrets of a member: a sign-in link by mail, or the claim printed or shown when a card is issued. */
export const memberLinks = pgTable(
  "member_links",
  {
    tenantId: tenantId(),
    id: uuid("id").notNull(),
    memberId: memberId(),
    purpose: text("purpose").notNull(),
    tokenHash: text("token_hash").notNull(),
    /** For 'verify_email': the address that becomes the member's when the link is used. */
    emailNormalised: text("email_normalised"),
    /** Where in My Page the member wanted to go when they asked for the link. */
    returnTo: text("return_to"),
    /** For 'join': by whose code the person was invited. */
    inviteCode: text("invite_code"),
    createdAt: instant("created_at").notNull(),
    expiresAt: instant("expires_at").notNull(),
    usedAt: instant("used_at"),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    unique("member_links_token").on(t.tenantId, t.tokenHash),
    index("member_links_by_member").on(t.tenantId, t.memberId),
    check("member_links_purpose", sql`purpose in ('sign_in', 'claim_card', 'verify_email', 'join')`),
  ],
);

/** Which of the mails about one's own doings a member wants; no row means yes. Mails that keep an account safe are not asked about. */
export const mailPreferences = pgTable(
  "mail_preferences",
  {
    tenantId: tenantId(),
    memberId: memberId(),
    kind: text("kind").notNull(),
    isWanted: boolean("is_wanted").notNull(),
    changedAt: instant("changed_at").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.memberId, t.kind] }),
    check("mail_preferences_kind", sql`kind in ('receipt')`),
    ofMember(t),
  ],
);
