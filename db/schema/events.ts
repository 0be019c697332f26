import { boolean, index, jsonb, pgTable, primaryKey, text, uuid } from "drizzle-orm/pg-core";
import { instant, memberId, tenantId } from "./columns";

/** What a member did (行動). Range-partitioned by month of occurred_at (see the migration); old months are dropped whole. */
export const events = pgTable(
  "events",
  {
    tenantId: tenantId(),
    memberId: memberId(),
    id: uuid("id").notNull(),
    occurredAt: instant("occurred_at").notNull(),
    kind: text("kind").notNull(),
    productId: uuid("product_id"),
    storeId: uuid("store_id"),
    deliveryId: uuid("delivery_id"),
    isBot: boolean("is_bot").notNull().default(false),
    data: jsonb("data"),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.memberId, t.occurredAt, t.id] }),
    index("events_by_kind").on(t.tenantId, t.memberId, t.kind, t.occurredAt.desc().nullsFirst()),
  ],
);
