import { sql } from "drizzle-orm";
import {
  boolean,
  check,
  date,
  foreignKey,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  unique,
  uuid,
} from "drizzle-orm/pg-core";
import { instant, memberId, tenantId, whole } from "./columns";
import { members } from "./members";
import { tenants } from "./tenancy";

/** A product that a member wants repaired (修理受付), and where it stands. What happened on the way stands in `repair_events`. */
export const repairRequests = pgTable(
  "repair_requests",
  {
    tenantId: tenantId(),
    memberId: memberId(),
    id: uuid("id").notNull(),
    /** Eight digits with a check digit, for telephone and barcode; unique in the shop through member_keys (kind 'repair'). */
    receiptNo: text("receipt_no").notNull(),
    /** Given by the form, so that a request sent twice is one request. */
    requestKey: uuid("request_key").notNull(),
    source: text("source").notNull(),
    state: text("state").notNull(),
    stateSince: instant("state_since").notNull(),
    /** When the present state has lasted too long by the shop's own targets; null where nobody waits. */
    dueAt: instant("due_at"),
    requestedAt: instant("requested_at").notNull(),
    closedAt: instant("closed_at"),
    productId: uuid("product_id"),
    productName: text("product_name").notNull(),
    serialNo: text("serial_no"),
    warrantyId: uuid("warranty_id"),
    symptom: text("symptom").notNull(),
    cause: text("cause").notNull(),
    description: text("description").notNull(),
    noticed: text("noticed").notNull(),
    handOver: text("hand_over").notNull(),
    /** The store it is brought to, or that looks after it; null while none does. */
    storeId: uuid("store_id"),
    postalCode: text("postal_code"),
    prefecture: text("prefecture"),
    city: text("city"),
    addressLine: text("address_line"),
    pickUpOn: date("pick_up_on", { mode: "string" }),
    pickUpWindow: text("pick_up_window"),
    contactWay: text("contact_way").notNull(),
    /** E.164. */
    contactPhone: text("contact_phone"),
    /** What counts: the rule's answer, or what somebody put in its place with a reason. */
    coverage: text("coverage").notNull(),
    ruleCoverage: text("rule_coverage").notNull(),
    ruleReason: text("rule_reason").notNull(),
    overrideReason: text("override_reason"),
    overriddenById: uuid("overridden_by_id"),
    overriddenAt: instant("overridden_at"),
    promisedOn: date("promised_on", { mode: "string" }),
    /** What came with the product (付属品). */
    accessories: text("accessories"),
    itemInAt: instant("item_in_at"),
    itemOutAt: instant("item_out_at"),
    version: integer("version").notNull().default(1),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.memberId, t.id] }),
    unique("repair_requests_once").on(t.tenantId, t.memberId, t.requestKey),
    index("repair_requests_by_id").on(t.tenantId, t.id),
    index("repair_requests_board").on(t.tenantId, t.state, t.stateSince, t.id),
    index("repair_requests_by_member").on(t.tenantId, t.memberId, t.requestedAt.desc().nullsFirst()),
    foreignKey({ columns: [t.tenantId, t.memberId], foreignColumns: [members.tenantId, members.memberId] }),
    check(
      "repair_requests_state",
      sql`state in ('received', 'quoted', 'approved', 'in_repair', 'ready', 'done', 'declined', 'refused', 'cancelled')`,
    ),
    check("repair_requests_source", sql`source in ('my_page', 'counter')`),
    check("repair_requests_hand_over", sql`hand_over in ('store', 'pick_up')`),
    check("repair_requests_contact", sql`contact_way in ('mail', 'phone')`),
    check("repair_requests_coverage", sql`coverage in ('warranty', 'paid') and rule_coverage in ('warranty', 'paid')`),
    check("repair_requests_override", sql`coverage = rule_coverage or override_reason is not null`),
  ],
);

/** Everything that happened to a repair: who, when, why. Only added to. */
export const repairEvents = pgTable(
  "repair_events",
  {
    tenantId: tenantId(),
    memberId: memberId(),
    id: uuid("id").notNull(),
    repairId: uuid("repair_id").notNull(),
    at: instant("at").notNull(),
    kind: text("kind").notNull(),
    fromState: text("from_state"),
    toState: text("to_state"),
    actorKind: text("actor_kind").notNull(),
    actorId: uuid("actor_id"),
    note: text("note"),
    /** For the staff's eyes only. */
    isInternal: boolean("is_internal").notNull().default(false),
    details: jsonb("details"),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.memberId, t.id] }),
    index("repair_events_of_repair").on(t.tenantId, t.memberId, t.repairId, t.at),
    index("repair_events_by_state").on(t.tenantId, t.at).where(sql`kind = 'state'`),
    foreignKey({
      columns: [t.tenantId, t.memberId, t.repairId],
      foreignColumns: [repairRequests.tenantId, repairRequests.memberId, repairRequests.id],
    }),
    check("repair_events_kind", sql`kind in ('state', 'note', 'coverage', 'estimate', 'item', 'photo')`),
  ],
);

