import { sql } from "drizzle-orm";
import { check, date, foreignKey, index, pgTable, primaryKey, text, uuid } from "drizzle-orm/pg-core";
import { instant, memberId, tenantId } from "./columns";
import { members } from "./members";

/** What a person asks for under the privacy law (個人情報保護法 art. 33 to 35), and the answer. Kept after they have left, without words. */
export const privacyRequests = pgTable(
  "privacy_requests",
  {
    tenantId: tenantId(),
    memberId: memberId(),
    id: uuid("id").notNull(),
    kind: text("kind").notNull(),
    /** In the person's own words. */
    details: text("details").notNull(),
    /** How it came: My Page, or who wrote it down for them. */
    cameBy: text("came_by").notNull(),
    state: text("state").notNull().default("open"),
    receivedAt: instant("received_at").notNull(),
    dueOn: date("due_on", { mode: "string" }).notNull(),
    enteredBy: uuid("entered_by"),
    /** For staff: how the person was known to be the person. */
    identifiedBy: text("identified_by"),
    answer: text("answer"),
    answeredAt: instant("answered_at"),
    answeredBy: uuid("answered_by"),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.memberId, t.id] }),
    index("privacy_requests_newest").on(t.tenantId, t.receivedAt.desc().nullsFirst(), t.id.desc().nullsFirst()),
    index("privacy_requests_due").on(t.tenantId, t.dueOn).where(sql`state in ('open', 'in_hand')`),
    foreignKey({ columns: [t.tenantId, t.memberId], foreignColumns: [members.tenantId, members.memberId] }),
    check("privacy_requests_kind", sql`kind in ('disclosure', 'correction', 'stop', 'erasure')`),
    check("privacy_requests_state", sql`state in ('open', 'in_hand', 'done', 'refused', 'withdrawn')`),
    check("privacy_requests_came_by", sql`came_by in ('my_page', 'counter', 'phone', 'mail', 'letter')`),
  ],
);
