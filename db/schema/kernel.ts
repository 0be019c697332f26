import { sql } from "drizzle-orm";
import { bigint, check, index, integer, jsonb, pgTable, primaryKey, text, uuid } from "drizzle-orm/pg-core";
import { instant, tenantId } from "./columns";

/** Who changed what, written in the transaction of the change. */
export const auditLog = pgTable(
  "audit_log",
  {
    tenantId: tenantId(),
    id: uuid("id").notNull(),
    at: instant("at").notNull(),
    actorKind: text("actor_kind").notNull(),
    actorId: uuid("actor_id"),
    action: text("action").notNull(),
    subjectKind: text("subject_kind").notNull(),
    subjectId: uuid("subject_id"),
    memberId: uuid("member_id"),
    before: jsonb("before"),
    after: jsonb("after"),
    requestId: text("request_id").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    index("audit_log_by_time").on(t.tenantId, t.at.desc().nullsFirst(), t.id.desc().nullsFirst()),
    index("audit_log_by_member").on(t.tenantId, t.memberId, t.at.desc().nullsFirst()).where(sql`member_id is not null`),
  ],
);

/** Transactional outbox: a row lives from the commit of its cause until every subscriber has handled it. */
export const outboxEvents = pgTable(
  "outbox_events",
  {
    id: bigint("id", { mode: "number" }).primaryKey().generatedAlwaysAsIdentity(),
    tenantId: tenantId(),
    name: text("name").notNull(),
    payload: jsonb("payload").notNull(),
    requestId: text("request_id").notNull(),
    createdAt: instant("created_at").notNull(),
    attempts: integer("attempts").notNull().default(0),
    nextAttemptAt: instant("next_attempt_at").notNull(),
    lastError: text("last_error"),
  },
  (t) => [index("outbox_events_due").on(t.nextAttemptAt, t.id)],
);

/** One row per running process; the health page reads it. */
export const processHeartbeats = pgTable(
  "process_heartbeats",
  {
    process: text("process").notNull(),
    instance: text("instance").notNull(),
    startedAt: instant("started_at").notNull(),
    seenAt: instant("seen_at").notNull(),
  },
  (t) => [primaryKey({ columns: [t.process, t.instance] })],
);

/** Counters of the throttle; the columns are those rate-limiter-flexible's Postgres store expects. */
export const rateLimits = pgTable("rate_limits", {
  key: text("key").primaryKey(),
  points: integer("points").notNull().default(0),
  expire: bigint("expire", { mode: "number" }),
});

/** One row per import: what came in, what was set aside and why, in counts and sums. */
export const importRuns = pgTable(
  "import_runs",
  {
    tenantId: tenantId(),
    id: uuid("id").notNull(),
    kind: text("kind").notNull(),
    fileName: text("file_name").notNull(),
    state: text("state").notNull(),
    dryRun: integer("dry_run").notNull().default(0),
    startedAt: instant("started_at").notNull(),
    finishedAt: instant("finished_at"),
    report: jsonb("report"),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    check("import_runs_state", sql`state in ('running', 'done', 'failed')`),
  ],
);
