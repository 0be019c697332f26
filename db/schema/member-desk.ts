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
import { instant, memberId, tenantId } from "./columns";
import { members } from "./members";

/** What staff wrote down about a member. A deletion is a date, so that it can be taken back; withdrawal erases the rows. */
export const memberNotes = pgTable(
  "member_notes",
  {
    tenantId: tenantId(),
    memberId: memberId(),
    id: uuid("id").notNull(),
    text: text("text").notNull(),
    /** The membership that wrote it; null for the product itself. */
    authorId: uuid("author_id"),
    createdAt: instant("created_at").notNull(),
    editedAt: instant("edited_at"),
    deletedAt: instant("deleted_at"),
    deletedBy: uuid("deleted_by"),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.memberId, t.id] }),
    index("member_notes_newest").on(t.tenantId, t.memberId, t.createdAt.desc().nullsFirst()),
    foreignKey({ columns: [t.tenantId, t.memberId], foreignColumns: [members.tenantId, members.memberId] }),
  ],
);

/** A label of the shop's own (タグ). */
export const memberTags = pgTable(
  "member_tags",
  {
    tenantId: tenantId(),
    id: uuid("id").notNull(),
    name: text("name").notNull(),
    createdAt: instant("created_at").notNull(),
    archivedAt: instant("archived_at"),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    uniqueIndex("member_tags_name").on(t.tenantId, t.name).where(sql`archived_at is null`),
  ],
);

/** Who bears a tag. The day of joining never changes; it is repeated here so that a tag's members come in the list's order. */
export const memberTagLinks = pgTable(
  "member_tag_links",
  {
    tenantId: tenantId(),
    memberId: memberId(),
    tagId: uuid("tag_id").notNull(),
    joinedAt: instant("joined_at").notNull(),
    addedAt: instant("added_at").notNull(),
    addedBy: uuid("added_by"),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.memberId, t.tagId] }),
    index("member_tag_links_of_tag").on(
      t.tenantId,
      t.tagId,
      t.joinedAt.desc().nullsFirst(),
      t.memberId.desc().nullsFirst(),
    ),
    foreignKey({ columns: [t.tenantId, t.memberId], foreignColumns: [members.tenantId, members.memberId] }),
  ],
);

/** A list with its filters and order under a name. Without an owner everybody at the desk sees it. */
export const memberViews = pgTable(
  "member_views",
  {
    tenantId: tenantId(),
    id: uuid("id").notNull(),
    name: text("name").notNull(),
    /** The query part of the list's address. */
    query: text("query").notNull(),
    ownerId: uuid("owner_id"),
    createdBy: uuid("created_by"),
    createdAt: instant("created_at").notNull(),
  },
  (t) => [primaryKey({ columns: [t.tenantId, t.id] })],
);

/** One action on many members: whom it was meant for is frozen in its items, and each knows whether anything was changed. */
export const memberBulkRuns = pgTable(
  "member_bulk_runs",
  {
    tenantId: tenantId(),
    id: uuid("id").notNull(),
    action: text("action").notNull(),
    tagId: uuid("tag_id"),
    filter: jsonb("filter"),
    state: text("state").notNull(),
    total: integer("total").notNull(),
    createdBy: uuid("created_by"),
    createdAt: instant("created_at").notNull(),
    finishedAt: instant("finished_at"),
    undoneAt: instant("undone_at"),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    index("member_bulk_runs_newest").on(t.tenantId, t.createdAt.desc().nullsFirst()),
    check("member_bulk_runs_action", sql`action in ('add_tag', 'remove_tag', 'withdraw_consent')`),
    check("member_bulk_runs_state", sql`state in ('running', 'stopped', 'done', 'undoing', 'undone')`),
  ],
);

/** Local, like a queue: no foreign key to the member family. */
export const memberBulkItems = pgTable(
  "member_bulk_items",
  {
    tenantId: tenantId(),
    runId: uuid("run_id").notNull(),
    memberId: memberId(),
    state: text("state").notNull().default("waiting"),
    /** The consent that this run wrote down: only while it is the newest may the undo take it back. */
    consentId: uuid("consent_id"),
    isUndone: boolean("is_undone").notNull().default(false),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.runId, t.memberId] }),
    index("member_bulk_items_by_state").on(t.tenantId, t.runId, t.state, t.isUndone, t.memberId),
    check("member_bulk_items_state", sql`state in ('waiting', 'changed', 'unchanged')`),
  ],
);
