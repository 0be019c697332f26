import { sql } from "drizzle-orm";
import {
  check,
  foreignKey,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  unique,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import { instant, memberId, tenantId } from "./columns";
import { members } from "./members";

/** A campaign is five values: target, offer, timing, channel, contents. The draft holds them until publishing freezes a version. */
export const campaigns = pgTable(
  "campaigns",
  {
    tenantId: tenantId(),
    id: uuid("id").notNull(),
    name: text("name").notNull(),
    messageClass: text("message_class").notNull(),
    state: text("state").notNull(),
    priority: integer("priority").notNull().default(100),
    draft: jsonb("draft").notNull(),
    draftRevision: integer("draft_revision").notNull().default(1),
    /** Who saved the draft last (a membership) and when; the campaign's own updated_at also moves with its state. */
    draftSavedBy: uuid("draft_saved_by"),
    draftSavedAt: instant("draft_saved_at"),
    currentVersionId: uuid("current_version_id"),
    createdAt: instant("created_at").notNull(),
    updatedAt: instant("updated_at").notNull(),
    /** Out of the lists; its results stay. */
    archivedAt: instant("archived_at"),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    index("campaigns_by_update").on(t.tenantId, t.updatedAt.desc().nullsFirst(), t.id.desc().nullsFirst()),
    check("campaigns_state", sql`state in ('draft', 'live', 'paused', 'finished', 'cancelled')`),
    check("campaigns_class", sql`message_class in ('marketing', 'service')`),
  ],
);

/** Immutable once written. */
export const campaignVersions = pgTable(
  "campaign_versions",
  {
    tenantId: tenantId(),
    id: uuid("id").notNull(),
    campaignId: uuid("campaign_id").notNull(),
    versionNo: integer("version_no").notNull(),
    definition: jsonb("definition").notNull(),
    publishedAt: instant("published_at").notNull(),
    publishedBy: uuid("published_by"),
    /** The approval that let it out, where the target was large enough to need one. */
    approvalId: uuid("approval_id"),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    unique("campaign_versions_no").on(t.tenantId, t.campaignId, t.versionNo),
    foreignKey({ columns: [t.tenantId, t.campaignId], foreignColumns: [campaigns.tenantId, campaigns.id] }),
  ],
);

/** Who launched, paused, resumed, cancelled, and when. */
export const campaignStateChanges = pgTable(
  "campaign_state_changes",
  {
    tenantId: tenantId(),
    id: uuid("id").notNull(),
    campaignId: uuid("campaign_id").notNull(),
    fromState: text("from_state").notNull(),
    toState: text("to_state").notNull(),
    at: instant("at").notNull(),
    actorKind: text("actor_kind").notNull(),
    actorId: uuid("actor_id"),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    index("campaign_state_changes_of").on(t.tenantId, t.campaignId, t.at),
    foreignKey({ columns: [t.tenantId, t.campaignId], foreignColumns: [campaigns.tenantId, campaigns.id] }),
  ],
);

/** One firing of a version's timing. run_key names the firing ('2026-11-22', 'once', an instant), so it can happen only once. */
export const campaignRuns = pgTable(
  "campaign_runs",
  {
    tenantId: tenantId(),
    id: uuid("id").notNull(),
    campaignId: uuid("campaign_id").notNull(),
    campaignVersionId: uuid("campaign_version_id").notNull(),
    runKey: text("run_key").notNull(),
    dueAt: instant("due_at").notNull(),
    startedAt: instant("started_at").notNull(),
    extractedAt: instant("extracted_at"),
    decidedAt: instant("decided_at"),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    unique("campaign_runs_once").on(t.tenantId, t.campaignVersionId, t.runKey),
    index("campaign_runs_open").on(t.tenantId, t.dueAt).where(sql`decided_at is null`),
    index("campaign_runs_of").on(t.tenantId, t.campaignId, t.dueAt.desc().nullsFirst()),
  ],
);

/** Somebody a run found, and the one verdict on them. The row is the record: a candidate can have no second verdict. */
export const candidates = pgTable(
  "candidates",
  {
    tenantId: tenantId(),
    memberId: memberId(),
    campaignVersionId: uuid("campaign_version_id").notNull(),
    step: integer("step").notNull().default(0),
    /** What triggered it, e.g. a warranty id, a birthday year, a run key. */
    occurrence: text("occurrence").notNull(),
    campaignId: uuid("campaign_id").notNull(),
    runId: uuid("run_id").notNull(),
    dueAt: instant("due_at").notNull(),
    /** Facts of the occurrence that the contents need, e.g. the product under warranty. */
    facts: jsonb("facts").notNull(),
    verdict: text("verdict"),
    /** For 'lost_to': the campaign that won. */
    verdictCampaignId: uuid("verdict_campaign_id"),
    decidedAt: instant("decided_at"),
    deliveryId: uuid("delivery_id"),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.memberId, t.campaignVersionId, t.step, t.occurrence] }),
    // By partition of members: the decider goes through each partition's members in order (server/campaigns).
    index("candidates_undecided")
      .on(t.tenantId, sql`(get_byte(uuid_send(member_id), 15) & 15)`, t.memberId)
      .where(sql`verdict is null`),
    index("candidates_of_campaign").on(
      t.tenantId,
      t.campaignId,
      t.verdict,
      t.decidedAt.desc().nullsFirst(),
      t.memberId,
    ),
    index("candidates_of_run").on(t.tenantId, t.runId),
    foreignKey({ columns: [t.tenantId, t.memberId], foreignColumns: [members.tenantId, members.memberId] }),
    check(
      "candidates_verdict",
      sql`verdict in ('send', 'no_consent', 'suppressed', 'no_address', 'holdout', 'exited', 'quiet_hours', 'household', 'capped', 'lost_to', 'cancelled')`,
    ),
    check("candidates_decided", sql`(verdict is null) = (decided_at is null)`),
  ],
);

