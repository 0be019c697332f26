import { sql } from "drizzle-orm";
import { boolean, check, foreignKey, index, pgTable, primaryKey, text, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import { instant, memberId, tenantId, whole } from "./columns";
import { members } from "./members";
import { pointLots, wallets } from "./points";

/** Append-only: each change of when a lot begins or ends, so that what was true at an earlier moment can be told. */
export const pointLotTerms = pgTable(
  "point_lot_terms",
  {
    tenantId: tenantId(),
    memberId: memberId(),
    id: uuid("id").notNull(),
    lotId: uuid("lot_id").notNull(),
    changedAt: instant("changed_at").notNull(),
    /** Version of the wallet with which it changed. */
    walletVersion: whole("wallet_version").notNull(),
    fromAvailableAt: instant("from_available_at").notNull(),
    toAvailableAt: instant("to_available_at").notNull(),
    fromExpiresAt: instant("from_expires_at").notNull(),
    toExpiresAt: instant("to_expires_at").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.memberId, t.id] }),
    index("point_lot_terms_by_lot").on(t.tenantId, t.memberId, t.lotId),
    foreignKey({
      columns: [t.tenantId, t.memberId, t.lotId],
      foreignColumns: [pointLots.tenantId, pointLots.memberId, pointLots.id],
    }),
  ],
);

/** Points promised to a till: taken from their lots, posted as spent or given back. Bears the id of its first journal. */
export const pointHolds = pgTable(
  "point_holds",
  {
    tenantId: tenantId(),
    memberId: memberId(),
    id: uuid("id").notNull(),
    state: text("state").notNull().default("open"),
    points: whole("points").notNull(),
    /** How many of them were spent. */
    postedPoints: whole("posted_points").notNull().default(0),
    storeId: uuid("store_id"),
    heldAt: instant("held_at").notNull(),
    /** Given back by itself then. */
    heldUntil: instant("held_until").notNull(),
    endedAt: instant("ended_at"),
    /** The journal that posted it or gave it back. */
    endedBy: uuid("ended_by"),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.memberId, t.id] }),
    index("point_holds_open").on(t.tenantId, t.memberId, t.heldUntil).where(sql`state = 'open'`),
    index("point_holds_ended_by").on(t.tenantId, t.memberId, t.endedBy).where(sql`state = 'posted'`),
    foreignKey({ columns: [t.tenantId, t.memberId], foreignColumns: [wallets.tenantId, wallets.memberId] }),
    check("point_holds_state", sql`state in ('open', 'posted', 'voided', 'lapsed', 'moved')`),
    check("point_holds_points", sql`points > 0 and posted_points between 0 and points`),
    check("point_holds_ended", sql`(state = 'open') = (ended_at is null)`),
  ],
);

/** Append-only: from which lots a hold took how much. */
export const pointHoldLots = pgTable(
  "point_hold_lots",
  {
    tenantId: tenantId(),
    memberId: memberId(),
    holdId: uuid("hold_id").notNull(),
    lotId: uuid("lot_id").notNull(),
    amount: whole("amount").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.memberId, t.holdId, t.lotId] }),
    foreignKey({
      columns: [t.tenantId, t.memberId, t.holdId],
      foreignColumns: [pointHolds.tenantId, pointHolds.memberId, pointHolds.id],
    }),
    foreignKey({
      columns: [t.tenantId, t.memberId, t.lotId],
      foreignColumns: [pointLots.tenantId, pointLots.memberId, pointLots.id],
    }),
    check("point_hold_lots_amount", sql`amount > 0`),
  ],
);

/** Whose wallet went into this one (名寄せ). A merge of a wallet that others had gone into before has a row for each of them. */
export const pointMerges = pgTable(
  "point_merges",
  {
    tenantId: tenantId(),
    memberId: memberId(),
    mergeId: uuid("merge_id").notNull(),
    fromMemberId: uuid("from_member_id").notNull(),
    /** The wallet that was merged here by this very merge; others came along with it. */
    isDirect: boolean("is_direct").notNull(),
    journalId: uuid("journal_id"),
    /** What it owed, which went along. */
    debt: whole("debt").notNull().default(0),
    mergedAt: instant("merged_at").notNull(),
    undoneAt: instant("undone_at"),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.memberId, t.mergeId, t.fromMemberId] }),
    foreignKey({ columns: [t.tenantId, t.memberId], foreignColumns: [wallets.tenantId, wallets.memberId] }),
  ],
);

/** People who use their points together (家族合算). */
export const pointFamilies = pgTable(
  "point_families",
  {
    tenantId: tenantId(),
    id: uuid("id").notNull(),
    name: text("name").notNull(),
    formedAt: instant("formed_at").notNull(),
    endedAt: instant("ended_at"),
  },
  (t) => [primaryKey({ columns: [t.tenantId, t.id] })],
);

export const pointFamilyMembers = pgTable(
  "point_family_members",
  {
    tenantId: tenantId(),
    memberId: memberId(),
    familyId: uuid("family_id").notNull(),
    role: text("role").notNull(),
    /** Whether the others may pay with this member's points. */
    lends: boolean("lends").notNull().default(true),
    joinedAt: instant("joined_at").notNull(),
    leftAt: instant("left_at"),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.memberId, t.familyId, t.joinedAt] }),
    // A member is in one family at a time.
    uniqueIndex("point_family_members_one").on(t.tenantId, t.memberId).where(sql`left_at is null`),
    index("point_family_members_family").on(t.tenantId, t.familyId).where(sql`left_at is null`),
    foreignKey({ columns: [t.tenantId, t.memberId], foreignColumns: [members.tenantId, members.memberId] }),
    check("point_family_members_role", sql`role in ('head', 'member')`),
  ],
);

/** Codes by which a family is joined; each once. */
export const pointFamilyInvites = pgTable(
  "point_family_invites",
  {
    tenantId: tenantId(),
    codeHash: text("code_hash").notNull(),
    familyId: uuid("family_id").notNull(),
    invitedBy: uuid("invited_by").notNull(),
    createdAt: instant("created_at").notNull(),
    expiresAt: instant("expires_at").notNull(),
    usedAt: instant("used_at"),
    usedBy: uuid("used_by"),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.codeHash] }),
    index("point_family_invites_family").on(t.tenantId, t.familyId),
  ],
);
