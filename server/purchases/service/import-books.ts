import { sql } from "drizzle-orm";
import { type Ctx, inTransaction } from "@/server/kernel/ctx";
import type { CategoryCount, ImportReport, SetAsideCount } from "../rules/import-report";

export interface SetAsideRow {
  rowNo: number;
  receipt: string | null;
  field: string;
  seen: string;
  reason: string;
}

const pageRows = 5_000;

/** Hands over every line that was set aside, in the file's order, a page at a time. */
export async function eachSetAside(ctx: Ctx, take: (rows: SetAsideRow[]) => Promise<void>): Promise<void> {
  let after = 0;
  let tie = "00000000-0000-0000-0000-000000000000";
  for (;;) {
    const { rows } = await inTransaction(ctx, (t) =>
      t.tx.execute<{
        row_no: number;
        receipt: string | null;
        field: string | null;
        seen: string | null;
        reason: string;
        line_id: string;
      }>(sql`
        select row_no, receipt, field, seen, reason, line_id from import_lines
        where reason is not null and (row_no, line_id) > (${after}, ${tie}::uuid) order by row_no, line_id limit ${pageRows}`),
    );
    const last = rows.at(-1);
    if (!last) return;
    await take(
      rows.map(({ row_no, receipt, field, seen, reason }) => ({
        rowNo: row_no,
        receipt,
        field: field ?? "",
        seen: seen ?? "",
        reason,
      })),
    );
    [after, tie] = [last.row_no, last.line_id];
  }
}

type Books = Pick<ImportReport, "categories" | "setAside" | "knownWithOtherTotal" | "stored">;

/** What became of every line, by category and by reason, and what the tables hold of it. */
export async function countBooks(ctx: Ctx, isDryRun: boolean): Promise<Books> {
  return inTransaction(ctx, async (t) => {
    const categories = await t.tx.execute<CategoryCount & Record<string, unknown>>(sql`
      select case when r.is_known and not r.is_ours then 'already_in' when r.member is null then case when r.is_return then 'anonymous_return' else 'anonymous_sale' end
          when r.is_return then 'return' else 'sale' end as category,
        count(distinct r.receipt) as receipts, count(*) as lines, sum(l.read_thousandths)::text as thousandths
      from import_receipts r join import_lines l on l.receipt = r.receipt and l.reason is null group by 1`);
    const setAside = await t.tx.execute<SetAsideCount & Record<string, unknown>>(sql`
      select reason, is_fault as "isFault", count(*) as lines, coalesce(sum(read_thousandths), 0)::text as thousandths
      from import_lines where reason is not null group by 1, 2 order by 2, 3 desc, 1`);
    const other = await t.tx.execute<{ n: number }>(sql`
      select count(*) as n from import_receipts r
      left join member_keys k on k.tenant_id = ${t.tenant} and k.kind = 'receipt' and k.value = r.receipt
      left join purchases p on p.tenant_id = ${t.tenant} and p.member_id = k.member_id and p.external_id = r.receipt
      left join anonymous_sales a on a.tenant_id = ${t.tenant} and a.external_id = r.receipt
      where r.is_known and not r.is_ours and case when r.is_return then -r.total else r.total end is distinct from coalesce(p.total_yen, a.total_yen)`);
    const stored = isDryRun ? { receipts: 0, amount: 0, points: 0 } : await storedOf(t);
    const order: CategoryCount["category"][] = ["sale", "return", "anonymous_sale", "anonymous_return", "already_in"];
    return {
      categories: order.flatMap((category) => categories.rows.filter((row) => row.category === category)),
      setAside: setAside.rows,
      knownWithOtherTotal: other.rows[0]?.n ?? 0,
      stored,
    };
  });
}

/** Read from the tables, line by line, not from what the run believes to have written. */
async function storedOf(t: Parameters<Parameters<typeof inTransaction>[1]>[0]) {
  const { rows } = await t.tx.execute<{ receipts: number; amount: number; points: number }>(sql`
    with mine as (
      select p.id, p.points_earned as points, (select sum(l.amount_yen) from purchase_lines l
        where l.tenant_id = p.tenant_id and l.member_id = p.member_id and l.purchase_id = p.id) as amount
      from import_receipts r
      join member_keys k on k.tenant_id = ${t.tenant} and k.kind = 'receipt' and k.value = r.receipt
      join purchases p on p.tenant_id = ${t.tenant} and p.member_id = k.member_id and p.external_id = r.receipt
      where (r.is_ours or not r.is_known)
      union all
      select a.id, 0, (select sum(l.amount_yen) from anonymous_sale_lines l where l.tenant_id = a.tenant_id and l.sale_id = a.id)
      from import_receipts r join anonymous_sales a on a.tenant_id = ${t.tenant} and a.external_id = r.receipt
      where (r.is_ours or not r.is_known)
    )
    select count(*) as receipts, coalesce(sum(amount), 0)::bigint as amount, coalesce(sum(points), 0)::bigint as points from mine`);
  return rows[0] ?? { receipts: 0, amount: 0, points: 0 };
}