/** Which member of a household has got the mail of a run: the first claims it for all. Local; gone when the run is decided. */
export const householdTurns = pgTable(
  "household_turns",
  {
    tenantId: tenantId(),
    runId: uuid("run_id").notNull(),
    /** A household's id, or the fingerprint of an address. */
    household: uuid("household").notNull(),
    memberId: memberId(),
  },
  (t) => [primaryKey({ columns: [t.tenantId, t.runId, t.household] })],
);

/**
 * A draft too large for one person's word, put before a second one. It is about one revision: saving the draft makes another
 * revision, so whatever was approved before says nothing any more.
 */
export const campaignApprovals = pgTable(
  "campaign_approvals",
  {
    tenantId: tenantId(),
    id: uuid("id").notNull(),
    campaignId: uuid("campaign_id").notNull(),
    revision: integer("revision").notNull(),
    state: text("state").notNull(),
    /** Members in the target when it was asked for; null where it could not be counted. */
    persons: integer("persons"),
    requestedBy: uuid("requested_by").notNull(),
    requestedAt: instant("requested_at").notNull(),
    requestNote: text("request_note"),
    decidedBy: uuid("decided_by"),
    decidedAt: instant("decided_at"),
    decisionNote: text("decision_note"),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    uniqueIndex("campaign_approvals_one_open")
      .on(t.tenantId, t.campaignId, t.revision)
      .where(sql`state in ('waiting', 'approved')`),
    foreignKey({ columns: [t.tenantId, t.campaignId], foreignColumns: [campaigns.tenantId, campaigns.id] }),
    check("campaign_approvals_state", sql`state in ('waiting', 'approved', 'sent_back', 'withdrawn')`),
    check("campaign_approvals_decided", sql`(state = 'waiting') = (decided_at is null)`),
  ],
);

/** What a shop has settled about campaigns; without a row, what the product proposes. */
export const campaignSettings = pgTable("campaign_settings", {
  tenantId: tenantId().primaryKey(),
  /** A target of more members than this needs a second person's approval; null = never. */
  approvalAbove: integer("approval_above"),
  updatedAt: instant("updated_at").notNull(),
});
