import { sql } from "drizzle-orm";
import { check, date, foreignKey, index, integer, jsonb, pgTable, primaryKey, text, uuid } from "drizzle-orm/pg-core";
import { instant, memberId, tenantId, whole } from "./columns";
import { members } from "./members";

/** A what-if: the sales of a period under other rules. Kept, so that two can be compared. */
export const replayRuns = pgTable(
  "replay_runs",
  {
    tenantId: tenantId(),
    id: uuid("id").notNull(),
    name: text("name").notNull(),
    fromDay: date("from_day", { mode: "string" }).notNull(),
    untilDay: date("until_day", { mode: "string" }).notNull(),
    /** The rules that are tried, and those that are in force, as they were when it began. */
    newRules: jsonb("new_rules").notNull(),
    nowRules: jsonb("now_rules").notNull(),
    state: text("state").notNull().default("queued"),
    /** Everybody up to this member is done. */
    doneMemberId: uuid("done_member_id"),
    salesTotal: integer("sales_total").notNull().default(0),
    salesDone: integer("sales_done").notNull().default(0),
    linesDone: integer("lines_done").notNull().default(0),
    result: jsonb("result"),
    createdAt: instant("created_at").notNull(),
    createdBy: uuid("created_by"),
    startedAt: instant("started_at"),
    finishedAt: instant("finished_at"),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    index("replay_runs_newest").on(t.tenantId, t.createdAt.desc().nullsFirst(), t.id.desc().nullsFirst()),
    check("replay_runs_state", sql`state in ('queued', 'running', 'stopped', 'done')`),
  ],
);

/** What a run gave each member. */
export const replayMembers = pgTable(
  "replay_members",
  {
    tenantId: tenantId(),
    memberId: memberId(),
    runId: uuid("run_id").notNull(),
    sales: integer("sales").notNull(),
    recorded: whole("recorded").notNull(),
    pointsNow: whole("points_now").notNull(),
    pointsNew: whole("points_new").notNull(),
    difference: whole("difference").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.memberId, t.runId] }),
    index("replay_members_by_difference").on(t.tenantId, t.runId, t.difference, t.memberId),
    foreignKey({ columns: [t.tenantId, t.memberId], foreignColumns: [members.tenantId, members.memberId] }),
  ],
);

/** Sums of a run by store, category, expiry month, rule and day; added to batch by batch. */
export const replaySums = pgTable(
  "replay_sums",
  {
    tenantId: tenantId(),
    runId: uuid("run_id").notNull(),
    kind: text("kind").notNull(),
    key: text("key").notNull(),
    yen: whole("yen").notNull(),
    pointsNow: whole("points_now").notNull(),
    pointsNew: whole("points_new").notNull(),
  },
  (t) => [primaryKey({ columns: [t.tenantId, t.runId, t.kind, t.key] })],
);
