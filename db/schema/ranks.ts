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
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import { instant, memberId, tenantId, whole } from "./columns";
import { members } from "./members";

/**
 * How members rise and fall (会員ランク), in versions: the newest that has begun counts. One draft at a time. What the judging
 * function reads stands in columns, taken from the definition when it is published; then nothing changes any more.
 */
export const rankPrograms = pgTable(
  "rank_programs",
  {
    tenantId: tenantId(),
    id: uuid("id").notNull(),
    state: text("state").notNull(),
    /** 1, 2, 3 in the order of publishing. */
    version: integer("version"),
    definition: jsonb("definition").notNull(),
    revision: integer("revision").notNull().default(1),
    /** First business day it counts on. */
    startsOn: date("starts_on", { mode: "string" }),
    /** What is added up: yen paid, purchases, or points earned. */
    basis: text("basis"),
    windowKind: text("window_kind"),
    windowMonths: integer("window_months"),
    /** Months of a period, and the month in which one begins; 1 and 1 where the window rolls. */
    periodMonths: integer("period_months"),
    startMonth: integer("start_month"),
    /** From the first day of the period in which a rank was reached, how many months it is kept; null: for ever. */
    holdMonths: integer("hold_months"),
    /** Whether a return takes a rank back at once, or when the rank is judged again anyway. */
    returns: text("returns"),
    /** Whoever stands higher under the version before keeps that rank for as long as it was promised. */
    carries: boolean("carries"),
    rankIds: uuid("rank_ids").array(),
    thresholds: whole("thresholds").array(),
    updatedAt: instant("updated_at").notNull(),
    updatedById: uuid("updated_by_id"),
    publishedAt: instant("published_at"),
    publishedById: uuid("published_by_id"),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    uniqueIndex("rank_programs_one_draft").on(t.tenantId).where(sql`state = 'draft'`),
    uniqueIndex("rank_programs_version").on(t.tenantId, t.version),
    index("rank_programs_begun").on(t.tenantId, t.startsOn.desc().nullsFirst(), t.version.desc().nullsFirst()),
    check("rank_programs_state", sql`state in ('draft', 'published', 'withdrawn')`),
    check("rank_programs_basis", sql`basis in ('amount', 'purchases', 'points')`),
    check("rank_programs_window", sql`window_kind in ('rolling', 'period', 'lifetime')`),
    check("rank_programs_returns", sql`returns in ('at_once', 'at_judgement')`),
    check("rank_programs_levels", sql`cardinality(rank_ids) = cardinality(thresholds)`),
    check(
      "rank_programs_complete",
      sql`state = 'draft' or (version is not null and starts_on is not null and basis is not null and window_kind is not null
        and period_months is not null and start_month is not null and returns is not null and rank_ids is not null
        and thresholds is not null and published_at is not null)`,
    ),
  ],
);

/**
 * What counts towards a rank; added to only, each once. A return bears the day of the sale it takes back, so that it lowers what that
 * sale had raised; one return of several sales has a row for each day.
 */
export const rankFacts = pgTable(
  "rank_facts",
  {
    tenantId: tenantId(),
    memberId: memberId(),
    /** The purchase, or whatever else it is. */
    factId: uuid("fact_id").notNull(),
    /** Business day in whose window it counts. */
    countedOn: date("counted_on", { mode: "string" }).notNull(),
    kind: text("kind").notNull(),
    amountYen: whole("amount_yen").notNull(),
    purchases: integer("purchases").notNull(),
    points: whole("points").notNull(),
    occurredAt: instant("occurred_at").notNull(),
    recordedAt: instant("recorded_at").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.memberId, t.factId, t.countedOn] }),
    index("rank_facts_by_day").on(t.tenantId, t.memberId, t.countedOn),
    foreignKey({ columns: [t.tenantId, t.memberId], foreignColumns: [members.tenantId, members.memberId] }),
    check("rank_facts_kind", sql`kind in ('sale', 'return', 'import', 'manual')`),
  ],
);

