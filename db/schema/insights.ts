import { doublePrecision, pgTable, primaryKey, text, uuid } from "drizzle-orm/pg-core";
import { instant, tenantId, whole } from "./columns";

/** Per product and engine, its nearest products, best first; parallel arrays keep one serving read to one row. */
export const itemNeighbours = pgTable(
  "item_neighbours",
  {
    tenantId: tenantId(),
    productId: uuid("product_id").notNull(),
    engine: text("engine").notNull(),
    neighbourIds: uuid("neighbour_ids").array().notNull(),
    /** Members who bought both. */
    supports: whole("supports").array().notNull(),
    lifts: doublePrecision("lifts").array().notNull(),
    computedAt: instant("computed_at").notNull(),
  },
  (t) => [primaryKey({ columns: [t.tenantId, t.productId, t.engine] })],
);

/** Members who bought the product within the window, for fallbacks and rankings. */
export const productPopularity = pgTable(
  "product_popularity",
  {
    tenantId: tenantId(),
    productId: uuid("product_id").notNull(),
    buyers: whole("buyers").notNull(),
    rank: whole("rank").notNull(),
    computedAt: instant("computed_at").notNull(),
  },
  (t) => [primaryKey({ columns: [t.tenantId, t.rank] })],
);
