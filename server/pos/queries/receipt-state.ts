import { and, eq, sql } from "drizzle-orm";
import { z } from "zod";
import { posVoidedReceipts } from "@/db/schema/pos";
import { type Ctx, read } from "@/server/kernel/ctx";
import { DomainError } from "@/server/kernel/errors";
import { parseInput } from "@/server/kernel/parse";
import { canRecord } from "@/server/purchases/access";
import { tillOf } from "../access";

export const receiptKey = z.strictObject({ receiptNo: z.string().trim().min(1).max(100) });

export type ReceiptStateName = "standing" | "partly_returned" | "returned" | "closed" | "unknown";

interface Row extends Record<string, unknown> {
  member_id: string | null;
  store_id: string | null;
  total: number;
  discount: number;
  earned: number;
  spent: number;
  returned: number;
  taken_back: number;
  restored: number;
  lines: { lineNo: number; quantity: number; returnedQuantity: number; amountYen: number }[] | null;
  coupons: { couponId: string; heldId: string | null; discountYen: number; isReturned: boolean }[] | null;
}

// The member by the receipt number first: every other look is then within one member.
const stateSql = (ctx: Ctx, receiptNo: string) => sql`
  with sale as (select p.* from member_keys k join purchases p on p.tenant_id = k.tenant_id and p.member_id = k.member_id
    and p.external_id = k.value and p.kind = 'sale' where k.tenant_id = ${ctx.tenant} and k.kind = 'receipt' and k.value = ${receiptNo}),
  back as (select r.* from sale s join purchases r on r.tenant_id = s.tenant_id and r.member_id = s.member_id and r.kind = 'return'
    and exists (select from purchase_lines x join purchase_lines y on y.tenant_id = x.tenant_id and y.member_id = x.member_id
      and y.id = x.return_of_line_id and y.purchase_id = s.id
      where x.tenant_id = r.tenant_id and x.member_id = r.member_id and x.purchase_id = r.id))
  select s.member_id, s.store_id, s.total_yen as total, s.discount_yen as discount, s.points_earned as earned, s.points_spent as spent,
    coalesce((select -sum(total_yen) from back), 0)::bigint as returned,
    coalesce((select -sum(points_earned) from back), 0)::bigint as taken_back,
    coalesce((select -sum(points_spent) from back), 0)::bigint as restored,
    (select jsonb_agg(jsonb_build_object('lineNo', l.line_no, 'quantity', l.quantity, 'returnedQuantity', l.returned_quantity,
      'amountYen', l.amount_yen) order by l.line_no) from purchase_lines l
      where l.tenant_id = s.tenant_id and l.member_id = s.member_id and l.purchase_id = s.id) as lines,
    (select jsonb_agg(jsonb_build_object('couponId', u.coupon_id, 'heldId', u.held_id, 'discountYen', u.discount_yen,
      'isReturned', u.returned_at is not null) order by u.coupon_id, u.id) from coupon_uses u
      where u.tenant_id = s.tenant_id and u.member_id = s.member_id and u.purchase_id = s.id) as coupons
  from sale s
  union all
  select null, a.store_id, a.total_yen, 0, 0, 0, coalesce((select -sum(v.total_yen) from anonymous_sales v
      where v.tenant_id = a.tenant_id and v.return_of_id = a.id), 0)::bigint, 0, 0,
    (select jsonb_agg(jsonb_build_object('lineNo', l.line_no, 'quantity', l.quantity, 'returnedQuantity', l.returned_quantity,
      'amountYen', l.amount_yen) order by l.line_no)
      from anonymous_sale_lines l where l.tenant_id = a.tenant_id and l.sale_id = a.id), null
  from anonymous_sales a where a.tenant_id = ${ctx.tenant} and a.external_id = ${receiptNo} and a.kind = 'sale'`;

/** A receipt as it stands with us, what came back of it counted in; for a till that asks what became of its sale. Throws forbidden. */
export async function receiptState(ctx: Ctx, input: z.input<typeof receiptKey>) {
  const till = tillOf(ctx.actor);
  const refusal = canRecord(ctx.actor, null);
  if (refusal) throw new DomainError("forbidden", refusal);
  const { receiptNo } = parseInput(receiptKey, input);
  const [row, closed] = await read(ctx, async (tx) => [
    (await tx.execute<Row>(stateSql(ctx, receiptNo))).rows[0],
    (
      await tx
        .select({ at: posVoidedReceipts.at })
        .from(posVoidedReceipts)
        .where(and(eq(posVoidedReceipts.tenantId, ctx.tenant), eq(posVoidedReceipts.receiptNo, receiptNo)))
    )[0],
  ]);
  if (row?.store_id && till.storeId && row.store_id !== till.storeId)
    throw new DomainError("forbidden", "purchases.other_store");
  const lines = row?.lines ?? [];
  const back = lines.filter(({ returnedQuantity }) => returnedQuantity > 0).length;
  const isWhole = lines.every(({ quantity, returnedQuantity }) => returnedQuantity === quantity);
  const stands: ReceiptStateName = back === 0 ? "standing" : isWhole ? "returned" : "partly_returned";
  return {
    receiptNo,
    state: row ? stands : closed ? ("closed" as const) : ("unknown" as const),
    memberId: row?.member_id ?? null,
    totalYen: row?.total ?? 0,
    discountYen: row?.discount ?? 0,
    pointsEarned: row?.earned ?? 0,
    pointsSpent: row?.spent ?? 0,
    returnedYen: row?.returned ?? 0,
    pointsTakenBack: row?.taken_back ?? 0,
    pointsRestored: row?.restored ?? 0,
    lines,
    coupons: row?.coupons ?? [],
  };
}
