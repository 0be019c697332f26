import { sql } from "drizzle-orm";
import { check, foreignKey, pgTable, primaryKey, text, uuid } from "drizzle-orm/pg-core";
import { instant, tenantId } from "./columns";
import { tenants } from "./tenancy";

/** What a new shop's people decided about a step of its set-up: it is right as it is, or it can wait. */
export const setUpChoices = pgTable(
  "set_up_choices",
  {
    tenantId: tenantId(),
    step: text("step").notNull(),
    choice: text("choice").notNull(),
    chosenAt: instant("chosen_at").notNull(),
    chosenById: uuid("chosen_by_id"),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.step] }),
    check("set_up_choices_choice", sql`choice in ('confirmed', 'skipped')`),
    foreignKey({ columns: [t.tenantId], foreignColumns: [tenants.id] }),
  ],
);
