import { sql } from "drizzle-orm";
import {
  boolean,
  check,
  foreignKey,
  index,
  integer,
  pgTable,
  primaryKey,
  text,
  unique,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import { instant, tenantId } from "./columns";

/** A retailer (事業者). Reference table: small, rarely written, no counters. */
export const tenants = pgTable(
  "tenants",
  {
    id: uuid("id").primaryKey(),
    slug: text("slug").notNull().unique(),
    name: text("name").notNull(),
    nameLatin: text("name_latin").notNull(),
    trade: text("trade").notNull(),
    brandColor: text("brand_color").notNull(),
    /** A file of kind 'logo'. No foreign key: files are local to one node, tenants are everywhere. */
    logoFileId: uuid("logo_file_id"),
    timeZone: text("time_zone").notNull().default("Asia/Tokyo"),
    /** Minutes after midnight at which the business day begins; a sale at 01:00 of a bar belongs to yesterday. */
    businessDayStartMinutes: integer("business_day_start_minutes").notNull().default(0),
    defaultLocale: text("default_locale").notNull().default("ja"),
    cardSymbology: text("card_symbology").notNull().default("code128"),
    /** What a till must have seen before a member pays with points: the card, or the code on the phone that changes. */
    spendProof: text("spend_proof").$type<"card" | "code">().notNull().default("card"),
    /** Points one card may pay with on a business day at tills without a connection. */
    offlineSpendPerDay: integer("offline_spend_per_day").notNull().default(1000),
    mailFromName: text("mail_from_name").notNull(),
    mailFromAddress: text("mail_from_address").notNull(),
    /** Shown in every marketing mail: 特定電子メール法 art. 4 asks for sender, address and contact. */
    legalName: text("legal_name").notNull(),
    legalAddress: text("legal_address").notNull(),
    contactUrl: text("contact_url").notNull(),
    /** No marketing message leaves in [start, end) of the tenant's local day; may wrap midnight. */
    quietStartMinutes: integer("quiet_start_minutes").notNull().default(1260),
    quietEndMinutes: integer("quiet_end_minutes").notNull().default(540),
    /** Marketing messages one member may get in any seven days. */
    marketingCapPerWeek: integer("marketing_cap_per_week").notNull().default(4),
    /** Of one household, whether only one gets the same mail: never, those put together by staff, or whoever has one postal address. */
    householdMail: text("household_mail").$type<"each" | "household" | "address">().notNull().default("each"),
    isDemo: boolean("is_demo").notNull().default(false),
    createdAt: instant("created_at").notNull(),
  },
  () => [
    check("tenants_slug_shape", sql`slug ~ '^[a-z0-9][a-z0-9-]{1,39}$'`),
    check("tenants_symbology", sql`card_symbology in ('code128', 'nw7', 'ean13', 'qr')`),
    check("tenants_spend_proof", sql`spend_proof in ('card', 'code')`),
    check("tenants_offline_spend", sql`offline_spend_per_day between 0 and 1000000`),
  ],
);

/** A shop or online store (店舗). */
export const stores = pgTable(
  "stores",
  {
    tenantId: tenantId(),
    id: uuid("id").notNull(),
    externalId: text("external_id").notNull(),
    name: text("name").notNull(),
    kind: text("kind").notNull().default("shop"),
    postalCode: text("postal_code"),
    address: text("address"),
    phone: text("phone"),
    createdAt: instant("created_at").notNull(),
    closedAt: instant("closed_at"),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    unique("stores_external_id").on(t.tenantId, t.externalId),
    check("stores_kind", sql`kind in ('shop', 'online')`),
    foreignKey({ columns: [t.tenantId], foreignColumns: [tenants.id] }),
  ],
);

/** A person who works at one or more retailers. Not of one tenant: it carries no tenant_id. */
export const staffAccounts = pgTable("staff_accounts", {
  id: uuid("id").primaryKey(),
  emailNormalised: text("email_normalised").notNull().unique(),
  name: text("name").notNull(),
  passwordHash: text("password_hash"),
  passwordSetAt: instant("password_set_at"),
  locale: text("locale").notNull().default("ja"),
  createdAt: instant("created_at").notNull(),
});

/** What an account may do at one tenant. A removal is a date, not a deleted row. */
export const staffMemberships = pgTable(
  "staff_memberships",
  {
    tenantId: tenantId(),
    id: uuid("id").notNull(),
    accountId: uuid("account_id")
      .notNull()
      .references(() => staffAccounts.id),
    role: text("role").notNull(),
    storeId: uuid("store_id"),
    createdAt: instant("created_at").notNull(),
    removedAt: instant("removed_at"),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    uniqueIndex("staff_memberships_one_open").on(t.tenantId, t.accountId).where(sql`removed_at is null`),
    index("staff_memberships_by_account").on(t.accountId),
    check("staff_memberships_role", sql`role in ('owner', 'marketer', 'store_staff', 'analyst')`),
    foreignKey({ columns: [t.tenantId, t.storeId], foreignColumns: [stores.tenantId, stores.id] }),
  ],
);

export const staffSessions = pgTable(
  "staff_sessions",
  {
    id: uuid("id").primaryKey(),
    accountId: uuid("account_id")
      .notNull()
      .references(() => staffAccounts.id),
    createdAt: instant("created_at").notNull(),
    lastSeenAt: instant("last_seen_at").notNull(),
    expiresAt: instant("expires_at").notNull(),
    revokedAt: instant("revoked_at"),
    userAgent: text("user_agent"),
    /** True until the second step of the sign-in is done; such a session is nobody yet. */
    awaitsCode: boolean("awaits_code").notNull().default(false),
  },
  (t) => [index("staff_sessions_by_account").on(t.accountId, t.createdAt.desc().nullsFirst())],
);

/**
 * A one-time sign-in link. The token itself is never stored: only its SHA-256. No foreign key to the account: a request for an
 * unknown address writes the same row (to nobody), so that neither answer nor time tells which addresses are registered.
 */
export const staffSignInLinks = pgTable(
  "staff_sign_in_links",
  {
    id: uuid("id").primaryKey(),
    accountId: uuid("account_id").notNull(),
    tokenHash: text("token_hash").notNull().unique(),
    /** A path of our own at which the person was stopped, e.g. an invitation; null: nowhere in particular. */
    returnTo: text("return_to"),
    createdAt: instant("created_at").notNull(),
    expiresAt: instant("expires_at").notNull(),
    usedAt: instant("used_at"),
  },
  (t) => [index("staff_sign_in_links_by_account").on(t.accountId)],
);

/**
 * Somebody who wants to open a shop and has yet to show that the address is theirs. Of no tenant: there is none yet. The row is the
 * same whether or not the address has an account; only the mail differs.
 */
export const signUps = pgTable(
  "sign_ups",
  {
    id: uuid("id").primaryKey(),
    emailNormalised: text("email_normalised").notNull(),
    tokenHash: text("token_hash").notNull().unique(),
    locale: text("locale").notNull().default("ja"),
    createdAt: instant("created_at").notNull(),
    expiresAt: instant("expires_at").notNull(),
    usedAt: instant("used_at"),
  },
  () => [check("sign_ups_locale", sql`locale in ('ja', 'en')`)],
);