/** What the repair will cost, in versions: a new one voids the one before it. Amounts include the tax. */
export const repairEstimates = pgTable(
  "repair_estimates",
  {
    tenantId: tenantId(),
    memberId: memberId(),
    id: uuid("id").notNull(),
    repairId: uuid("repair_id").notNull(),
    version: integer("version").notNull(),
    state: text("state").notNull(),
    totalYen: whole("total_yen").notNull(),
    /** The part of the total that is consumption tax. */
    taxYen: whole("tax_yen").notNull(),
    taxPercent: integer("tax_percent").notNull(),
    /** Asked of whoever declines, as the policy was when the estimate was made. */
    declineFeeYen: whole("decline_fee_yen").notNull(),
    /** Last day on which it may be approved, in the shop's zone. */
    validUntil: date("valid_until", { mode: "string" }).notNull(),
    note: text("note"),
    madeAt: instant("made_at").notNull(),
    madeById: uuid("made_by_id"),
    decidedAt: instant("decided_at"),
    decidedByKind: text("decided_by_kind"),
    decidedById: uuid("decided_by_id"),
    decidedVia: text("decided_via"),
    decisionNote: text("decision_note"),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.memberId, t.id] }),
    unique("repair_estimates_version").on(t.tenantId, t.memberId, t.repairId, t.version),
    foreignKey({
      columns: [t.tenantId, t.memberId, t.repairId],
      foreignColumns: [repairRequests.tenantId, repairRequests.memberId, repairRequests.id],
    }),
    check("repair_estimates_state", sql`state in ('sent', 'approved', 'declined', 'voided')`),
    check("repair_estimates_via", sql`decided_via in ('my_page', 'phone', 'counter')`),
    check("repair_estimates_amounts", sql`total_yen >= 0 and tax_yen between 0 and total_yen and decline_fee_yen >= 0`),
  ],
);

export const repairEstimateLines = pgTable(
  "repair_estimate_lines",
  {
    tenantId: tenantId(),
    memberId: memberId(),
    estimateId: uuid("estimate_id").notNull(),
    lineNo: integer("line_no").notNull(),
    kind: text("kind").notNull(),
    description: text("description").notNull(),
    amountYen: whole("amount_yen").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.memberId, t.estimateId, t.lineNo] }),
    foreignKey({
      columns: [t.tenantId, t.memberId, t.estimateId],
      foreignColumns: [repairEstimates.tenantId, repairEstimates.memberId, repairEstimates.id],
    }),
    check("repair_estimate_lines_kind", sql`kind in ('parts', 'labour', 'shipping', 'other')`),
    check("repair_estimate_lines_amount", sql`amount_yen >= 0`),
  ],
);

/** Pictures of the damage; the bytes lie in `files` (kind 'repair_photo'). */
export const repairPhotos = pgTable(
  "repair_photos",
  {
    tenantId: tenantId(),
    memberId: memberId(),
    repairId: uuid("repair_id").notNull(),
    fileId: uuid("file_id").notNull(),
    place: integer("place").notNull(),
    addedAt: instant("added_at").notNull(),
    addedByKind: text("added_by_kind").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.memberId, t.repairId, t.fileId] }),
    foreignKey({
      columns: [t.tenantId, t.memberId, t.repairId],
      foreignColumns: [repairRequests.tenantId, repairRequests.memberId, repairRequests.id],
    }),
  ],
);

/** How the shop repairs: what its warranty leaves out, fees, targets. One row a shop; without one the defaults count. */
export const repairPolicies = pgTable(
  "repair_policies",
  {
    tenantId: tenantId(),
    policy: jsonb("policy").notNull(),
    revision: integer("revision").notNull(),
    updatedAt: instant("updated_at").notNull(),
    updatedById: uuid("updated_by_id"),
  },
  (t) => [primaryKey({ columns: [t.tenantId] }), foreignKey({ columns: [t.tenantId], foreignColumns: [tenants.id] })],
);
