import { sql } from "drizzle-orm";
import type { TenantRow } from "@/server/kernel/gate";
import type { TxCtx } from "@/server/kernel/ctx";
import { newId } from "@/server/kernel/ids";
import { businessDayIn } from "@/server/kernel/time";
import { programAt, programsOf } from "@/server/points/queries";
import { pointsFor } from "@/server/points/rules/program";
import { importPurchasePoints } from "@/server/points/service/import-purchase-points";
import { beginWarranties } from "@/server/warranties/service";
import type { NewWarranty } from "@/server/warranties/input";
import type { PointsBasis } from "../input";
import { type ReturnCounts, writeReturns } from "./import-returns";
import { countImported } from "./rank-facts";

interface Head {
  receipt: string;
  is_return: boolean;
  member_id: string | null;
  store_id: string | null;
  occurred_at: string;
  total: number;
  points: number | null;
}

export interface BatchHead {
  id: string;
  receipt: string;
  isReturn: boolean;
  memberId: string | null;
  storeId: string | null;
  occurredAt: Date;
  totalYen: number;
  points: number;
  businessDate: string;
}

/** By what a run knows its own receipts again after a break. */
export const markOf = (runId: string) => `import:${runId}`;

export interface BatchCounts extends ReturnCounts {
  receipts: number;
  points: number;
  warranties: number;
}

export async function readHeads(
  t: TxCtx,
  from: number,
  to: number,
  shop: TenantRow,
  basis: PointsBasis,
): Promise<BatchHead[]> {
  // A file has a receipt's points on each of its lines, or on one of them: the largest is the receipt's.
  const { rows } = await t.tx.execute<Head & Record<string, unknown>>(sql`
    select r.receipt, r.is_return, r.member_id, r.store_id, r.occurred_at, r.total, l.points
    from import_receipts r left join lateral (select max(l.points) as points from import_lines l
      where ${basis === "file"} and l.receipt = r.receipt and l.reason is null) l on true
    where r.seq between ${from} and ${to} and not r.is_known order by r.seq`);
  const { programs } = await programsOf(t);
  return rows.map((row) => {
    const occurredAt = new Date(row.occurred_at);
    const program = programAt(programs, basis === "today" ? t.now : occurredAt);
    const earns = basis !== "none" && !row.is_return && row.member_id !== null && program;
    return {
      id: newId(),
      receipt: row.receipt,
      isReturn: row.is_return,
      memberId: row.member_id,
      storeId: row.store_id,
      occurredAt,
      totalYen: row.is_return ? 0 - row.total : row.total,
      points: earns ? (basis === "file" ? (row.points ?? 0) : pointsFor(program, row.total)) : 0,
      businessDate: businessDayIn(occurredAt, shop.timeZone, shop.businessDayStartMinutes),
    };
  });
}

const headsOf = (
  heads: BatchHead[],
) => sql`jsonb_to_recordset(${JSON.stringify(heads)}::jsonb) as h(id uuid, receipt text, "isReturn" boolean,
  "memberId" uuid, "storeId" uuid, "occurredAt" timestamptz, "totalYen" bigint, points bigint, "businessDate" date)`;

/** Takes the receipt numbers; whoever has one meanwhile (a till, another run) keeps it, and the receipt is left out. */
async function takeMemberReceipts(t: TxCtx, heads: BatchHead[], runId: string): Promise<BatchHead[]> {
  const { rows } = await t.tx.execute<{ value: string }>(sql`
    insert into member_keys (tenant_id, kind, value, member_id, created_at)
    select ${t.tenant}, 'receipt', h.receipt, h."memberId", ${t.now}::timestamptz from ${headsOf(heads)}
    where not exists (select from anonymous_sales a where a.tenant_id = ${t.tenant} and a.external_id = h.receipt)
    on conflict do nothing returning value`);
  const taken = new Set(rows.map((row) => row.value));
  const kept = heads.filter((head) => taken.has(head.receipt));
  await t.tx.execute(sql`
    insert into purchases (tenant_id, member_id, id, kind, external_id, store_id, occurred_at, recorded_at, business_date, total_yen,
      points_earned, points_spent, request_hash)
    select ${t.tenant}, h."memberId", h.id, case when h."isReturn" then 'return' else 'sale' end, h.receipt, h."storeId", h."occurredAt",
      ${t.now}::timestamptz, h."businessDate", h."totalYen", h.points, 0, ${markOf(runId)} from ${headsOf(kept)}`);
  return kept;
}

