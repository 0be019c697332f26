import { sql } from "drizzle-orm";
import type { TxCtx } from "@/server/kernel/ctx";
import { newId } from "@/server/kernel/ids";
import { type ImportedReturn, importReturnPoints } from "@/server/points/service/import-purchase-points";
import { voidWarranties } from "@/server/warranties/service";
import { valueOfPieces } from "../rules/amounts";
import { type OpenSaleLine, type Tie, tieReturn } from "../rules/tie-return";
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
  line_id: string;
  receipt: string;
  product_id: string | null;
  description: string | null;
  pieces: number;
  unit_price: number;
  amount: number;
} & Record<string, unknown>;
type SaleLine = {
  id: string;
  member_id: string;
  product_id: string;
  purchase_id: string;
  occurred_at: string;
  quantity: number;
  returned_quantity: number;
  amount_yen: number;
} & Record<string, unknown>;
type Sale = { member_id: string; purchase_id: string; total_yen: number; returned_before: number } & Record<
  string,
  unknown
>;

async function readFileLines(t: TxCtx, heads: BatchHead[]): Promise<FileLine[]> {
  const { rows } = await t.tx.execute<FileLine>(sql`
    select l.line_id, l.receipt, p.product_id, l.description, l.pieces, l.unit_price, l.amount
    from import_lines l left join import_products p on p.code = l.product
    where l.reason is null and l.receipt in (select jsonb_array_elements_text(${JSON.stringify(heads.map((h) => h.receipt))}::jsonb))
    order by l.row_no`);
  return rows;
}

const keysOf = (keys: object[]) =>
  sql`jsonb_to_recordset(${JSON.stringify(keys)}::jsonb) as w("memberId" uuid, id uuid)`;

/** Sale lines with pieces left of the same members and products, locked. */
async function readSaleLines(t: TxCtx, wanted: { memberId: string; id: string }[]): Promise<SaleLine[]> {
  const { rows } = await t.tx.execute<SaleLine>(sql`
    select l.id, l.member_id, l.product_id, l.purchase_id, l.occurred_at, l.quantity, l.returned_quantity, l.amount_yen
    from (select distinct w."memberId", w.id from ${keysOf(wanted)}) w
    join purchase_lines l on l.tenant_id = ${t.tenant} and l.member_id = w."memberId" and l.product_id = w.id
    where l.quantity > l.returned_quantity
    order by l.member_id, l.id for update of l`);
  return rows;
}

/** The sales whose lines are taken back, with what of them came back before this batch. */
async function readSales(t: TxCtx, lines: SaleLine[]): Promise<Sale[]> {
  const { rows } = await t.tx.execute<Sale>(sql`
    select p.member_id, p.id as purchase_id, p.total_yen,
      (select coalesce(sum(div(s.amount_yen::numeric * s.returned_quantity, s.quantity)), 0)::bigint from purchase_lines s
        where s.tenant_id = ${t.tenant} and s.member_id = p.member_id and s.purchase_id = p.id and s.returned_quantity > 0) as returned_before
    from (select distinct w."memberId", w.id from ${keysOf(lines.map((l) => ({ memberId: l.member_id, id: l.purchase_id })))}) w
    join purchases p on p.tenant_id = ${t.tenant} and p.member_id = w."memberId" and p.id = w.id`);
  return rows;
}

async function withWarranty(t: TxCtx, lines: SaleLine[]): Promise<Set<string>> {
  const ids = JSON.stringify([...new Set(lines.map((line) => line.product_id))]);
  const { rows } = await t.tx.execute<{ id: string }>(sql`
    select p.id from jsonb_array_elements_text(${ids}::jsonb) w join products p on p.tenant_id = ${t.tenant} and p.id = w::uuid
    where p.warranty_months > 0`);
  return new Set(rows.map((row) => row.id));
}

