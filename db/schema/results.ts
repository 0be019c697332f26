import { date, pgTable, primaryKey, text } from "drizzle-orm/pg-core";
import { instant, tenantId, whole } from "./columns";

/** A shop's figures day by day, reckoned once and read often: the home page compares nine weeks of them. */
export const dailyFigures = pgTable(
  "daily_figures",
  {
    tenantId: tenantId(),
    day: date("day", { mode: "string" }).notNull(),
    figure: text("figure").notNull(),
    value: whole("value").notNull(),
    computedAt: instant("computed_at").notNull(),
  },
  (t) => [primaryKey({ columns: [t.tenantId, t.day, t.figure] })],
);