async function writeAnonymous(t: TxCtx, heads: BatchHead[], runId: string): Promise<number> {
  const { rows } = await t.tx.execute<{ id: string }>(sql`
    insert into anonymous_sales (tenant_id, id, kind, external_id, store_id, occurred_at, recorded_at, business_date, total_yen, request_hash)
    select ${t.tenant}, h.id, case when h."isReturn" then 'return' else 'sale' end, h.receipt, h."storeId", h."occurredAt",
      ${t.now}::timestamptz, h."businessDate", h."totalYen", ${markOf(runId)} from ${headsOf(heads)}
    where not exists (select from member_keys k where k.tenant_id = ${t.tenant} and k.kind = 'receipt' and k.value = h.receipt)
    on conflict do nothing returning id`);
  const taken = new Set(rows.map((row) => row.id));
  const kept = heads.filter((head) => taken.has(head.id));
  await t.tx.execute(sql`
    insert into anonymous_sale_lines (tenant_id, sale_id, line_no, product_id, description, quantity, unit_price_yen, amount_yen)
    select ${t.tenant}, h.id, row_number() over (partition by h.id order by l.row_no), p.product_id, l.description,
      case when h."isReturn" then -l.pieces else l.pieces end, l.unit_price, case when h."isReturn" then -l.amount else l.amount end
    from ${headsOf(kept)}
    join import_lines l on l.receipt = h.receipt and l.reason is null
    left join import_products p on p.code = l.product`);
  return kept.length;
}

/** Lines of sales to members; returns the warranties that begin with them. */
async function writeSaleLines(t: TxCtx, sales: BatchHead[]): Promise<NewWarranty[]> {
  await t.tx.execute(sql`
    insert into purchase_lines (tenant_id, member_id, id, purchase_id, line_no, product_id, description, quantity, unit_price_yen, amount_yen,
      occurred_at, store_id)
    select ${t.tenant}, h."memberId", l.line_id, h.id, row_number() over (partition by h.id order by l.row_no), p.product_id, l.description,
      l.pieces, l.unit_price, l.amount, h."occurredAt", h."storeId"
    from ${headsOf(sales)}
    join import_lines l on l.receipt = h.receipt and l.reason is null
    left join import_products p on p.code = l.product`);
  const { rows } = await t.tx.execute<{
    id: string;
    member_id: string;
    product_id: string;
    quantity: number;
    months: number;
    starts_on: string;
  }>(sql`
    select l.line_id as id, h."memberId" as member_id, p.product_id, l.pieces as quantity, p.warranty_months as months, h."businessDate" as starts_on
    from ${headsOf(sales)}
    join import_lines l on l.receipt = h.receipt and l.reason is null
    join import_products p on p.code = l.product and p.warranty_months > 0
    order by l.row_no`);
  return rows.map((row) => ({
    memberId: row.member_id,
    purchaseLineId: row.id,
    productId: row.product_id,
    quantity: Math.min(row.quantity, 1_000_000),
    startsOn: row.starts_on,
    warrantyMonths: row.months,
  }));
}

/**
 * Writes the receipts `from`..`to` of the stage in the caller's transaction: all of them with lines, points and warranties, or none.
 * What is in the shop already is left alone, so that a batch may be repeated.
 */
export async function writeBatch(
  t: TxCtx,
  range: { from: number; to: number },
  shop: TenantRow,
  basis: PointsBasis,
  runId: string,
): Promise<BatchCounts> {
  const heads = await readHeads(t, range.from, range.to, shop, basis);
  const none = {
    receipts: 0,
    points: 0,
    warranties: 0,
    tiedLines: 0,
    untiedLines: 0,
    returnRows: 0,
    takenBack: 0,
    debt: 0,
  };
  if (heads.length === 0) return none;
  const anonymous = await writeAnonymous(
    t,
    heads.filter((head) => head.memberId === null),
    runId,
  );
  const ours = await takeMemberReceipts(
    t,
    heads.filter((head) => head.memberId !== null),
    runId,
  );
  const sales = ours.filter((head) => !head.isReturn);
  const warranties = await beginWarranties(t, await writeSaleLines(t, sales));
  const givesPoints = basis !== "none";
  const points = givesPoints
    ? await importPurchasePoints(
        t,
        sales.map(({ memberId, id, totalYen, occurredAt, storeId, points: fromFile }) => ({
          memberId: memberId ?? "",
          purchaseId: id,
          amountYen: totalYen,
          occurredAt,
          storeId,
          ...(basis === "file" ? { points: fromFile } : {}),
        })),
        basis === "today" ? t.now : null,
      )
    : { points: 0 };
  const returns = await writeReturns(
    t,
    ours.filter((head) => head.isReturn),
    givesPoints,
  );
  await countImported(t, ours);
  return { receipts: anonymous + ours.length, points: points.points, warranties, ...returns };
}