interface NewRow {
  id: string;
  memberId: string;
  purchaseId: string;
  lineNo: number;
  productId: string | null;
  description: string | null;
  quantity: number;
  unitPrice: number;
  amount: number;
  occurredAt: Date;
  storeId: string | null;
  returnOf: string | null;
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
async function takePointsBack(
  t: TxCtx,
  ties: (ImportedReturn & { returnPurchaseId: string })[],
): Promise<{ takenBack: number; debt: number }> {
  const sums = await importReturnPoints(t, ties);
  await t.tx.execute(sql`
    update purchases p set points_earned = -b.taken_back
    from (select r."memberId" as member_id, r."returnPurchaseId" as id, sum(e.amount) as taken_back
      from jsonb_to_recordset(${JSON.stringify(ties)}::jsonb) as r("memberId" uuid, "returnPurchaseId" uuid, "returnId" uuid)
      cross join lateral (select j.id from point_journals j
        where j.tenant_id = ${t.tenant} and j.member_id = r."memberId" and j.idempotency_key = 'return:' || r."returnId" limit 1) j
      cross join lateral (select sum(e.amount) as amount from point_entries e
        where e.tenant_id = ${t.tenant} and e.member_id = r."memberId" and e.journal_id = j.id and e.account = 'issued') e
      where e.amount > 0
      group by 1, 2) b
    where p.tenant_id = ${t.tenant} and p.member_id = b.member_id and p.id = b.id`);
  return { takenBack: sums.takenBack, debt: sums.debt };
}

interface TiedLine {
  head: BatchHead;
  line: FileLine;
  ties: Tie[];
}

/** Ties every line of the batch to earlier sales, in the order of the receipts. */
function tieAll(heads: BatchHead[], lines: FileLine[], sales: SaleLine[]): TiedLine[] {
  const open = new Map<string, OpenSaleLine[]>();
  for (const s of sales) {
    const key = `${s.member_id} ${s.product_id}`;
    const group = open.get(key) ?? [];
    group.push({
      lineId: s.id,
      occurredAtMs: Date.parse(s.occurred_at),
      quantity: s.quantity,
      returnedQuantity: s.returned_quantity,
    });
    open.set(key, group);
  }
  const linesOf = Map.groupBy(lines, (line) => line.receipt);
  return heads.flatMap((head) =>
    (linesOf.get(head.receipt) ?? []).map((line) => {
      const sold = open.get(`${head.memberId} ${line.product_id}`) ?? [];
      return { head, line, ties: tieReturn({ occurredAtMs: head.occurredAt.getTime(), pieces: line.pieces }, sold) };
    }),
  );
}

function rowsOf(tied: TiedLine[]): NewRow[] {
  const lineNos = new Map<string, number>();
  return tied.flatMap(({ head, line, ties }) => {
    let done = 0;
    return ties.map((tie, index) => {
      const amount = valueOfPieces({ quantity: line.pieces, amountYen: line.amount }, done, tie.pieces);
      done += tie.pieces;
      const lineNo = (lineNos.get(head.id) ?? 0) + 1;
      lineNos.set(head.id, lineNo);
      return {
        id: index === 0 ? line.line_id : newId(),
        memberId: head.memberId ?? "",
        purchaseId: head.id,
        lineNo,
        productId: line.product_id,
        description: line.description,
        quantity: 0 - tie.pieces,
        unitPrice: line.unit_price,
        amount: 0 - amount,
        occurredAt: head.occurredAt,
        storeId: head.storeId,
        returnOf: tie.lineId,
      };
    });
  });
}

/** One movement of points for each return and sale. Points follow what the pieces cost when they were sold, whatever was refunded. */
function pointsOf(
  tied: TiedLine[],
  soldLines: Map<string, SaleLine>,
  sales: Sale[],
): (ImportedReturn & { returnPurchaseId: string })[] {
  const saleOf = new Map(
    sales.map((sale) => [sale.purchase_id, { total: sale.total_yen, before: sale.returned_before }]),
  );
  const moves = new Map<string, ImportedReturn & { returnPurchaseId: string }>();
  for (const { head, ties } of tied) {
    for (const tie of ties) {
      const sold = tie.lineId === null ? undefined : soldLines.get(tie.lineId);
      const sale = sold && saleOf.get(sold.purchase_id);
      if (!sold || !sale) continue;
      const value = valueOfPieces({ quantity: sold.quantity, amountYen: sold.amount_yen }, tie.before, tie.pieces);
      if (value === 0) continue;
      const key = `${head.id} ${sold.purchase_id}`;
      const known = moves.get(key);
      if (known) known.returnedYen += value;
      else
        moves.set(key, {
          returnPurchaseId: head.id,
          memberId: sold.member_id,
          purchaseId: sold.purchase_id,
          returnId: newId(),
          occurredAt: head.occurredAt,
          storeId: head.storeId,
          saleTotalYen: sale.total,
          returnedBeforeYen: sale.before,
          returnedYen: value,
        });
      sale.before += value;
    }
  }
  return [...moves.values()];
}

/** Writes the lines of returns, each tied to the latest earlier sales of its member and product as far as pieces are left. */
export async function writeReturns(t: TxCtx, heads: BatchHead[], givesPoints: boolean): Promise<ReturnCounts> {
  if (heads.length === 0) return { tiedLines: 0, untiedLines: 0, returnRows: 0, takenBack: 0, debt: 0 };
  const lines = await readFileLines(t, heads);
  const headOf = new Map(heads.map((head) => [head.receipt, head]));
  const wanted = lines.flatMap(({ receipt, product_id }) =>
    product_id ? { memberId: headOf.get(receipt)?.memberId ?? "", id: product_id } : [],
  );
  const openLines = await readSaleLines(t, wanted);
  const tied = tieAll(heads, lines, openLines);
  const ties = tied.flatMap((line) => line.ties);
  const taken = new Set(ties.map((tie) => tie.lineId));
  const soldLines = new Map(openLines.filter((line) => taken.has(line.id)).map((line) => [line.id, line]));
  const sales = await readSales(t, [...soldLines.values()]);
  const rows = rowsOf(tied);
  await writeRows(t, rows);
  const guaranteed = await withWarranty(t, [...soldLines.values()]);
  for (const tie of ties) {
    const sold = tie.lineId === null ? undefined : soldLines.get(tie.lineId);
    if (sold && guaranteed.has(sold.product_id))
      await voidWarranties(t, { memberId: sold.member_id, purchaseLineId: sold.id, pieces: tie.pieces });
  }
  const points = givesPoints ? await takePointsBack(t, pointsOf(tied, soldLines, sales)) : { takenBack: 0, debt: 0 };
  const untiedLines = tied.filter((line) => line.ties.some((tie) => tie.lineId === null)).length;
  return { tiedLines: tied.length - untiedLines, untiedLines, returnRows: rows.length, ...points };
}
