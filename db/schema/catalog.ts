import { sql } from "drizzle-orm";
import { check, foreignKey, index, integer, pgTable, primaryKey, text, unique, uuid } from "drizzle-orm/pg-core";
import { instant, tenantId, whole } from "./columns";

/** A tree of categories; `path` is '/parent/child/' of ids, so a subtree is a prefix. */
export const categories = pgTable(
  "categories",
  {
    tenantId: tenantId(),
    id: uuid("id").notNull(),
    parentId: uuid("parent_id"),
    externalId: text("external_id").notNull(),
    name: text("name").notNull(),
    path: text("path").notNull(),
    createdAt: instant("created_at").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    unique("categories_external_id").on(t.tenantId, t.externalId),
    index("categories_by_path").on(t.tenantId, t.path.op("text_pattern_ops")),
    foreignKey({ columns: [t.tenantId, t.parentId], foreignColumns: [t.tenantId, t.id] }),
  ],
);

export const products = pgTable(
  "products",
  {
    tenantId: tenantId(),
    id: uuid("id").notNull(),
    externalId: text("external_id").notNull(),
    /** 'service' is sold but is no item: postage, fees, discounts, gift wrap. Never recommended, no warranty. */
    kind: text("kind").notNull().default("goods"),
    janCode: text("jan_code"),
    name: text("name").notNull(),
    brand: text("brand"),
    categoryId: uuid("category_id"),
    priceYen: whole("price_yen"),
    /** Consumption tax in the price, in percent: 10, 8 (food), 0. */
    taxPercent: integer("tax_percent").notNull().default(10),
    imageUrl: text("image_url"),
    description: text("description"),
    warrantyMonths: integer("warranty_months"),
    replenishmentDays: integer("replenishment_days"),
    createdAt: instant("created_at").notNull(),
    updatedAt: instant("updated_at").notNull(),
    discontinuedAt: instant("discontinued_at"),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    unique("products_external_id").on(t.tenantId, t.externalId),
    index("products_by_name").on(t.tenantId, t.name.op("text_pattern_ops")),
    index("products_by_category").on(t.tenantId, t.categoryId),
    index("products_by_jan").on(t.tenantId, t.janCode),
    foreignKey({ columns: [t.tenantId, t.categoryId], foreignColumns: [categories.tenantId, categories.id] }),
    check("products_kind", sql`kind in ('goods', 'service')`),
    check("products_price", sql`price_yen >= 0`),
    check("products_tax", sql`tax_percent between 0 and 30`),
    check("products_warranty", sql`warranty_months between 0 and 600`),
    check("products_replenishment", sql`replenishment_days between 1 and 3650`),
  ],
);
