import { date, jsonb, pgTable, primaryKey, text, uuid } from "drizzle-orm/pg-core";
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

/** Answers that take a large shop's database seconds to find, reckoned in the background and shown as of then. */
export const resultAnswers = pgTable(
  "result_answers",
  {
    tenantId: tenantId(),
    kind: text("kind").notNull(),
    /** A campaign's id; the tenant's own for what concerns the shop. */
    subjectId: uuid("subject_id").notNull(),
    answer: jsonb("answer").notNull(),
    computedAt: instant("computed_at").notNull(),
  },
  (t) => [primaryKey({ columns: [t.tenantId, t.kind, t.subjectId] })],
);
