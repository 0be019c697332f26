import { date, integer, jsonb, pgTable, primaryKey, text, unique, uuid } from "drizzle-orm/pg-core";
import { instant, tenantId, whole } from "./columns";

/** A saved rule tree (セグメント). Who is in it is always computed, never stored here. */
export const segments = pgTable(
  "segments",
  {
    tenantId: tenantId(),
    id: uuid("id").notNull(),
    name: text("name").notNull(),
    /** What it is for, in the words of whoever made it. */
    description: text("description").notNull().default(""),
    rule: jsonb("rule").notNull(),
    /** One higher with every change: whoever saves says which one they began from. */
    revision: integer("revision").notNull().default(1),
    createdAt: instant("created_at").notNull(),
    updatedAt: instant("updated_at").notNull(),
    updatedBy: uuid("updated_by"),
    archivedAt: instant("archived_at"),
  },
  (t) => [primaryKey({ columns: [t.tenantId, t.id] }), unique("segments_name").on(t.tenantId, t.name)],
);

/** How many a segment had on a day, the newest count of that day. Numbers only; who they were is kept nowhere. */
export const segmentCounts = pgTable(
  "segment_counts",
  {
    tenantId: tenantId(),
    segmentId: uuid("segment_id").notNull(),
    day: date("day", { mode: "string" }).notNull(),
    members: whole("members").notNull(),
    /** Of these, with an address and a yes to mail, and not stopped. */
    reachable: whole("reachable").notNull(),
    countedAt: instant("counted_at").notNull(),
  },
  (t) => [primaryKey({ columns: [t.tenantId, t.segmentId, t.day] })],
);
