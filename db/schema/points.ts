import { sql } from "drizzle-orm";
import {
  boolean,
  check,
  date,
  foreignKey,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  unique,
  uuid,
} from "drizzle-orm/pg-core";
import { instant, memberId, tenantId, whole } from "./columns";
import { members } from "./members";

/** How points are earned and die; a new row is a new version, the newest valid one counts. */
export const pointPrograms = pgTable(
  "point_programs",
  {
    tenantId: tenantId(),
    id: uuid("id").notNull(),
    validFrom: instant("valid_from").notNull(),
    /** `ratePoints` points per `rateYen` yen, tax included. */
    ratePoints: integer("rate_points").notNull(),
    rateYen: integer("rate_yen").notNull(),
    rounding: text("rounding").notNull().default("down"),
    pendingDays: integer("pending_days").notNull().default(0),
    expiryMonths: integer("expiry_months").notNull().default(12),
    /** Days a point lives that comes back by a return after its lot has expired. */
    returnGraceDays: integer("return_grace_days").notNull().default(30),
    /** 'rolling': each lot by itself; 'fixed': every year on one day; 'sliding': anew with every earning and spending. */
    expiryKind: text("expiry_kind").notNull().default("rolling"),
    /** Of the one day in the year; the last day of the month where the month is shorter. */
    fixedMonth: integer("fixed_month"),
    fixedDay: integer("fixed_day"),
    /** 'days': so many days after the sale; 'shipped': so many days after it was shipped. */
    pendingUntil: text("pending_until").notNull().default("days"),
    /** Days after which points of a sale become usable although nobody said that it was shipped; 0: never by themselves. */
    pendingLatestDays: integer("pending_latest_days").notNull().default(0),
    /** Minutes for which a till may hold points. */
    holdMinutes: integer("hold_minutes").notNull().default(15),
    /** Points a member may give to another at a time and in a month; 0: giving is not offered. */
    transferPerCall: integer("transfer_per_call").notNull().default(0),
    transferPerMonth: integer("transfer_per_month").notNull().default(0),
    /** How many a family may be, and how many points a month one member may use of the others'; 0: families are not offered. */
    familySize: integer("family_size").notNull().default(0),
    familyPerMonth: integer("family_per_month").notNull().default(0),
    createdAt: instant("created_at").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    index("point_programs_newest").on(t.tenantId, t.validFrom.desc().nullsFirst()),
    check("point_programs_rounding", sql`rounding in ('down', 'half_up', 'up')`),
    check("point_programs_rate", sql`rate_points >= 0 and rate_yen > 0`),
    check("point_programs_days", sql`pending_days >= 0 and expiry_months >= 0 and return_grace_days >= 0`),
    check(
      "point_programs_expiry",
      sql`case expiry_kind when 'fixed' then fixed_month between 1 and 12 and fixed_day between 1 and 31
        else expiry_kind in ('rolling', 'sliding') and expiry_months > 0 end`,
    ),
    check("point_programs_pending", sql`pending_until in ('days', 'shipped') and pending_latest_days >= 0`),
    check(
      "point_programs_limits",
      sql`hold_minutes > 0 and transfer_per_call >= 0 and transfer_per_month >= 0 and family_size >= 0 and family_per_month >= 0`,
    ),
  ],
);

/** The only ledger row that is ever locked. Debt is what a return took that was already spent. */
export const wallets = pgTable(
  "wallets",
  {
    tenantId: tenantId(),
    memberId: memberId(),
    available: whole("available").notNull().default(0),
    pending: whole("pending").notNull().default(0),
    debt: whole("debt").notNull().default(0),
    /** Promised to a till by open holds; taken from lots already. */
    held: whole("held").notNull().default(0),
    version: whole("version").notNull().default(0),
    /** Earliest instant at which a lot of this wallet activates or expires, or a hold ends: nothing is due before it. */
    nextDueAt: instant("next_due_at"),
    /** Since the member has left: nothing is given or spent any more, and what a return brings is forfeited at once. */
    closedAt: instant("closed_at"),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.memberId] }),
    index("wallets_due").on(t.tenantId, t.nextDueAt),
    // No index on a balance: every posting would have to move it, and could then not update the row in place (HOT).
    check("wallets_buckets", sql`available >= 0 and pending >= 0 and debt >= 0 and held >= 0`),
    foreignKey({ columns: [t.tenantId, t.memberId], foreignColumns: [members.tenantId, members.memberId] }),
  ],
);

