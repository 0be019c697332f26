import { sql } from "drizzle-orm";
import {
  bigint,
  check,
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

/**
 * One message to one member (配信). Its identity is (source, step, occurrence, channel, attempt): what triggered it, so that
 * neither a crash nor a second worker can make a second one. due_at is a function of the occurrence; it stands in the keys
 * because the table is range-partitioned by its month.
 */
export const deliveries = pgTable(
  "deliveries",
  {
    tenantId: tenantId(),
    memberId: memberId(),
    id: uuid("id").notNull(),
    dueAt: instant("due_at").notNull(),
    /** 'campaign': source_id is a campaign version. 'service': source_id is the fixed id of a service mail. */
    sourceKind: text("source_kind").notNull(),
    sourceId: uuid("source_id").notNull(),
    /** The campaign itself, so that results need not join through versions. */
    campaignId: uuid("campaign_id"),
    /** What it says: a row of content_versions. */
    contentId: uuid("content_id").notNull(),
    step: integer("step").notNull().default(0),
    occurrence: text("occurrence").notNull(),
    messageClass: text("message_class").notNull(),
    channel: text("channel").notNull(),
    attempt: integer("attempt").notNull().default(1),
    variant: text("variant").notNull().default("a"),
    locale: text("locale").notNull(),
    state: text("state").notNull(),
    stateReason: text("state_reason"),
    sendAt: instant("send_at").notNull(),
    chunkId: uuid("chunk_id"),
    fencingToken: whole("fencing_token"),
    /** What fills the template for this person: enough to show the very mail again. */
    inputs: jsonb("inputs").notNull(),
    providerMessageId: text("provider_message_id"),
    plannedAt: instant("planned_at").notNull(),
    handedAt: instant("handed_at"),
    acceptedAt: instant("accepted_at"),
    settledAt: instant("settled_at"),
    openedAt: instant("opened_at"),
    clickedAt: instant("clicked_at"),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.memberId, t.dueAt, t.id] }),
    unique("deliveries_identity").on(
      t.tenantId,
      t.memberId,
      t.sourceId,
      t.step,
      t.occurrence,
      t.channel,
      t.attempt,
      t.dueAt,
    ),
    index("deliveries_by_chunk").on(t.tenantId, t.chunkId),
    index("deliveries_by_member").on(t.tenantId, t.memberId, t.sendAt.desc().nullsFirst()),
    index("deliveries_by_campaign").on(t.tenantId, t.campaignId, t.state, t.sendAt),
    // The few that are on the wire this moment: whoever settles what a dead sender left asks only for these.
    index("deliveries_in_hand").on(t.tenantId, t.handedAt).where(sql`state = 'handed'`),
    // What left and was opened since a midnight: rows lie in the order of their sending, so ranges of pages tell, at next to no cost.
    index("deliveries_by_handing").using("brin", t.handedAt),
    index("deliveries_by_opening").using("brin", t.openedAt),
    index("deliveries_by_clicking").using("brin", t.clickedAt),
    index("deliveries_by_sending").using("brin", t.sendAt),
    foreignKey({ columns: [t.tenantId, t.memberId], foreignColumns: [members.tenantId, members.memberId] }),
    check(
      "deliveries_state",
      sql`state in ('planned', 'claimed', 'handed', 'accepted', 'delivered', 'bounced', 'failed', 'unknown', 'cancelled')`,
    ),
    check("deliveries_class", sql`message_class in ('marketing', 'service')`),
    check("deliveries_source", sql`source_kind in ('campaign', 'service')`),
  ],
);

/** A batch of planned deliveries: the unit a sender leases. Local table, no foreign key to the member family. */
export const sendChunks = pgTable(
  "send_chunks",
  {
    tenantId: tenantId(),
    id: uuid("id").notNull(),
    sourceId: uuid("source_id").notNull(),
    campaignId: uuid("campaign_id"),
    lane: text("lane").notNull(),
    channel: text("channel").notNull(),
    state: text("state").notNull(),
    sendAt: instant("send_at").notNull(),
    leaseUntil: instant("lease_until"),
    fencingToken: whole("fencing_token").notNull().default(0),
    attempts: integer("attempts").notNull().default(0),
    /** Messages that were planned into it; some may have been cancelled since. */
    messageCount: integer("message_count").notNull().default(0),
    createdAt: instant("created_at").notNull(),
    finishedAt: instant("finished_at"),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    index("send_chunks_due").on(t.lane, t.sendAt).where(sql`state in ('ready', 'leased')`),
    index("send_chunks_by_campaign").on(t.tenantId, t.campaignId, t.state),
    check("send_chunks_state", sql`state in ('ready', 'leased', 'held', 'done', 'cancelled')`),
    check("send_chunks_lane", sql`lane in ('service', 'marketing')`),
  ],
);

/** An address or person we must not write to on a channel; lifting is a date, so the history stays. */
export const suppressions = pgTable(
  "suppressions",
  {
    tenantId: tenantId(),
    memberId: memberId(),
    id: uuid("id").notNull(),
    channel: text("channel").notNull(),
    reason: text("reason").notNull(),
    deliveryId: uuid("delivery_id"),
    at: instant("at").notNull(),
    liftedAt: instant("lifted_at"),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.memberId, t.id] }),
    index("suppressions_open").on(t.tenantId, t.memberId, t.channel).where(sql`lifted_at is null`),
    foreignKey({ columns: [t.tenantId, t.memberId], foreignColumns: [members.tenantId, members.memberId] }),
    check("suppressions_reason", sql`reason in ('unsubscribed', 'bounced', 'complained', 'manual')`),
  ],
);

/** Raw opens and clicks as they arrive; the ingest process folds them into deliveries and events. */
export const trackingHits = pgTable(
  "tracking_hits",
  {
    id: bigint("id", { mode: "number" }).primaryKey().generatedAlwaysAsIdentity(),
    tenantId: tenantId(),
    memberId: memberId(),
    deliveryId: uuid("delivery_id").notNull(),
    deliveryDueAt: instant("delivery_due_at").notNull(),
    kind: text("kind").notNull(),
    link: text("link"),
    at: instant("at").notNull(),
    userAgent: text("user_agent"),
    method: text("method").notNull(),
  },
  () => [check("tracking_hits_kind", sql`kind in ('open', 'click', 'honeypot')`)],
);

/** The captured mailbox: what the 'captured' channel received, byte for byte. */
export const capturedMails = pgTable(
  "captured_mails",
  {
    id: uuid("id").primaryKey(),
    /** Null for mail to staff accounts, which belong to no single tenant. */
    shopId: uuid("shop_id"),
    at: instant("at").notNull(),
    sender: text("sender").notNull(),
    recipient: text("recipient").notNull(),
    subject: text("subject").notNull(),
    messageId: text("message_id").notNull(),
    raw: text("raw").notNull(),
    meta: jsonb("meta"),
  },
  (t) => [
    unique("captured_mails_message_id").on(t.messageId),
    index("captured_mails_by_time").on(t.at.desc().nullsFirst(), t.id.desc().nullsFirst()),
  ],
);
