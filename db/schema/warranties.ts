import { sql } from "drizzle-orm";
import { check, date, foreignKey, index, integer, pgTable, primaryKey, unique, uuid } from "drizzle-orm/pg-core";
import { instant, memberId, tenantId } from "./columns";
import { members } from "./members";

/** One row per bought piece that carries a warranty (保証). A returned piece is voided, not deleted. */
export const warranties = pgTable(
  "warranties",
  {
    tenantId: tenantId(),
    memberId: memberId(),
    id: uuid("id").notNull(),
    purchaseLineId: uuid("purchase_line_id").notNull(),
    pieceNo: integer("piece_no").notNull(),
    productId: uuid("product_id").notNull(),
    startsOn: date("starts_on", { mode: "string" }).notNull(),
    /** Last day covered, in the tenant's zone. */
    endsOn: date("ends_on", { mode: "string" }).notNull(),
    createdAt: instant("created_at").notNull(),
    voidedAt: instant("voided_at"),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.memberId, t.id] }),
    unique("warranties_piece").on(t.tenantId, t.memberId, t.purchaseLineId, t.pieceNo),
    index("warranties_by_end").on(t.tenantId, t.endsOn, t.memberId).where(sql`voided_at is null`),
    foreignKey({ columns: [t.tenantId, t.memberId], foreignColumns: [members.tenantId, members.memberId] }),
    check("warranties_span", sql`ends_on >= starts_on`),
  ],
);
