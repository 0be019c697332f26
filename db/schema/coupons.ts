import { sql } from "drizzle-orm";
import {
  check,
  date,
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
import { instant, memberId, tenantId, whole } from "./columns";
import { members } from "./members";

/** A coupon of the shop (クーポン). What it promises stands in its versions; here is only which one is given out now. */
export const coupons = pgTable(
  "coupons",
  {
    tenantId: tenantId(),
    id: uuid("id").notNull(),
    /** For the shop's own people; the customer reads the title of the version. */
    name: text("name").notNull(),
    /** The version that whoever gets the coupon now gets. */
    version: integer("version").notNull(),
    kind: text("kind").notNull(),
    createdAt: instant("created_at").notNull(),
    updatedAt: instant("updated_at").notNull(),
    /** Neither given out nor used any more. */
    stoppedAt: instant("stopped_at"),
    stoppedBy: uuid("stopped_by"),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    index("coupons_newest").on(t.tenantId, t.updatedAt.desc().nullsFirst(), t.id.desc().nullsFirst()),
    check("coupons_kind", sql`kind in ('amount', 'percent', 'gift', 'points')`),
  ],
);

/** Append-only: a coupon that somebody holds keeps the terms under which it was given. */
export const couponVersions = pgTable(
  "coupon_versions",
  {
    tenantId: tenantId(),
    couponId: uuid("coupon_id").notNull(),
    version: integer("version").notNull(),
    definition: jsonb("definition").notNull(),
    createdAt: instant("created_at").notNull(),
    createdBy: uuid("created_by"),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.couponId, t.version] }),
    foreignKey({ columns: [t.tenantId, t.couponId], foreignColumns: [coupons.tenantId, coupons.id] }),
  ],
);

/**
 * What is counted against a limit of a coupon: period 'used' (all uses), 'issued' (all that were given) or a business day. There is a
 * row only where there is a limit, so that a coupon without one has no row that every till waits for.
 */
export const couponCounters = pgTable(
  "coupon_counters",
  {
    tenantId: tenantId(),
    couponId: uuid("coupon_id").notNull(),
    period: text("period").notNull(),
    counted: whole("counted").notNull().default(0),
    most: whole("most").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.couponId, t.period] }),
    check("coupon_counters_within", sql`counted between 0 and most`),
  ],
);

/** One run that makes unique codes: up to a million, in chunks, stopped and gone on with at will. */
export const couponBatches = pgTable(
  "coupon_batches",
  {
    tenantId: tenantId(),
    id: uuid("id").notNull(),
    couponId: uuid("coupon_id").notNull(),
    version: integer("version").notNull(),
    name: text("name").notNull(),
    wanted: integer("wanted").notNull(),
    made: integer("made").notNull().default(0),
    state: text("state").notNull(),
    createdAt: instant("created_at").notNull(),
    createdBy: uuid("created_by"),
    finishedAt: instant("finished_at"),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    index("coupon_batches_of_coupon").on(t.tenantId, t.couponId, t.id.desc().nullsFirst()),
    check("coupon_batches_state", sql`state in ('queued', 'running', 'stopped', 'done')`),
    check("coupon_batches_made", sql`made between 0 and wanted and wanted between 1 and 1000000`),
  ],
);

/**
 * Whatever can be said or scanned at a till: a word that everybody may use, a unique code, or the code of a coupon that a member holds.
 * Unique in the shop; outside the member family, because it is found before the member is known.
 */
