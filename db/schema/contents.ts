import { jsonb, pgTable, primaryKey, text, uuid } from "drizzle-orm/pg-core";
import { instant, tenantId } from "./columns";

/** What a message says (コンテンツ), frozen when a campaign is published: a template of `emails/` and the words and settings for it. */
export const contentVersions = pgTable(
  "content_versions",
  {
    tenantId: tenantId(),
    id: uuid("id").notNull(),
    template: text("template").notNull(),
    definition: jsonb("definition").notNull(),
    createdAt: instant("created_at").notNull(),
  },
  (t) => [primaryKey({ columns: [t.tenantId, t.id] })],
);
