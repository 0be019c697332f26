import { index, pgTable, primaryKey, uuid } from "drizzle-orm/pg-core";
import { tenantId, whole } from "./columns";

const tallies = () => ({
  /** Given to members. */
  issued: whole("issued").notNull().default(0),
  /** Of these, opened by the member. */
  shown: whole("shown").notNull().default(0),
  /** Uses, and those of them that came back. */
  used: whole("used").notNull().default(0),
  returned: whole("returned").notNull().default(0),
  /** Of the uses that did not come back: what they took off, and what was kept of the sales. */
  discountYen: whole("discount_yen").notNull().default(0),
  saleYen: whole("sale_yen").notNull().default(0),
});

/** What became of a coupon, by where it came from and where it happened; the zero id stands for none. Together with the changes it is exact. */
export const couponFigures = pgTable(
  "coupon_figures",
  {
    tenantId: tenantId(),
    couponId: uuid("coupon_id").notNull(),
    originId: uuid("origin_id").notNull(),
    storeId: uuid("store_id").notNull(),
    ...tallies(),
  },
  (t) => [primaryKey({ columns: [t.tenantId, t.couponId, t.originId, t.storeId] })],
);

/** Changes that are not folded into the figures yet: only inserted by sales, so that no till waits for another's count. */
export const couponFigureChanges = pgTable(
  "coupon_figure_changes",
  {
    tenantId: tenantId(),
    id: uuid("id").notNull(),
    couponId: uuid("coupon_id").notNull(),
    originId: uuid("origin_id").notNull(),
    storeId: uuid("store_id").notNull(),
    ...tallies(),
  },
  (t) => [primaryKey({ columns: [t.tenantId, t.id] }), index("coupon_figure_changes_of").on(t.tenantId, t.couponId)],
);
