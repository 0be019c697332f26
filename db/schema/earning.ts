import { sql } from "drizzle-orm";
import {
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

/** The rules as they are being written; one draft per shop, published as a version. */
export const earnDrafts = pgTable(
  "earn_drafts",
  {
    tenantId: tenantId(),
    rules: jsonb("rules").notNull(),
    revision: integer("revision").notNull(),
    updatedAt: instant("updated_at").notNull(),
    updatedBy: uuid("updated_by"),
  },
  (t) => [primaryKey({ columns: [t.tenantId] })],
);

/** A published version of all rules, never changed afterwards. One that has not begun may be called off. */
export const earnRuleSets = pgTable(
  "earn_rule_sets",
  {
    tenantId: tenantId(),
    version: integer("version").notNull(),
    validFrom: instant("valid_from").notNull(),
    rules: jsonb("rules").notNull(),
    note: text("note"),
    publishedAt: instant("published_at").notNull(),
    publishedBy: uuid("published_by"),
    cancelledAt: instant("cancelled_at"),
    cancelledBy: uuid("cancelled_by"),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.version] }),
    check("earn_rule_sets_cancelled", sql`cancelled_at is null or cancelled_at < valid_from`),
  ],
);

/** A rule gives nothing for what happens while it is paused, whichever version is in force. */
export const earnRulePauses = pgTable(
  "earn_rule_pauses",
  {
    tenantId: tenantId(),
    id: uuid("id").notNull(),
    ruleId: uuid("rule_id").notNull(),
    pausedAt: instant("paused_at").notNull(),
    pausedBy: uuid("paused_by"),
    resumedAt: instant("resumed_at"),
    resumedBy: uuid("resumed_by"),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    index("earn_rule_pauses_by_rule").on(t.tenantId, t.ruleId, t.pausedAt),
  ],
);

/** Why somebody earned what they earned: one row per rule and sale (or occasion), as the rule was then. */
export const earnParts = pgTable(
  "earn_parts",
  {
    tenantId: tenantId(),
    memberId: memberId(),
    id: uuid("id").notNull(),
    causeKind: text("cause_kind").notNull(),
    /** The purchase; of an occasion an id of its own, which its journal names as well. */
    causeId: uuid("cause_id").notNull(),
    partNo: integer("part_no").notNull(),
    kind: text("kind").notNull(),
    /** Null for the base rate and for coupons. */
    ruleId: uuid("rule_id"),
    version: integer("version"),
    label: text("label").notNull(),
    points: whole("points").notNull(),
    /** [{lineId, points}]: the parts of the lines, which add up to `points`. */
    perLine: jsonb("per_line").notNull().default([]),
    takenBack: whole("taken_back").notNull().default(0),
    /** The journal that gave them; parts with one life share one. */
    journalId: uuid("journal_id").notNull(),
    /** The numbers it was worked out from. */
    inputs: jsonb("inputs").notNull(),
    /** The budget's period and cell it was taken from. */
    budgetPeriod: text("budget_period"),
    availableAt: instant("available_at").notNull(),
    expiresAt: instant("expires_at").notNull(),
    occurredAt: instant("occurred_at").notNull(),
    businessDate: date("business_date", { mode: "string" }).notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.memberId, t.id] }),
    unique("earn_parts_of_cause").on(t.tenantId, t.memberId, t.causeId, t.partNo),
    // What a rule has given a member so far, and what it has given in all.
    index("earn_parts_by_rule").on(t.tenantId, t.ruleId, t.memberId, t.businessDate).where(sql`rule_id is not null`),
    foreignKey({ columns: [t.tenantId, t.memberId], foreignColumns: [members.tenantId, members.memberId] }),
    check("earn_parts_cause", sql`cause_kind in ('sale', 'occasion')`),
    check("earn_parts_kind", sql`kind in ('base', 'rate', 'multiply', 'bonus', 'coupon', 'occasion')`),
    check("earn_parts_points", sql`points >= 0 and taken_back between 0 and points`),
  ],
);

/** A rule's budget in cells, so that tills do not queue for one counter: each takes from its own and borrows from the others. */
export const earnBudgetCells = pgTable(
  "earn_budget_cells",
  {
    tenantId: tenantId(),
    ruleId: uuid("rule_id").notNull(),
    /** 'ever', or the month 'YYYY-MM' or day the budget is for. */
    period: text("period").notNull(),
    cell: integer("cell").notNull(),
    /** The rule set whose budget was split last. */
    version: integer("version").notNull(),
    quota: whole("quota").notNull(),
    used: whole("used").notNull().default(0),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.ruleId, t.period, t.cell] }),
    check("earn_budget_cells_used", sql`used between 0 and quota`),
  ],
);

/** Points that wait for somebody's first purchase (referral); they enter the ledger when it comes. */
export const earnPromises = pgTable(
  "earn_promises",
  {
    tenantId: tenantId(),
    /** Who gets the points. */
    memberId: memberId(),
    id: uuid("id").notNull(),
    occasion: text("occasion").notNull(),
    key: text("key").notNull(),
    /** Whose first purchase it waits for. */
    waitsForMemberId: uuid("waits_for_member_id").notNull(),
    storeId: uuid("store_id"),
    createdAt: instant("created_at").notNull(),
    /** What it would have been worth when promised, to be shown; what is given is decided when it is kept. */
    points: whole("points").notNull(),
    label: text("label").notNull(),
    keptAt: instant("kept_at"),
    /** The purchase that kept it. Where that one comes back as a whole, the promise waits again, one attempt further. */
    keptBy: uuid("kept_by"),
    attempt: integer("attempt").notNull().default(1),
    /** Comes to nothing when nothing was bought until then; null: waits for ever. */
    expiresAt: instant("expires_at"),
    lapsedAt: instant("lapsed_at"),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.memberId, t.id] }),
    unique("earn_promises_key").on(t.tenantId, t.memberId, t.occasion, t.key),
    index("earn_promises_waiting").on(t.tenantId, t.waitsForMemberId).where(sql`kept_at is null and lapsed_at is null`),
    index("earn_promises_kept_by").on(t.tenantId, t.keptBy).where(sql`kept_by is not null`),
    foreignKey({ columns: [t.tenantId, t.memberId], foreignColumns: [members.tenantId, members.memberId] }),
  ],
);
