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
import { instant, memberId, tenantId, whole } from "./columns";
import { members } from "./members";

/** How much a single person may do with points by hand, and how long a receipt may be claimed. No row: no limits, 14 days. */
export const pointSafeguards = pgTable(
  "point_safeguards",
  {
    tenantId: tenantId().primaryKey(),
    /** Points moved by hand by one person on one card within a day; above, a second person decides. Null: no limit. */
    approvalAbovePoints: whole("approval_above_points"),
    /** Points one person may move by hand within a day, on all cards together. */
    staffDailyPoints: whole("staff_daily_points"),
    /** Points one card may be given by hand within a day, by everybody together. */
    memberDailyPoints: whole("member_daily_points"),
    /** A request that nobody decides ends after so many days. */
    approvalDays: integer("approval_days").notNull().default(7),
    /** Days after a sale without a card in which its receipt may be claimed; 0: not offered. */
    lateGrantDays: integer("late_grant_days").notNull().default(14),
  },
  () => [
    check(
      "point_safeguards_limits",
      sql`approval_above_points >= 0 and staff_daily_points >= 0 and member_daily_points >= 0
        and approval_days between 1 and 90 and late_grant_days between 0 and 90`,
    ),
  ],
);

/** An adjustment by hand that waits for a second person, and what became of it. */
export const pointApprovals = pgTable(
  "point_approvals",
  {
    tenantId: tenantId(),
    memberId: memberId(),
    id: uuid("id").notNull(),
    /** Key of the form: asked twice is asked once. */
    key: text("key").notNull(),
    points: whole("points").notNull(),
    reason: text("reason").notNull(),
    storeId: uuid("store_id"),
    /** Which limit it goes beyond. */
    limitKind: text("limit_kind").notNull(),
    state: text("state").notNull().default("waiting"),
    askedAt: instant("asked_at").notNull(),
    askedBy: uuid("asked_by").notNull(),
    askedByAccount: uuid("asked_by_account").notNull(),
    expiresAt: instant("expires_at").notNull(),
    decidedAt: instant("decided_at"),
    decidedBy: uuid("decided_by"),
    decidedByAccount: uuid("decided_by_account"),
    decisionReason: text("decision_reason"),
    /** When those who may decide were written to; many requests share one mail. */
    toldAt: instant("told_at"),
    journalId: uuid("journal_id"),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.memberId, t.id] }),
    uniqueIndex("point_approvals_key").on(t.tenantId, t.memberId, t.key),
    index("point_approvals_newest").on(t.tenantId, t.askedAt.desc().nullsFirst(), t.id.desc().nullsFirst()),
    index("point_approvals_untold").on(t.tenantId, t.askedAt).where(sql`state = 'waiting' and told_at is null`),
    index("point_approvals_waiting").on(t.tenantId, t.expiresAt).where(sql`state = 'waiting'`),
    foreignKey({ columns: [t.tenantId, t.memberId], foreignColumns: [members.tenantId, members.memberId] }),
    check("point_approvals_points", sql`points <> 0`),
    check("point_approvals_state", sql`state in ('waiting', 'approved', 'refused', 'withdrawn')`),
    check("point_approvals_limit", sql`limit_kind in ('counter', 'one_card', 'staff_day', 'member_day')`),
    check("point_approvals_two_persons", sql`decided_by_account <> asked_by_account or state = 'withdrawn'`),
  ],
);

/** A rule of the fraud watch as the shop has set it; no row: the rule's own threshold. */
export const watchRules = pgTable(
  "watch_rules",
  {
    tenantId: tenantId(),
    rule: text("rule").notNull(),
    isOn: boolean("is_on").notNull().default(true),
    threshold: whole("threshold").notNull(),
  },
  (t) => [primaryKey({ columns: [t.tenantId, t.rule] }), check("watch_rules_threshold", sql`threshold > 0`)],
);

/** What the watch found. Local, like a queue: it may be about a colleague and no member at all. */
export const watchFindings = pgTable(
  "watch_findings",
  {
    tenantId: tenantId(),
    id: uuid("id").notNull(),
    rule: text("rule").notNull(),
    /** The same thing found again is the same finding. */
    about: text("about").notNull(),
    memberId: uuid("member_id"),
    /** The colleague's membership. */
    staffId: uuid("staff_id"),
    storeId: uuid("store_id"),
    happenedAt: instant("happened_at").notNull(),
    measure: whole("measure").notNull(),
    threshold: whole("threshold").notNull(),
    /** Rows it rests on: `{kind, id, at, value}`. */
    evidence: jsonb("evidence").notNull(),
    state: text("state").notNull().default("open"),
    foundAt: instant("found_at").notNull(),
    stateAt: instant("state_at"),
    stateBy: uuid("state_by"),
    note: text("note"),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    uniqueIndex("watch_findings_about").on(t.tenantId, t.rule, t.about),
    index("watch_findings_newest").on(t.tenantId, t.state, t.happenedAt.desc().nullsFirst(), t.id.desc().nullsFirst()),
    index("watch_findings_by_member").on(t.tenantId, t.memberId).where(sql`member_id is not null`),
    check("watch_findings_state", sql`state in ('open', 'looked_at', 'dismissed', 'acted')`),
  ],
);

/** Which cards are colleagues' own. Local: it leaves with either of the two. */
export const staffCards = pgTable(
  "staff_cards",
  {
    tenantId: tenantId(),
    membershipId: uuid("membership_id").notNull(),
    memberId: memberId(),
    linkedAt: instant("linked_at").notNull(),
    linkedBy: uuid("linked_by"),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.membershipId, t.memberId] }),
    index("staff_cards_by_member").on(t.tenantId, t.memberId),
  ],
);

/** Sales that were made without a card and came to a member afterwards; each once. */
export const lateGrants = pgTable(
  "late_grants",
  {
    tenantId: tenantId(),
    memberId: memberId(),
    /** The sale, now the member's purchase. */
    purchaseId: uuid("purchase_id").notNull(),
    claimedAt: instant("claimed_at").notNull(),
    by: text("by").notNull(),
    actorId: uuid("actor_id"),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.memberId, t.purchaseId] }),
    foreignKey({ columns: [t.tenantId, t.memberId], foreignColumns: [members.tenantId, members.memberId] }),
    check("late_grants_by", sql`"by" in ('member', 'counter')`),
  ],
);