/** Append-only. One row per thing that happened to a wallet; its entries sum to zero. */
export const pointJournals = pgTable(
  "point_journals",
  {
    tenantId: tenantId(),
    memberId: memberId(),
    id: uuid("id").notNull(),
    kind: text("kind").notNull(),
    idempotencyKey: text("idempotency_key").notNull(),
    requestHash: text("request_hash").notNull(),
    occurredAt: instant("occurred_at").notNull(),
    recordedAt: instant("recorded_at").notNull(),
    businessDate: date("business_date", { mode: "string" }).notNull(),
    actorKind: text("actor_kind").notNull(),
    actorId: uuid("actor_id"),
    storeId: uuid("store_id"),
    /** The journal this one takes back. */
    undoesId: uuid("undoes_id"),
    /** The purchase (or other cause) the points belong to. */
    causeId: uuid("cause_id"),
    reason: text("reason"),
    /** The rule and its inputs, frozen: "why 37 points?" stays answerable for ever. */
    snapshot: jsonb("snapshot"),
    walletVersion: whole("wallet_version").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.memberId, t.id] }),
    unique("point_journals_key").on(t.tenantId, t.memberId, t.idempotencyKey),
    unique("point_journals_version").on(t.tenantId, t.memberId, t.walletVersion),
    index("point_journals_cause").on(t.tenantId, t.memberId, t.causeId),
    // What was done by hand at a store: few among many, so that postings of sales do not pay for it.
    index("point_journals_by_hand")
      .on(t.tenantId, t.storeId, t.occurredAt.desc().nullsFirst(), t.id.desc().nullsFirst())
      .where(sql`kind = 'adjust' or (kind = 'spend' and cause_id = id)`),
    foreignKey({ columns: [t.tenantId, t.memberId], foreignColumns: [wallets.tenantId, wallets.memberId] }),
    // What a row may hold is said by functions (db/functions/15_ledger_checks.sql): an expression is read from its text anew in every
    // statement, which was a seventh of what a posting costs.
    check("point_journals_row", sql`goen.is_point_journal(kind)`),
  ],
);

/** Append-only. Member accounts carry the balance after; system accounts (issued, redeemed, ...) only the amount. */
export const pointEntries = pgTable(
  "point_entries",
  {
    tenantId: tenantId(),
    memberId: memberId(),
    journalId: uuid("journal_id").notNull(),
    entryNo: integer("entry_no").notNull(),
    account: text("account").notNull(),
    amount: whole("amount").notNull(),
    balanceAfter: whole("balance_after"),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.memberId, t.journalId, t.entryNo] }),
    foreignKey({
      columns: [t.tenantId, t.memberId, t.journalId],
      foreignColumns: [pointJournals.tenantId, pointJournals.memberId, pointJournals.id],
    }),
    check("point_entries_row", sql`goen.is_point_entry(account, amount, balance_after)`),
  ],
);

/** A grant with its own life (付与ロット). A journal that gives makes one, which bears its id; one that moves lots here makes one for each. */
export const pointLots = pgTable(
  "point_lots",
  {
    tenantId: tenantId(),
    memberId: memberId(),
    id: uuid("id").notNull(),
    journalId: uuid("journal_id").notNull(),
    state: text("state").notNull(),
    granted: whole("granted").notNull(),
    remaining: whole("remaining").notNull(),
    priority: integer("priority").notNull().default(100),
    availableAt: instant("available_at").notNull(),
    expiresAt: instant("expires_at").notNull(),
    origin: text("origin").notNull(),
    /** Its end moves with every earning and spending. */
    slides: boolean("slides").notNull().default(false),
    /** For a lot that came from another wallet: the journal that once gave it, and the lot there. */
    earnedBy: uuid("earned_by"),
    sourceMemberId: uuid("source_member_id"),
    sourceLotId: uuid("source_lot_id"),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.memberId, t.id] }),
    index("point_lots_open").on(t.tenantId, t.memberId, t.priority, t.expiresAt, t.id).where(sql`remaining > 0`),
    foreignKey({
      columns: [t.tenantId, t.memberId, t.journalId],
      foreignColumns: [pointJournals.tenantId, pointJournals.memberId, pointJournals.id],
    }),
    check("point_lots_row", sql`goen.is_point_lot(state, granted, remaining, origin)`),
  ],
);

/** Append-only: which journal drew (negative) or restored (positive) how much on which lot. */
export const pointLotMoves = pgTable(
  "point_lot_moves",
  {
    tenantId: tenantId(),
    memberId: memberId(),
    journalId: uuid("journal_id").notNull(),
    lotId: uuid("lot_id").notNull(),
    amount: whole("amount").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.memberId, t.journalId, t.lotId] }),
    index("point_lot_moves_by_lot").on(t.tenantId, t.memberId, t.lotId),
    foreignKey({
      columns: [t.tenantId, t.memberId, t.lotId],
      foreignColumns: [pointLots.tenantId, pointLots.memberId, pointLots.id],
    }),
    foreignKey({
      columns: [t.tenantId, t.memberId, t.journalId],
      foreignColumns: [pointJournals.tenantId, pointJournals.memberId, pointJournals.id],
    }),
    check("point_lot_moves_amount", sql`amount <> 0`),
  ],
);