/** The rank a member has now; the row that is locked while it is judged. No row: the lowest rank. */
export const rankStandings = pgTable(
  "rank_standings",
  {
    tenantId: tenantId(),
    memberId: memberId(),
    rankId: uuid("rank_id").notNull(),
    /** Place of the rank in its program, 0 the lowest. */
    level: integer("level").notNull(),
    programId: uuid("program_id").notNull(),
    since: instant("since").notNull(),
    /** Last business day on which it is kept without a further purchase; judged again the day after. Null: for ever. */
    keepsUntil: date("keeps_until", { mode: "string" }),
    /** Number of the newest row of `member_ranks`; 0 while the first rank is the lowest. */
    seq: integer("seq").notNull().default(0),
    /** The member's, so that a rank's members come in the list's order. */
    joinedAt: instant("joined_at").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.memberId] }),
    index("rank_standings_due").on(t.tenantId, t.keepsUntil).where(sql`keeps_until is not null`),
    index("rank_standings_of_rank").on(
      t.tenantId,
      t.rankId,
      t.joinedAt.desc().nullsFirst(),
      t.memberId.desc().nullsFirst(),
    ),
    foreignKey({ columns: [t.tenantId, t.memberId], foreignColumns: [members.tenantId, members.memberId] }),
  ],
);

/** Every rank a member has had, one after the other; added to only. A rank ends where the next begins. */
export const memberRanks = pgTable(
  "member_ranks",
  {
    tenantId: tenantId(),
    memberId: memberId(),
    /** 1, 2, 3 without a hole. */
    seq: integer("seq").notNull(),
    rankId: uuid("rank_id").notNull(),
    level: integer("level").notNull(),
    fromRankId: uuid("from_rank_id").notNull(),
    fromLevel: integer("from_level").notNull(),
    programId: uuid("program_id").notNull(),
    since: instant("since").notNull(),
    /** As it was promised then. */
    keepsUntil: date("keeps_until", { mode: "string" }),
    why: text("why").notNull(),
    /** The fact or the decision behind it, where there is one. */
    causeId: uuid("cause_id"),
    /** What had been added up then. */
    measure: whole("measure").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.memberId, t.seq] }),
    // What changed lately, for campaigns and figures.
    index("member_ranks_by_time").on(t.tenantId, t.since),
    foreignKey({ columns: [t.tenantId, t.memberId], foreignColumns: [members.tenantId, members.memberId] }),
    check(
      "member_ranks_why",
      sql`why in ('purchase', 'return', 'import', 'judgement', 'program', 'manual', 'manual_ended', 'merge')`,
    ),
  ],
);

/** A rank below which a member does not fall until a day: given by hand, or promised by an earlier version of the program. */
export const rankFloors = pgTable(
  "rank_floors",
  {
    tenantId: tenantId(),
    memberId: memberId(),
    id: uuid("id").notNull(),
    rankId: uuid("rank_id").notNull(),
    kind: text("kind").notNull(),
    /** Last business day. */
    untilOn: date("until_on", { mode: "string" }).notNull(),
    reason: text("reason"),
    setAt: instant("set_at").notNull(),
    setById: uuid("set_by_id"),
    endedAt: instant("ended_at"),
    endedById: uuid("ended_by_id"),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.memberId, t.id] }),
    foreignKey({ columns: [t.tenantId, t.memberId], foreignColumns: [members.tenantId, members.memberId] }),
    check("rank_floors_kind", sql`kind in ('manual', 'carried')`),
  ],
);

/** The beginning of a version: what members bought before is counted where it is not yet, and everybody is judged, page by page. */
export const rankRuns = pgTable(
  "rank_runs",
  {
    tenantId: tenantId(),
    programId: uuid("program_id").notNull(),
    state: text("state").notNull(),
    total: whole("total").notNull(),
    done: whole("done").notNull().default(0),
    changed: whole("changed").notNull().default(0),
    lastMemberId: uuid("last_member_id"),
    startedAt: instant("started_at").notNull(),
    finishedAt: instant("finished_at"),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.programId] }),
    check("rank_runs_state", sql`state in ('waiting', 'counting', 'judging', 'done')`),
  ],
);
