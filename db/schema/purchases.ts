import { sql } from "drizzle-orm";
import { check, date, foreignKey, index, integer, pgTable, primaryKey, text, unique, uuid } from "drizzle-orm/pg-core";
import { instant, memberId, tenantId, whole } from "./columns";
import { members } from "./members";

/** A sale to, or a return by, a known member. Returns are rows of their own with negative amounts. */
export const purchases = pgTable(
  "purchases",
  {
    tenantId: tenantId(),
    memberId: memberId(),
    id: uuid("id").notNull(),
    kind: text("kind").notNull(),
    /** Receipt or order number; unique in the tenant through member_keys (kind 'receipt'). */
    externalId: text("external_id").notNull(),
    storeId: uuid("store_id"),
    occurredAt: instant("occurred_at").notNull(),
    recordedAt: instant("recorded_at").notNull(),
    businessDate: date("business_date", { mode: "string" }).notNull(),
    totalYen: whole("total_yen").notNull(),
    pointsEarned: whole("points_earned").notNull().default(0),
    pointsSpent: whole("points_spent").notNull().default(0),
    /** What coupons took off; `totalYen` is what was left. */
    discountYen: whole("discount_yen").notNull().default(0),
    /** Where it was sold ('shop', 'online', ...), and how it was paid, in the till's own words; null where not told. */
    channel: text("channel"),
    payment: text("payment"),
    staffMembershipId: uuid("staff_membership_id"),
    requestHash: text("request_hash").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.memberId, t.id] }),
    index("purchases_by_time").on(t.tenantId, t.memberId, t.occurredAt.desc().nullsFirst()),
    index("purchases_recent").on(t.tenantId, t.occurredAt.desc().nullsFirst(), t.id.desc().nullsFirst()),
    // What a store did, by its own clock: the shift, and what can still be undone.
    index("purchases_at_store").on(t.tenantId, t.storeId, t.occurredAt.desc().nullsFirst(), t.id.desc().nullsFirst()),
    foreignKey({ columns: [t.tenantId, t.memberId], foreignColumns: [members.tenantId, members.memberId] }),
    check("purchases_kind", sql`kind in ('sale', 'return')`),
    check("purchases_sign", sql`(kind = 'sale' and total_yen >= 0) or (kind = 'return' and total_yen <= 0)`),
  ],
);

/** Quantity and amount are negative on the lines of a return. Time and store are repeated here for the segment engine. */
export const purchaseLines = pgTable(
  "purchase_lines",
  {
    tenantId: tenantId(),
    memberId: memberId(),
    id: uuid("id").notNull(),
    purchaseId: uuid("purchase_id").notNull(),
    lineNo: integer("line_no").notNull(),
    productId: uuid("product_id"),
    description: text("description"),
    quantity: whole("quantity").notNull(),
    unitPriceYen: whole("unit_price_yen").notNull(),
    amountYen: whole("amount_yen").notNull(),
    /** The line's part of what coupons took off; `amountYen` is what was left. */
    discountYen: whole("discount_yen").notNull().default(0),
    occurredAt: instant("occurred_at").notNull(),
    storeId: uuid("store_id"),
    /** On a sale line: pieces that have come back. */
    returnedQuantity: whole("returned_quantity").notNull().default(0),
    /** On a return line: the sale line it takes back; null where none could be found. */
    returnOfLineId: uuid("return_of_line_id"),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.memberId, t.id] }),
    index("purchase_lines_of_purchase").on(t.tenantId, t.memberId, t.purchaseId),
    index("purchase_lines_by_product").on(t.tenantId, t.productId, t.memberId, t.occurredAt),
    index("purchase_lines_by_member").on(t.tenantId, t.memberId, t.occurredAt),
    // What has come back of a line: few among many.
    index("purchase_lines_returns")
      .on(t.tenantId, t.memberId, t.returnOfLineId)
      .where(sql`return_of_line_id is not null`),
    foreignKey({
      columns: [t.tenantId, t.memberId, t.purchaseId],
      foreignColumns: [purchases.tenantId, purchases.memberId, purchases.id],
    }),
    check("purchase_lines_quantity", sql`quantity <> 0`),
    check("purchase_lines_returned", sql`returned_quantity between 0 and greatest(quantity, 0)`),
  ],
);

/** Sales to nobody we know. Outside the member family: they belong to no member. */
export const anonymousSales = pgTable(
  "anonymous_sales",
  {
    tenantId: tenantId(),
    id: uuid("id").notNull(),
    kind: text("kind").notNull(),
    externalId: text("external_id").notNull(),
    storeId: uuid("store_id"),
    occurredAt: instant("occurred_at").notNull(),
    recordedAt: instant("recorded_at").notNull(),
    businessDate: date("business_date", { mode: "string" }).notNull(),
    totalYen: whole("total_yen").notNull(),
    staffMembershipId: uuid("staff_membership_id"),
    requestHash: text("request_hash").notNull(),
    /** On a return: the sale it takes pieces back of; null where it came from a file. */
    returnOfId: uuid("return_of_id"),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    unique("anonymous_sales_external_id").on(t.tenantId, t.externalId),
    index("anonymous_sales_returns").on(t.tenantId, t.returnOfId).where(sql`return_of_id is not null`),
    index("anonymous_sales_at_store").on(
      t.tenantId,
      t.storeId,
      t.occurredAt.desc().nullsFirst(),
      t.id.desc().nullsFirst(),
    ),
    check("anonymous_sales_kind", sql`kind in ('sale', 'return')`),
  ],
);

export const anonymousSaleLines = pgTable(
  "anonymous_sale_lines",
  {
    tenantId: tenantId(),
    saleId: uuid("sale_id").notNull(),
    lineNo: integer("line_no").notNull(),
    productId: uuid("product_id"),
    description: text("description"),
    quantity: whole("quantity").notNull(),
    unitPriceYen: whole("unit_price_yen").notNull(),
    amountYen: whole("amount_yen").notNull(),
    /** On a sale line: pieces that have come back. */
    returnedQuantity: whole("returned_quantity").notNull().default(0),
    /** On a return's line: the line of the sale. */
    returnOfLineNo: integer("return_of_line_no"),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.saleId, t.lineNo] }),
    check("anonymous_sale_lines_returned", sql`returned_quantity between 0 and greatest(quantity, 0)`),
    foreignKey({ columns: [t.tenantId, t.saleId], foreignColumns: [anonymousSales.tenantId, anonymousSales.id] }),
  ],
);
