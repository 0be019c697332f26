import { jsonb, pgTable, primaryKey, text, unique, uuid } from "drizzle-orm/pg-core";
import { instant, tenantId } from "./columns";

/** A saved rule tree (セグメント). Who is in it is always computed, never stored here. */
export const segments = pgTable(
  "segments",
  {
    tenantId: tenantId(),
    id: uuid("id").notNull(),
    name: text("name").notNull(),
    rule: jsonb("rule").notNull(),
    createdAt: instant("created_at").notNull(),
    updatedAt: instant("updated_at").notNull(),
    archivedAt: instant("archived_at"),
  },
  (t) => [primaryKey({ columns: [t.tenantId, t.id] }), unique("segments_name").on(t.tenantId, t.name)],
);
