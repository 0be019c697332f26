import { sql } from "drizzle-orm";
import { check, foreignKey, index, pgTable, primaryKey, text, unique, uuid } from "drizzle-orm/pg-core";
import { instant, memberId, tenantId } from "./columns";
import { members } from "./members";
import { tenants } from "./tenancy";

/** What a shop signs its wallet cards with. Private keys are sealed; certificates are public. No row, or null: not set up. */
export const passIssuers = pgTable(
  "pass_issuers",
  {
    tenantId: tenantId(),
    platform: text("platform").notNull(),
    /** Apple: the pass type identifier; Google: the issuer's number. */
    issuerId: text("issuer_id").notNull(),
    /** Apple: the team identifier; Google: the service account's address. */
    accountId: text("account_id").notNull(),
    /** Apple only, PEM: the pass type's certificate, and Apple's own above it. */
    certificatePem: text("certificate_pem"),
    authorityPem: text("authority_pem"),
    keySealed: text("key_sealed").notNull(),
    /** Google only: of what its class of cards shows, as it was last told; null: never. */
    toldLooks: text("told_looks"),
    /** When the certificate ends; a Google key has no end. */
    validUntil: instant("valid_until"),
    changedAt: instant("changed_at").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.platform] }),
    foreignKey({ columns: [t.tenantId], foreignColumns: [tenants.id] }),
    check("pass_issuers_platform", sql`platform in ('apple', 'google')`),
    check("pass_issuers_certificate", sql`(platform = 'apple') = (certificate_pem is not null)`),
  ],
);

/** A member's card in a phone's wallet; one of each kind. `id` is Apple's serial number and the end of Google's object id. */
export const memberPasses = pgTable(
  "member_passes",
  {
    tenantId: tenantId(),
    memberId: memberId(),
    id: uuid("id").notNull(),
    platform: text("platform").notNull(),
    /** Of what the card shows: another hash means that phones must be told. */
    contentHash: text("content_hash").notNull(),
    changedAt: instant("changed_at").notNull(),
    createdAt: instant("created_at").notNull(),
    /** When the card was last worked out, and a hash of what of it is the shop's (name, colour, logo, names of ranks). */
    lookedAt: instant("looked_at"),
    looksHash: text("looks_hash"),
    /** Up to which change every phone has been told; null before the first time. */
    toldAt: instant("told_at"),
    /** Why the last attempt to tell a phone failed; null when it did not. */
    failure: text("failure"),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.memberId, t.id] }),
    unique("member_passes_one").on(t.tenantId, t.memberId, t.platform),
    foreignKey({ columns: [t.tenantId, t.memberId], foreignColumns: [members.tenantId, members.memberId] }),
    check("member_passes_platform", sql`platform in ('apple', 'google')`),
  ],
);

/** A phone that holds an Apple pass and wants to hear of its changes. */
export const passDevices = pgTable(
  "pass_devices",
  {
    tenantId: tenantId(),
    memberId: memberId(),
    passId: uuid("pass_id").notNull(),
    deviceId: text("device_id").notNull(),
    pushToken: text("push_token").notNull(),
    createdAt: instant("created_at").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.memberId, t.passId, t.deviceId] }),
    index("pass_devices_by_device").on(t.tenantId, t.deviceId),
    foreignKey({
      columns: [t.tenantId, t.memberId, t.passId],
      foreignColumns: [memberPasses.tenantId, memberPasses.memberId, memberPasses.id],
    }),
  ],
);