export const couponCodes = pgTable(
  "coupon_codes",
  {
    tenantId: tenantId(),
    code: text("code").notNull(),
    couponId: uuid("coupon_id").notNull(),
    version: integer("version").notNull(),
    kind: text("kind").notNull(),
    batchId: uuid("batch_id"),
    /** Who holds it: then the uses are counted there, not here. */
    memberId: uuid("member_id"),
    heldId: uuid("held_id"),
    used: integer("used").notNull().default(0),
    createdAt: instant("created_at").notNull(),
    takenAt: instant("taken_at"),
    usedAt: instant("used_at"),
    /** Of a word: not accepted any more. */
    closedAt: instant("closed_at"),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.code] }),
    index("coupon_codes_of_coupon").on(t.tenantId, t.couponId, t.kind, t.code),
    index("coupon_codes_of_batch").on(t.tenantId, t.batchId, t.code).where(sql`batch_id is not null`),
    check("coupon_codes_kind", sql`kind in ('word', 'unique', 'held')`),
    check("coupon_codes_once", sql`used >= 0 and (kind = 'word' or used <= 1)`),
    check("coupon_codes_holder", sql`(member_id is null) = (held_id is null) and (held_id is null or used = 0)`),
  ],
);

/** Where a coupon can be taken by a QR code or an address: a poster, a shelf, a flyer. */
export const couponLinks = pgTable(
  "coupon_links",
  {
    tenantId: tenantId(),
    id: uuid("id").notNull(),
    couponId: uuid("coupon_id").notNull(),
    token: text("token").notNull(),
    name: text("name").notNull(),
    storeId: uuid("store_id"),
    createdAt: instant("created_at").notNull(),
    closedAt: instant("closed_at"),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    unique("coupon_links_token").on(t.tenantId, t.token),
    index("coupon_links_of_coupon").on(t.tenantId, t.couponId, t.id.desc().nullsFirst()),
  ],
);

/** A coupon that a member holds. Its terms are those of its version, its days were fixed when it was given. */
export const heldCoupons = pgTable(
  "held_coupons",
  {
    tenantId: tenantId(),
    memberId: memberId(),
    id: uuid("id").notNull(),
    couponId: uuid("coupon_id").notNull(),
    version: integer("version").notNull(),
    code: text("code").notNull(),
    source: text("source").notNull(),
    /** The delivery, purchase, link or exchange it came from. */
    sourceId: uuid("source_id"),
    /** The poster, the receipt's rule or the reward by which it was given, where many get it that way. */
    originId: uuid("origin_id"),
    /** The same key again is the same coupon. */
    issueKey: text("issue_key").notNull(),
    storeId: uuid("store_id"),
    issuedAt: instant("issued_at").notNull(),
    validFrom: instant("valid_from").notNull(),
    /** First instant at which it cannot be used any more. */
    validUntil: instant("valid_until").notNull(),
    /** The first time the member opened it. */
    shownAt: instant("shown_at"),
    uses: integer("uses").notNull().default(0),
    mostUses: integer("most_uses").notNull().default(1),
    lastUsedAt: instant("last_used_at"),
    /** Taken away again by the shop, or gone with its member. */
    withdrawnAt: instant("withdrawn_at"),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.memberId, t.id] }),
    unique("held_coupons_key").on(t.tenantId, t.memberId, t.issueKey),
    index("held_coupons_open")
      .on(t.tenantId, t.memberId, t.validUntil)
      .where(sql`uses < most_uses and withdrawn_at is null`),
    index("held_coupons_of_coupon").on(
      t.tenantId,
      t.couponId,
      t.issuedAt.desc().nullsFirst(),
      t.id.desc().nullsFirst(),
    ),
    // For the list of holders narrowed to the few: used or withdrawn ones among a million.
    index("held_coupons_used")
      .on(t.tenantId, t.couponId, t.issuedAt.desc().nullsFirst(), t.id.desc().nullsFirst())
      .where(sql`uses > 0`),
    index("held_coupons_withdrawn")
      .on(t.tenantId, t.couponId, t.issuedAt.desc().nullsFirst(), t.id.desc().nullsFirst())
      .where(sql`withdrawn_at is not null`),
    foreignKey({ columns: [t.tenantId, t.memberId], foreignColumns: [members.tenantId, members.memberId] }),
    check(
      "held_coupons_source",
      sql`source in ('campaign', 'staff', 'receipt', 'link', 'code', 'sign_up', 'reward', 'rank', 'import')`,
    ),
    check("held_coupons_uses", sql`uses between 0 and most_uses and most_uses >= 1`),
    check("held_coupons_span", sql`valid_until > valid_from`),
  ],
);

