import { sql } from "drizzle-orm";
import { check, foreignKey, index, integer, jsonb, pgTable, primaryKey, text, uuid } from "drizzle-orm/pg-core";
import { instant, memberId, tenantId } from "./columns";
import { members } from "./members";

/**
 * Two records of one person made one (名寄せ). `from` is the record that closed; its rows went to `to`. Local: it names two members and is
 * no part of either.
 */
export const memberMerges = pgTable(
  "member_merges",
  {
    tenantId: tenantId(),
    id: uuid("id").notNull(),
    fromMemberId: uuid("from_member_id").notNull(),
    toMemberId: uuid("to_member_id").notNull(),
    state: text("state").notNull(),
    /** Which record each part of the profile was taken from. */
    choice: jsonb("choice").notNull(),
    /** Both profiles as they were, and what the one that stays was given; emptied when the merge can no longer be undone. */
    kept: jsonb("kept"),
    /** What moved, in numbers. */
    moved: jsonb("moved").notNull(),
    /** What an undoing put back and what it could not. */
    parted: jsonb("parted"),
    mergedAt: instant("merged_at").notNull(),
    mergedBy: uuid("merged_by"),
    undoUntil: instant("undo_until").notNull(),
    undoneAt: instant("undone_at"),
    undoneBy: uuid("undone_by"),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    index("member_merges_newest").on(t.tenantId, t.mergedAt.desc().nullsFirst(), t.id.desc().nullsFirst()),
    index("member_merges_from").on(t.tenantId, t.fromMemberId),
    index("member_merges_to").on(t.tenantId, t.toMemberId),
    index("member_merges_open").on(t.tenantId, t.undoUntil).where(sql`state = 'merged'`),
    check("member_merges_state", sql`state in ('merged', 'undone', 'final')`),
    check("member_merges_two", sql`from_member_id <> to_member_id`),
  ],
);

/** The keys of the rows that a merge moved, table by table: what an undoing looks for. */
export const memberMergeRows = pgTable(
  "member_merge_rows",
  {
    tenantId: tenantId(),
    mergeId: uuid("merge_id").notNull(),
    tableName: text("table_name").notNull(),
    keys: jsonb("keys").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.mergeId, t.tableName] }),
    foreignKey({ columns: [t.tenantId, t.mergeId], foreignColumns: [memberMerges.tenantId, memberMerges.id] }),
  ],
);

/**
 * What a person can be recognised by, each as a fingerprint: members who share one are compared. Local, like `member_keys`: it is looked
 * up across members.
 */
export const memberMarks = pgTable(
  "member_marks",
  {
    tenantId: tenantId(),
    kind: text("kind").notNull(),
    mark: uuid("mark").notNull(),
    memberId: memberId(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.kind, t.mark, t.memberId] }),
    index("member_marks_by_member").on(t.tenantId, t.memberId),
    check(
      "member_marks_kind",
      sql`kind in ('email', 'phone', 'kana_birthday', 'kana_postal', 'name_birthday', 'name_postal', 'address')`,
    ),
  ],
);

/** Two members who may be one person. Whoever was found not to be the same is never shown again. */
export const duplicatePairs = pgTable(
  "duplicate_pairs",
  {
    tenantId: tenantId(),
    /** The smaller id of the two. */
    firstMemberId: uuid("first_member_id").notNull(),
    secondMemberId: uuid("second_member_id").notNull(),
    /** 0 to 100: how sure it is. */
    score: integer("score").notNull(),
    /** What agrees and what speaks against it. */
    reasons: jsonb("reasons").notNull(),
    state: text("state").notNull(),
    foundAt: instant("found_at").notNull(),
    decidedAt: instant("decided_at"),
    decidedBy: uuid("decided_by"),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.firstMemberId, t.secondMemberId] }),
    index("duplicate_pairs_second").on(t.tenantId, t.secondMemberId),
    index("duplicate_pairs_surest").on(
      t.tenantId,
      t.state,
      t.score.desc().nullsFirst(),
      t.firstMemberId,
      t.secondMemberId,
    ),
    check("duplicate_pairs_state", sql`state in ('open', 'rejected', 'merged', 'gone')`),
    check("duplicate_pairs_order", sql`first_member_id < second_member_id`),
    check("duplicate_pairs_score", sql`score between 0 and 100`),
  ],
);

/** Up to which change the members of a shop have been compared. */
export const duplicateRuns = pgTable(
  "duplicate_runs",
  {
    tenantId: tenantId(),
    /** Changes before it have been looked at. */
    checkedUntil: instant("checked_until"),
    /** The run under way: what it looks for, and the last member it has done. */
    runFrom: instant("run_from"),
    runUntil: instant("run_until"),
    doneMemberId: uuid("done_member_id"),
    /** When that member was changed: the run goes through changes in their order. */
    doneUpdatedAt: instant("done_updated_at"),
    checked: integer("checked").notNull().default(0),
    finishedAt: instant("finished_at"),
  },
  (t) => [primaryKey({ columns: [t.tenantId] })],
);

/** People who live together (世帯). Not to be confused with `point_families`, who use their points together. */
export const households = pgTable(
  "households",
  {
    tenantId: tenantId(),
    id: uuid("id").notNull(),
    createdAt: instant("created_at").notNull(),
    createdBy: uuid("created_by"),
  },
  (t) => [primaryKey({ columns: [t.tenantId, t.id] })],
);

/** A member is in one household at a time. */
export const householdMembers = pgTable(
  "household_members",
  {
    tenantId: tenantId(),
    memberId: memberId(),
    householdId: uuid("household_id").notNull(),
    addedAt: instant("added_at").notNull(),
    addedBy: uuid("added_by"),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.memberId] }),
    index("household_members_of").on(t.tenantId, t.householdId, t.memberId),
    foreignKey({ columns: [t.tenantId, t.memberId], foreignColumns: [members.tenantId, members.memberId] }),
  ],
);

/** How long a merge can be undone. One row a shop; without one 30 days. */
export const mergeSettings = pgTable(
  "merge_settings",
  {
    tenantId: tenantId(),
    undoDays: integer("undo_days").notNull(),
  },
  (t) => [primaryKey({ columns: [t.tenantId] }), check("merge_settings_undo_days", sql`undo_days between 1 and 365`)],
);
