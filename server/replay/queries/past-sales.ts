import { sql } from "drizzle-orm";
import { type Ctx, read } from "@/server/kernel/ctx";
import type { PastMember } from "../rules/replay-member";

export interface Goods {
  categoryIds: string[];
  brand: string | null;
  taxPercent: number;
}

/** Category, brand and tax of every product, read once for a run. */
export async function goodsOf(ctx: Ctx): Promise<Map<string, Goods>> {
  const { rows } = await read(ctx, (tx) =>
    tx.execute<{ id: string; brand: string | null; tax: number; path: string | null }>(sql`
      select p.id, p.brand, p.tax_percent as tax, c.path from products p
      left join categories c on c.tenant_id = p.tenant_id and c.id = p.category_id where p.tenant_id = ${ctx.tenant}`),
  );
  return new Map(
    rows.map(({ id, brand, tax, path }) => [
      id,
      { brand, taxPercent: tax, categoryIds: (path ?? "").split("/").filter(Boolean) },
    ]),
  );
}

type Row = {
  member_id: string;
  birthday: string | null;
  id: string;
  store_id: string | null;
  channel: string | null;
  payment: string | null;
  occurred_ms: number;
  business_date: string;
  minutes: number;
  points_earned: number;
  points_spent: number;
  is_first: boolean;
  line_ids: number[];
  product_ids: (string | null)[];
  quantities: number[];
  amounts: number[];
};

export interface Period {
  fromDay: string;
  untilDay: string;
  timeZone: string;
}
const first = "00000000-0000-0000-0000-000000000000";

/** The next members after `after` who bought something in the period. */
export async function nextMembers(ctx: Ctx, period: Period, after: string | null, count: number): Promise<string[]> {
  const { rows } = await read(ctx, (tx) =>
    tx.execute<{ member_id: string }>(sql`
      select distinct p.member_id from purchases p
      where p.tenant_id = ${ctx.tenant} and p.member_id > ${after ?? first} and p.kind = 'sale'
        and p.business_date between ${period.fromDay} and ${period.untilDay}
      order by p.member_id limit ${count}`),
  );
  return rows.map((row) => row.member_id);
}

/** Their sales of the period by member and time, as far as those were kept; one round trip for all of them. */
export async function pastSalesOf(
  ctx: Ctx,
  period: Period,
  memberIds: readonly string[],
  goods: ReadonlyMap<string, Goods>,
): Promise<PastMember[]> {
  const ids = sql.param([...memberIds]);
  const { rows } = await read(ctx, (tx) =>
    tx.execute<Row>(sql`
      with sale as materialized (
        select p.*, p.id = first_value(p.id) over (partition by p.member_id order by p.occurred_at, p.id) as is_first
        from purchases p
        where p.tenant_id = ${ctx.tenant} and p.member_id = any(${ids}::uuid[]) and p.kind = 'sale'
          and p.business_date <= ${period.untilDay}
      ), line as materialized (
        select l.member_id, l.purchase_id, array_agg(l.line_no order by l.line_no) as line_ids,
          array_agg(l.product_id order by l.line_no) as product_ids,
          array_agg((l.quantity - l.returned_quantity)::float8 order by l.line_no) as quantities,
          array_agg((l.amount_yen - l.amount_yen * l.returned_quantity / l.quantity)::float8 order by l.line_no) as amounts
        from purchase_lines l
        where l.tenant_id = ${ctx.tenant} and l.member_id = any(${ids}::uuid[]) and l.quantity > l.returned_quantity
        group by l.member_id, l.purchase_id
      )
      select s.member_id, m.birthday::text as birthday, s.id, s.store_id, coalesce(s.channel, t.kind) as channel, s.payment,
        (extract(epoch from s.occurred_at) * 1000)::float8 as occurred_ms, s.business_date::text as business_date,
        (extract(hour from s.occurred_at at time zone ${period.timeZone}) * 60
          + extract(minute from s.occurred_at at time zone ${period.timeZone}))::int as minutes,
        s.points_earned, s.points_spent, s.is_first, l.line_ids, l.product_ids::text[] as product_ids, l.quantities, l.amounts
      from sale s
      join line l on l.member_id = s.member_id and l.purchase_id = s.id
      join members m on m.tenant_id = ${ctx.tenant} and m.member_id = s.member_id
      left join stores t on t.tenant_id = ${ctx.tenant} and t.id = s.store_id
      where s.business_date >= ${period.fromDay}
      order by s.member_id, s.occurred_at, s.id`),
  );
  const members: PastMember[] = [];
  for (const row of rows) {
    let member = members.at(-1);
    if (member?.memberId !== row.member_id) {
      member = { memberId: row.member_id, birthday: row.birthday, rankId: null, sales: [] };
      members.push(member);
    }
    const lines = row.line_ids.map((lineNo, index) => {
      const productId = row.product_ids[index] ?? null;
      const known = productId === null ? undefined : goods.get(productId);
      return {
        lineId: String(lineNo),
        productId,
        categoryIds: known?.categoryIds ?? [],
        brand: known?.brand ?? null,
        taxPercent: known?.taxPercent ?? 10,
        quantity: row.quantities[index] ?? 1,
        amountYen: row.amounts[index] ?? 0,
      };
    });
    const total = lines.reduce((sum, { amountYen }) => sum + amountYen, 0);
    member.sales.push({
      id: row.id,
      storeId: row.store_id,
      channel: row.channel,
      payment: row.payment,
      occurredAt: new Date(row.occurred_ms),
      businessDate: row.business_date,
      minutesOfDay: row.minutes,
      pointsEarned: row.points_earned,
      pointsSpent: Math.min(row.points_spent, total),
      isFirst: row.is_first,
      lines,
    });
  }
  return members;
}
