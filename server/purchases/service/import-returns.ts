import { sql } from "drizzle-orm";
import type { TxCtx } from "@/server/kernel/ctx";
import { newId } from "@/server/kernel/ids";
import { type ImportedReturn, importReturnPoints } from "@/server/points/service/import-purchase-points";
import { voidWarranties } from "@/server/warranties/service";
import { valueOfPieces } from "../rules/amounts";
import { type OpenSaleLine, tieReturn } from "../rules/tie-return";
import type { BatchHead } from "./import-batch";

export interface ReturnCounts {
  /** Lines of the file all of whose pieces were found among earlier sales. */
  tiedLines: number;
  /** Lines with pieces for which no sale was found. */
  untiedLines: number;
  /** Rows written: a line may take back pieces of several sales. */
  returnRows: number;
  takenBack: number;
  debt: number;
}

type FileLine = {
  line_id: string; receipt: string; product_id: string | null; description: string | null; pieces: number; unit_price: number; amount: number;
} & Record<string, unknown>;
type SaleLine = {
  id: string; member_id: string; product_id: string; purchase_id: string; occurred_at: string; quantity: number; returned_quantity: number;
  amount_yen: number; total_yen: number; returned_before: number; has_warranty: boolean;
} & Record<string, unknown>;

async function readFileLines(t: TxCtx, heads: BatchHead[]): Promise<FileLine[]> {
  const { rows } = await t.tx.execute<FileLine>(sql`
    select l.line_id, l.receipt, p.id as product_id, l.description, l.pieces, l.unit_price, l.amount
    from import_lines l left join products p on p.tenant_id = ${t.tenant} and p.external_id = l.product
    where l.reason is null and l.receipt in (select jsonb_array_elements_text(${JSON.stringify(heads.map((h) => h.receipt))}::jsonb))
    order by l.row_no`);
  return rows;
}

/** Sale lines with pieces left of the same members and products, locked; with what came back of their sales before. */
async function readSales(t: TxCtx, wanted: { memberId: string; productId: string }[]): Promise<SaleLine[]> {
  const { rows } = await t.tx.execute<SaleLine>(sql`
    with wanted as (select distinct w."memberId" as member_id, w."productId" as product_id
      from jsonb_to_recordset(${JSON.stringify(wanted)}::jsonb) as w("memberId" uuid, "productId" uuid)
    ), open as materialized (
      select l.* from wanted w join purchase_lines l on l.tenant_id = ${t.tenant} and l.member_id = w.member_id and l.product_id = w.product_id
      where l.quantity > l.returned_quantity
      order by l.member_id, l.id for update of l
    )
    select l.id, l.member_id, l.product_id, l.purchase_id, l.occurred_at, l.quantity, l.returned_quantity, l.amount_yen, p.total_yen,
      (select coalesce(sum(div(s.amount_yen::numeric * s.returned_quantity, s.quantity)), 0)::bigint from purchase_lines s
        where s.tenant_id = ${t.tenant} and s.member_id = l.member_id and s.purchase_id = l.purchase_id) as returned_before,
      exists (select from products g where g.tenant_id = ${t.tenant} and g.id = l.product_id and g.warranty_months > 0) as has_warranty
    from open l join purchases p on p.tenant_id = ${t.tenant} and p.member_id = l.member_id and p.id = l.purchase_id and p.kind = 'sale'`);
  return rows;
}

interface NewRow {
  id: string; memberId: string; purchaseId: string; lineNo: number; productId: string | null; description: string | null; quantity: number;
  unitPrice: number; amount: number; occurredAt: Date; storeId: string | null; returnOf: string | null;
}

async function writeRows(t: TxCtx, rows: NewRow[]): Promise<void> {
  await t.tx.execute(sql`
    insert into purchase_lines (tenant_id, member_id, id, purchase_id, line_no, product_id, description, quantity, unit_price_yen, amount_yen,
      occurred_at, store_id, return_of_line_id)
    select ${t.tenant}, r."memberId", r.id, r."purchaseId", r."lineNo", r."productId", r.description, r.quantity, r."unitPrice", r.amount,
      r."occurredAt", r."storeId", r."returnOf"
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r(id uuid, "memberId" uuid, "purchaseId" uuid, "lineNo" int, "productId" uuid,
      description text, quantity bigint, "unitPrice" bigint, amount bigint, "occurredAt" timestamptz, "storeId" uuid, "returnOf" uuid)`);
  await t.tx.execute(sql`
    update purchase_lines l set returned_quantity = l.returned_quantity + b.pieces
    from (select r."memberId" as member_id, r."returnOf" as id, -sum(r.quantity) as pieces
      from jsonb_to_recordset(${JSON.stringify(rows.filter((row) => row.returnOf !== null))}::jsonb) as r("memberId" uuid, "returnOf" uuid, quantity bigint)
      group by 1, 2) b
    where l.tenant_id = ${t.tenant} and l.member_id = b.member_id and l.id = b.id`);
}

