import { sql } from "drizzle-orm";
import { check, date, foreignKey, integer, jsonb, pgTable, primaryKey, text, uuid } from "drizzle-orm/pg-core";
import { instant, memberId, tenantId, whole } from "./columns";
import { coupons } from "./coupons";
import { members } from "./members";
import { tenants } from "./tenancy";

/** What a till asked for under an id of its own making, and the answer it got: kept for ever, so that a repeat is never a second deed. */
export const posCalls = pgTable(
  "pos_calls",
  {
    tenantId: tenantId(),
    /** The till as its key names it. */
    device: text("device").notNull(),
    callId: text("call_id").notNull(),
    kind: text("kind").notNull(),
    requestHash: text("request_hash").notNull(),
    /** Null only inside the transaction that does the work. No names in it. */
    answer: jsonb("answer"),
    at: instant("at").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.device, t.callId] }),
    foreignKey({ columns: [t.tenantId], foreignColumns: [tenants.id] }),
    check("pos_calls_kind", sql`kind in ('sale', 'return', 'void', 'hold', 'post_hold', 'void_hold')`),
  ],
);

/** Receipts that a till took back before their sale had arrived: when it does, it is refused. */
export const posVoidedReceipts = pgTable(
  "pos_voided_receipts",
  {
    tenantId: tenantId(),
    receiptNo: text("receipt_no").notNull(),
    device: text("device").notNull(),
    at: instant("at").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.receiptNo] }),
    foreignKey({ columns: [t.tenantId], foreignColumns: [tenants.id] }),
  ],
);

/** Points a card paid with at tills without a connection, by business day: those were given out unseen, so they have a limit. */
export const posOfflineSpends = pgTable(
  "pos_offline_spends",
  {
    tenantId: tenantId(),
    memberId: memberId(),
    businessDate: date("business_date", { mode: "string" }).notNull(),
    points: whole("points").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.memberId, t.businessDate] }),
    foreignKey({ columns: [t.tenantId, t.memberId], foreignColumns: [members.tenantId, members.memberId] }),
    check("pos_offline_spends_points", sql`points > 0`),
  ],
);

/** A coupon that is printed under the receipt, and for whom. */
export const posReceiptCoupons = pgTable(
  "pos_receipt_coupons",
  {
    tenantId: tenantId(),
    id: uuid("id").notNull(),
    couponId: uuid("coupon_id").notNull(),
    /** For the shop's own people. */
    name: text("name").notNull().default(""),
    /** Only for members in it; null: for every member. No foreign key: what the segment is, its own module knows. */
    segmentId: uuid("segment_id"),
    /** Only when this sale comes to as much. */
    minimumYen: whole("minimum_yen"),
    /** Only when something of it is in this sale. */
    categoryId: uuid("category_id"),
    /** Only at these stores; null: at every store. */
    storeIds: jsonb("store_ids"),
    /** Only who bought, or did not buy, something of the category (null: anything) in the days before this sale. */
    historyKind: text("history_kind"),
    historyCategoryId: uuid("history_category_id"),
    historyDays: integer("history_days"),
    /** Not again to the same member before so many days have gone by. */
    againAfterDays: integer("again_after_days"),
    /** The lower is printed first, where a receipt has room for few. */
    place: integer("place").notNull().default(100),
    revision: integer("revision").notNull().default(1),
    createdAt: instant("created_at").notNull(),
    updatedAt: instant("updated_at"),
    stoppedAt: instant("stopped_at"),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    foreignKey({ columns: [t.tenantId, t.couponId], foreignColumns: [coupons.tenantId, coupons.id] }),
    check("pos_receipt_coupons_minimum", sql`minimum_yen > 0`),
    check(
      "pos_receipt_coupons_history",
      sql`(history_kind is null) = (history_days is null) and history_kind in ('bought', 'not_bought')`,
    ),
    check("pos_receipt_coupons_days", sql`history_days > 0 and again_after_days > 0`),
  ],
);
