import { sql } from "drizzle-orm";
import {
  bigint,
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
    index("audit_log_cards_issued")
      .on(t.tenantId, t.at.desc().nullsFirst(), t.id.desc().nullsFirst())
      .where(sql`action = 'members.issue_card'`),
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

/** Counters of the throttle, kept out of the write-ahead log (migration 0041); the columns are those rate-limiter-flexible's Postgres store expects. */
export const rateLimits = pgTable("rate_limits", {
  key: text("key").primaryKey(),
  points: integer("points").notNull().default(0),
  expire: bigint("expire", { mode: "number" }),
});

/** One row per import: whose file, how it is read, how far it has come, what came in, what was set aside and why. */
export const importRuns = pgTable(
  "import_runs",
  {
    tenantId: tenantId(),
    id: uuid("id").notNull(),
    kind: text("kind").notNull(),
    fileName: text("file_name").notNull(),
    state: text("state").notNull(),
    dryRun: integer("dry_run").notNull().default(0),
    /** When it was asked for. */
    startedAt: instant("started_at").notNull(),
    finishedAt: instant("finished_at"),
    report: jsonb("report"),
    /** The uploaded file; null for one read by the command line. */
    fileId: uuid("file_id"),
    sha256: text("sha256"),
    mapping: jsonb("mapping"),
    encoding: text("encoding"),
    startedById: uuid("started_by_id"),
    /** The dry run whose file and mapping it took over. */
    checkedRunId: uuid("checked_run_id"),
    phase: text("phase"),
    rowsDone: whole("rows_done").notNull().default(0),
    rowsTotal: whole("rows_total"),
    /** Counts so far, written with the rows they count: a run that goes on after a break counts nothing twice. */
    counts: jsonb("counts"),
    faultCount: whole("fault_count").notNull().default(0),
    attempts: integer("attempts").notNull().default(0),
    /** When work on it began, last time. */
    begunAt: instant("begun_at"),
    heartbeatAt: instant("heartbeat_at"),
    stopRequestedAt: instant("stop_requested_at"),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    index("import_runs_by_time").on(t.tenantId, t.startedAt.desc().nullsFirst(), t.id.desc().nullsFirst()),
    index("import_runs_open").on(t.tenantId, t.kind).where(sql`state in ('queued', 'running')`),
    index("import_runs_same_file").on(t.tenantId, t.sha256).where(sql`sha256 is not null`),
    check("import_runs_state", sql`state in ('queued', 'running', 'done', 'failed', 'stopped')`),
  ],
);

/** Rows set aside by an import, or taken in with a part left out. Their cells stay in the file. */
export const importFaults = pgTable(
  "import_faults",
  {
    tenantId: tenantId(),
    runId: uuid("run_id").notNull(),
    /** Line of the file on which the row ends. */
    rowNo: whole("row_no").notNull(),
    /** Of several about one row. */
    tie: integer("tie").notNull().default(0),
    /** The row came in, but without this cell. */
    isWarning: boolean("is_warning").notNull().default(false),
    subject: text("subject"),
    header: text("header").notNull(),
    value: text("value").notNull(),
    reason: text("reason").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.runId, t.rowNo, t.tie] }),
    foreignKey({ columns: [t.tenantId, t.runId], foreignColumns: [importRuns.tenantId, importRuns.id] }).onDelete(
      "cascade",
    ),
  ],
);

/** How a file with these headers was read last time. */
export const importMappings = pgTable(
  "import_mappings",
  {
    tenantId: tenantId(),
    id: uuid("id").notNull(),
    kind: text("kind").notNull(),
    name: text("name").notNull(),
    /** Hash of the headers, in their order. */
    signature: text("signature").notNull(),
    headers: jsonb("headers").notNull(),
    mapping: jsonb("mapping").notNull(),
    createdAt: instant("created_at").notNull(),
    usedAt: instant("used_at").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    uniqueIndex("import_mappings_by_headers").on(t.tenantId, t.kind, t.signature),
  ],
);
