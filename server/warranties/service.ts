import { sql } from "drizzle-orm";
import { audit } from "@/server/kernel/audit";
import { type Ctx, inTransaction } from "@/server/kernel/ctx";
import { newId } from "@/server/kernel/ids";
import { parseInput } from "@/server/kernel/parse";
import { newWarranties, type NewWarranty, voidedPieces } from "./input";
import { lastDayCovered, maxPieces } from "./rules";

const rowsPerStatement = 5_000;

function piecesOf(row: NewWarranty) {
  const endsOn = lastDayCovered(row.startsOn, row.warrantyMonths);
  return Array.from({ length: Math.min(row.quantity, maxPieces) }, (_, i) => ({
    member_id: row.memberId,
    id: newId(),
    purchase_line_id: row.purchaseLineId,
    piece_no: i + 1,
    product_id: row.productId,
    starts_on: row.startsOn,
    ends_on: endsOn,
  }));
}

/**
 * Begins a warranty for each piece bought; part of recording or importing sales, whose right it has. Repeating it changes
 * nothing (a piece of a line has one warranty). Returns how many began.
 */
export async function beginWarranties(ctx: Ctx, input: NewWarranty[]): Promise<number> {
  const pieces = parseInput(newWarranties, input).flatMap(piecesOf);
  if (pieces.length === 0) return 0;
  return inTransaction(ctx, async (t) => {
    let begun = 0;
    for (let at = 0; at < pieces.length; at += rowsPerStatement) {
      const result = await t.tx.execute(sql`
        insert into warranties (tenant_id, member_id, id, purchase_line_id, piece_no, product_id, starts_on, ends_on, created_at)
        select ${t.tenant}, r.member_id, r.id, r.purchase_line_id, r.piece_no, r.product_id, r.starts_on, r.ends_on, ${t.now}::timestamptz
        from jsonb_to_recordset(${JSON.stringify(pieces.slice(at, at + rowsPerStatement))}::jsonb) as r(member_id uuid, id uuid,
          purchase_line_id uuid, piece_no int, product_id uuid, starts_on date, ends_on date)
        on conflict on constraint warranties_piece do nothing`);
      begun += result.rowCount ?? 0;
    }
    return begun;
  });
}

/** Voids the warranties of pieces that came back, last piece first; the rows stay. Returns how many were voided. */
export async function voidWarranties(
  ctx: Ctx,
  input: { memberId: string; purchaseLineId: string; pieces: number },
): Promise<number> {
  const { memberId, purchaseLineId, pieces } = parseInput(voidedPieces, input);
  return inTransaction(ctx, async (t) => {
    const result = await t.tx.execute(sql`
      update warranties w set voided_at = ${t.now}
      where w.tenant_id = ${t.tenant} and w.member_id = ${memberId} and w.purchase_line_id = ${purchaseLineId}
        and w.id in (select v.id from warranties v
          where v.tenant_id = ${t.tenant} and v.member_id = ${memberId} and v.purchase_line_id = ${purchaseLineId} and v.voided_at is null
          order by v.piece_no desc limit ${pieces} for update)`);
    const voided = result.rowCount ?? 0;
    if (voided > 0)
      await audit(t, {
        action: "warranties.void",
        subject: { kind: "purchase_line", id: purchaseLineId },
        memberId,
        after: { pieces: voided },
      });
    return voided;
  });
}
