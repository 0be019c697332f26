import { sql } from "drizzle-orm";
import { check, foreignKey, index, integer, jsonb, pgTable, primaryKey, text, unique, uuid } from "drizzle-orm/pg-core";
import { instant, memberId, tenantId, whole } from "./columns";
import { members } from "./members";

/** Something that points can be exchanged for (特典): goods handed over at a store, or a coupon. */
export const rewards = pgTable(
  "rewards",
  {
    tenantId: tenantId(),
    id: uuid("id").notNull(),
    kind: text("kind").notNull(),
    /** Title and description in both languages. */
    texts: jsonb("texts").notNull(),
    pricePoints: whole("price_points").notNull(),
    /** What it is worth, tax included: for the books and for the law on premiums. */
    valueYen: whole("value_yen").notNull(),
    pictureId: uuid("picture_id"),
    /** The coupon that is given in exchange. */
    couponId: uuid("coupon_id"),
    /** Exchanges one member may make; null: any number. */
    mostPerMember: integer("most_per_member"),
    /** Only for these ranks; null: for everybody. */
    rankIds: jsonb("rank_ids"),
    /** Where it is handed over; null: at every store. */
    storeIds: jsonb("store_ids"),
    validFrom: instant("valid_from"),
    /** First instant at which it is not in the catalogue any more. */
    validUntil: instant("valid_until"),
    place: integer("place").notNull().default(100),
    revision: integer("revision").notNull().default(1),
    createdAt: instant("created_at").notNull(),
    updatedAt: instant("updated_at").notNull(),
    stoppedAt: instant("stopped_at"),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    index("rewards_in_order").on(t.tenantId, t.place, t.id),
    check("rewards_kind", sql`kind in ('goods', 'coupon')`),
    check("rewards_coupon", sql`(kind = 'coupon') = (coupon_id is not null)`),
    check("rewards_price", sql`price_points >= 1 and value_yen >= 0`),
    check("rewards_limit", sql`most_per_member >= 1`),
  ],
);

/** Pieces left. A row only where pieces are counted; the one row that two members wait for who want the last piece. */
export const rewardStocks = pgTable(
  "reward_stocks",
  {
    tenantId: tenantId(),
    rewardId: uuid("reward_id").notNull(),
    pieces: integer("pieces").notNull(),
  },
  (t) => [primaryKey({ columns: [t.tenantId, t.rewardId] }), check("reward_stocks_pieces", sql`pieces >= 0`)],
);

/** An exchange of points for a reward, and where it stands. What it was called and cost then stays with it. */
export const rewardOrders = pgTable(
  "reward_orders",
  {
    tenantId: tenantId(),
    memberId: memberId(),
    id: uuid("id").notNull(),
    rewardId: uuid("reward_id").notNull(),
    /** Given by the form, so that an exchange sent twice is one exchange. */
    orderKey: text("order_key").notNull(),
    /** Eight digits with a check digit, said at the counter. */
    orderNo: text("order_no").notNull(),
    kind: text("kind").notNull(),
    texts: jsonb("texts").notNull(),
    points: whole("points").notNull(),
    valueYen: whole("value_yen").notNull(),
    state: text("state").notNull(),
    /** Where it is handed over. */
    storeId: uuid("store_id"),
    heldCouponId: uuid("held_coupon_id"),
    journalId: uuid("journal_id").notNull(),
    orderedAt: instant("ordered_at").notNull(),
    readyAt: instant("ready_at"),
    handedOverAt: instant("handed_over_at"),
    handedOverBy: uuid("handed_over_by"),
    cancelledAt: instant("cancelled_at"),
    cancelReason: text("cancel_reason"),
    version: integer("version").notNull().default(1),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.memberId, t.id] }),
    unique("reward_orders_key").on(t.tenantId, t.memberId, t.orderKey),
    index("reward_orders_newest").on(t.tenantId, t.memberId, t.orderedAt.desc().nullsFirst()),
    index("reward_orders_by_state").on(t.tenantId, t.state, t.orderedAt.desc().nullsFirst(), t.id.desc().nullsFirst()),
    index("reward_orders_of_reward").on(t.tenantId, t.rewardId, t.memberId),
    index("reward_orders_by_number").on(t.tenantId, t.orderNo),
    foreignKey({ columns: [t.tenantId, t.memberId], foreignColumns: [members.tenantId, members.memberId] }),
    check("reward_orders_state", sql`state in ('ordered', 'ready', 'handed_over', 'cancelled')`),
    check("reward_orders_kind", sql`kind in ('goods', 'coupon')`),
    check("reward_orders_points", sql`points >= 1`),
  ],
);