/** Takes the points of the tied pieces back; what each return took is written on its row. */
async function takePointsBack(t: TxCtx, ties: (ImportedReturn & { returnPurchaseId: string })[]): Promise<{ takenBack: number; debt: number }> {
  const sums = await importReturnPoints(t, ties);
  await t.tx.execute(sql`
    update purchases p set points_earned = -b.taken_back
    from (select r."memberId" as member_id, r."returnPurchaseId" as id, sum(e.amount) as taken_back
      from jsonb_to_recordset(${JSON.stringify(ties)}::jsonb) as r("memberId" uuid, "returnPurchaseId" uuid, "returnId" uuid)
      join point_journals j on j.tenant_id = ${t.tenant} and j.member_id = r."memberId" and j.idempotency_key = 'return:' || r."returnId"
      join point_entries e on e.tenant_id = j.tenant_id and e.member_id = j.member_id and e.journal_id = j.id and e.account = 'issued'
      group by 1, 2) b
    where p.tenant_id = ${t.tenant} and p.member_id = b.member_id and p.id = b.id`);
  return { takenBack: sums.takenBack, debt: sums.debt };
}

/** Writes the lines of returns, each tied to the latest earlier sales of its member and product as far as pieces are left. */
export async function writeReturns(t: TxCtx, heads: BatchHead[], givesPoints: boolean): Promise<ReturnCounts> {
  const counts: ReturnCounts = { tiedLines: 0, untiedLines: 0, returnRows: 0, takenBack: 0, debt: 0 };
  if (heads.length === 0) return counts;
  const lines = await readFileLines(t, heads);
  const headOf = new Map(heads.map((head) => [head.receipt, head]));
  const wanted = lines.flatMap(({ receipt, product_id }) => (product_id ? { memberId: headOf.get(receipt)?.memberId ?? "", productId: product_id } : []));
  const sales = await readSales(t, wanted);
  const open = new Map<string, OpenSaleLine[]>();
  for (const s of sales) {
    const key = `${s.member_id} ${s.product_id}`;
    const line = { lineId: s.id, occurredAtMs: Date.parse(s.occurred_at), quantity: s.quantity, returnedQuantity: s.returned_quantity };
    open.set(key, [...(open.get(key) ?? []), line]);
  }
  const saleOf = new Map(sales.map((s) => [s.id, s]));
  const returnedBefore = new Map(sales.map((s) => [s.purchase_id, s.returned_before]));
  const rows: NewRow[] = [];
  const points = new Map<string, ImportedReturn & { returnPurchaseId: string }>();
  const linesOf = Map.groupBy(lines, (line) => line.receipt);
  for (const head of heads) {
    let lineNo = 0;
    for (const line of linesOf.get(head.receipt) ?? []) {
      const memberId = head.memberId ?? "";
      const ties = tieReturn({ occurredAtMs: head.occurredAt.getTime(), pieces: line.pieces }, open.get(`${memberId} ${line.product_id}`) ?? []);
      if (ties.some((tie) => tie.lineId === null)) counts.untiedLines += 1;
      else counts.tiedLines += 1;
      let done = 0;
      for (const [index, tie] of ties.entries()) {
        const amount = valueOfPieces({ quantity: line.pieces, amountYen: line.amount }, done, tie.pieces);
        done += tie.pieces;
        lineNo += 1;
        rows.push({
          id: index === 0 ? line.line_id : newId(), memberId, purchaseId: head.id, lineNo, productId: line.product_id, description: line.description,
          quantity: 0 - tie.pieces, unitPrice: line.unit_price, amount: 0 - amount, occurredAt: head.occurredAt, storeId: head.storeId, returnOf: tie.lineId,
        });
        const sale = tie.lineId === null ? undefined : saleOf.get(tie.lineId);
        if (!sale) continue;
        if (sale.has_warranty) await voidWarranties(t, { memberId, purchaseLineId: sale.id, pieces: tie.pieces });
        // Points follow what the pieces cost when they were sold, whatever was refunded for them.
        const value = valueOfPieces({ quantity: sale.quantity, amountYen: sale.amount_yen }, tie.before, tie.pieces);
        if (value === 0) continue;
        const key = `${head.id} ${sale.purchase_id}`;
        const before = returnedBefore.get(sale.purchase_id) ?? 0;
        const known = points.get(key);
        if (known) known.returnedYen += value;
        else
          points.set(key, {
            returnPurchaseId: head.id, memberId, purchaseId: sale.purchase_id, returnId: newId(), occurredAt: head.occurredAt, storeId: head.storeId,
            saleTotalYen: sale.total_yen, returnedBeforeYen: before, returnedYen: value,
          });
        returnedBefore.set(sale.purchase_id, before + value);
      }
    }
  }
  await writeRows(t, rows);
  const taken = givesPoints ? await takePointsBack(t, [...points.values()]) : { takenBack: 0, debt: 0 };
  return { ...counts, ...taken, returnRows: rows.length };
}
