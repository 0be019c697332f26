import { sql } from "drizzle-orm";
import {
  boolean,
  check,
  foreignKey,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import { instant, tenantId, whole } from "./columns";
import { staffAccounts, stores, tenants } from "./tenancy";

/** How strict a shop is about getting in and about lists of persons getting out. No row: the defaults. */
export const accessSettings = pgTable(
  "access_settings",
  {
    tenantId: tenantId().primaryKey(),
    requiresTotp: boolean("requires_totp").notNull().default(false),
    /** A list of more persons than this waits for a second pair of eyes; may be lowered, not raised. */
    approvalAbovePersons: integer("approval_above_persons").notNull().default(1000),
  },
  (t) => [
    foreignKey({ columns: [t.tenantId], foreignColumns: [tenants.id] }),
    check("access_settings_approval", sql`approval_above_persons between 0 and 1000`),
  ],
);

/** An invitation to work at a shop, bound to one address. Its mail may be sent again, and then the former link is over. */
export const staffInvitations = pgTable(
  "staff_invitations",
  {
    tenantId: tenantId(),
    id: uuid("id").notNull(),
    emailNormalised: text("email_normalised").notNull(),
    name: text("name"),
    role: text("role").notNull(),
    storeId: uuid("store_id"),
    locale: text("locale").notNull(),
    invitedBy: uuid("invited_by"),
    createdAt: instant("created_at").notNull(),
    /** What the link in the newest mail names; its secret is derived, never stored. */
    linkId: uuid("link_id").notNull(),
    sentAt: instant("sent_at").notNull(),
    expiresAt: instant("expires_at").notNull(),
    acceptedAt: instant("accepted_at"),
    membershipId: uuid("membership_id"),
    withdrawnAt: instant("withdrawn_at"),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    uniqueIndex("staff_invitations_one_open")
      .on(t.tenantId, t.emailNormalised)
      .where(sql`accepted_at is null and withdrawn_at is null`),
    index("staff_invitations_by_link").on(t.linkId),
    foreignKey({ columns: [t.tenantId], foreignColumns: [tenants.id] }),
    foreignKey({ columns: [t.tenantId, t.storeId], foreignColumns: [stores.tenantId, stores.id] }),
    check("staff_invitations_role", sql`role in ('owner', 'marketer', 'store_staff', 'analyst')`),
  ],
);

/** The second step of an account's sign-in (RFC 6238). The secret is sealed; without `confirmed_at` it is only being set up. */
export const staffTotp = pgTable("staff_totp", {
  accountId: uuid("account_id")
    .primaryKey()
    .references(() => staffAccounts.id),
  secretSealed: text("secret_sealed").notNull(),
  createdAt: instant("created_at").notNull(),
  confirmedAt: instant("confirmed_at"),
  /** The time step of the last code that was taken: neither it nor an older one is taken again. */
  lastStep: whole("last_step").notNull().default(0),
});

/** Codes for the day the phone is lost, each good for once. Only their hashes are kept. */
export const staffRecoveryCodes = pgTable(
  "staff_recovery_codes",
  {
    id: uuid("id").primaryKey(),
    accountId: uuid("account_id")
      .notNull()
      .references(() => staffAccounts.id, { onDelete: "cascade" }),
    codeHash: text("code_hash").notNull(),
    createdAt: instant("created_at").notNull(),
    usedAt: instant("used_at"),
  },
  (t) => [uniqueIndex("staff_recovery_codes_code").on(t.accountId, t.codeHash)],
);

/** A key for the retailer's own programs. Shown once; only its hash and its beginning are kept. */
export const apiKeys = pgTable(
  "api_keys",
  {
    tenantId: tenantId(),
    id: uuid("id").notNull(),
    name: text("name").notNull(),
    /** What people tell keys apart by; says nothing of the rest. */
    prefix: text("prefix").notNull(),
    secretHash: text("secret_hash").notNull(),
    /** The key before the last rotation, good until then. */
    formerPrefix: text("former_prefix"),
    formerSecretHash: text("former_secret_hash"),
    formerUntil: instant("former_until"),
    scopes: text("scopes").array().notNull(),
    storeId: uuid("store_id"),
    /** The till that has it, by the shop's own name or number; a new key for the same till has the same. */
    device: text("device"),
    createdBy: uuid("created_by"),
    createdAt: instant("created_at").notNull(),
    expiresAt: instant("expires_at"),
    lastUsedAt: instant("last_used_at"),
    revokedAt: instant("revoked_at"),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    index("api_keys_by_secret").on(t.secretHash),
    index("api_keys_by_former_secret").on(t.formerSecretHash).where(sql`former_secret_hash is not null`),
    foreignKey({ columns: [t.tenantId], foreignColumns: [tenants.id] }),
    foreignKey({ columns: [t.tenantId, t.storeId], foreignColumns: [stores.tenantId, stores.id] }),
  ],
);

/** A list of persons that leaves the product: who asked, who agreed, what became of it. */
export const dataExports = pgTable(
  "data_exports",
  {
    tenantId: tenantId(),
    id: uuid("id").notNull(),
    kind: text("kind").notNull(),
    filter: jsonb("filter").notNull(),
    reason: text("reason"),
    locale: text("locale").notNull(),
    personCount: whole("person_count").notNull(),
    needsApproval: boolean("needs_approval").notNull(),
    state: text("state").notNull(),
    requestedAt: instant("requested_at").notNull(),
    requestedBy: uuid("requested_by").notNull(),
    requestedByAccount: uuid("requested_by_account").notNull(),
    decidedAt: instant("decided_at"),
    decidedBy: uuid("decided_by"),
    decidedByAccount: uuid("decided_by_account"),
    decisionReason: text("decision_reason"),
    fileId: uuid("file_id"),
    rowCount: whole("row_count"),
    finishedAt: instant("finished_at"),
    expiresAt: instant("expires_at"),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    index("data_exports_newest").on(t.tenantId, t.requestedAt.desc().nullsFirst(), t.id.desc().nullsFirst()),
    check(
      "data_exports_state",
      sql`state in ('awaiting_approval', 'writing', 'ready', 'failed', 'rejected', 'withdrawn')`,
    ),
    // Nobody agrees to their own request, also not under a second membership.
    check("data_exports_second_person", sql`decided_by_account <> requested_by_account`),
    check(
      "data_exports_agreed",
      sql`not needs_approval or state in ('awaiting_approval', 'rejected', 'withdrawn') or decided_by_account is not null`,
    ),
  ],
);