/** One use by a member. What a return or an undoing gives back keeps its row, with when. */
export const couponUses = pgTable(
  "coupon_uses",
  {
    tenantId: tenantId(),
    memberId: memberId(),
    id: uuid("id").notNull(),
    couponId: uuid("coupon_id").notNull(),
    version: integer("version").notNull(),
    /** Null where a word or a loose code was used. */
    heldId: uuid("held_id"),
    code: text("code"),
    way: text("way").notNull(),
    /** The sale it was used in; null where it was shown and torn. */
    purchaseId: uuid("purchase_id"),
    discountYen: whole("discount_yen").notNull().default(0),
    /** What the sale came to with it; 0 where it was shown and torn. */
    saleYen: whole("sale_yen").notNull().default(0),
    storeId: uuid("store_id"),
    staffMembershipId: uuid("staff_membership_id"),
    usedAt: instant("used_at").notNull(),
    recordedAt: instant("recorded_at").notNull(),
    businessDate: date("business_date", { mode: "string" }).notNull(),
    /** Until then a torn coupon can be put together again. */
    undoUntil: instant("undo_until"),
    returnedAt: instant("returned_at"),
    returnedBy: text("returned_by"),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.memberId, t.id] }),
    index("coupon_uses_of_purchase").on(t.tenantId, t.memberId, t.purchaseId),
    index("coupon_uses_by_member").on(t.tenantId, t.memberId, t.couponId),
    index("coupon_uses_of_coupon").on(t.tenantId, t.couponId, t.usedAt.desc().nullsFirst(), t.id.desc().nullsFirst()),
    uniqueIndex("coupon_uses_once_a_sale")
      .on(t.tenantId, t.memberId, t.purchaseId, t.couponId)
      .where(sql`purchase_id is not null and returned_at is null`),
    foreignKey({ columns: [t.tenantId, t.memberId], foreignColumns: [members.tenantId, members.memberId] }),
    check("coupon_uses_way", sql`way in ('sale', 'torn')`),
    check("coupon_uses_returned", sql`(returned_at is null) = (returned_by is null)`),
    check("coupon_uses_discount", sql`discount_yen >= 0`),
  ],
);

/** One use in a sale to nobody we know. Outside the member family, like the sale itself. */
export const anonymousCouponUses = pgTable(
  "anonymous_coupon_uses",
  {
    tenantId: tenantId(),
    id: uuid("id").notNull(),
    couponId: uuid("coupon_id").notNull(),
    version: integer("version").notNull(),
    code: text("code").notNull(),
    saleId: uuid("sale_id").notNull(),
    discountYen: whole("discount_yen").notNull().default(0),
    saleYen: whole("sale_yen").notNull().default(0),
    storeId: uuid("store_id"),
    staffMembershipId: uuid("staff_membership_id"),
    usedAt: instant("used_at").notNull(),
    recordedAt: instant("recorded_at").notNull(),
    businessDate: date("business_date", { mode: "string" }).notNull(),
    returnedAt: instant("returned_at"),
    returnedBy: text("returned_by"),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    index("anonymous_coupon_uses_of_sale").on(t.tenantId, t.saleId),
    index("anonymous_coupon_uses_of_coupon").on(
      t.tenantId,
      t.couponId,
      t.usedAt.desc().nullsFirst(),
      t.id.desc().nullsFirst(),
    ),
    check("anonymous_coupon_uses_returned", sql`(returned_at is null) = (returned_by is null)`),
    check("anonymous_coupon_uses_discount", sql`discount_yen >= 0`),
  ],
);
