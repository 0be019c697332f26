import { type SQL, sql } from "drizzle-orm";
import { type Ctx, read } from "@/server/kernel/ctx";

export interface CouponFigures {
  /** Given to members. */
  issued: number;
  /** Of these, opened by the member. */
  shown: number;
  /** Uses that were not given back. */
  used: number;
  /** Uses that were. */
  returned: number;
  /** What the uses took off, in yen. */
  costYen: number;
  /** What was kept of the sales with them, in yen. */
  saleYen: number;
}

export const noFigures: CouponFigures = { issued: 0, shown: 0, used: 0, returned: 0, costYen: 0, saleYen: 0 };

/** Kept figures and what has come since: one statement sees each change once. */
const kept = (ctx: Ctx, condition: SQL) => sql`(
  select coupon_id, origin_id, store_id, issued, shown, used, returned, discount_yen, sale_yen from coupon_figures
    where tenant_id = ${ctx.tenant} and ${condition}
  union all
  select coupon_id, origin_id, store_id, issued, shown, used, returned, discount_yen, sale_yen from coupon_figure_changes
    where tenant_id = ${ctx.tenant} and ${condition}) f`;
const sums = sql`sum(issued)::bigint as issued, sum(shown)::bigint as shown, sum(used - returned)::bigint as used,
  sum(returned)::bigint as returned, sum(discount_yen)::bigint as "costYen", sum(sale_yen)::bigint as "saleYen"`;

type Row = CouponFigures & { id: string } & Record<string, unknown>;
const byId = (rows: readonly Row[]) => new Map(rows.map(({ id, ...figures }) => [id, { ...noFigures, ...figures }]));

/** What became of coupons, by id, however many there are. */
export async function figuresOf(ctx: Ctx, couponIds: readonly string[]): Promise<Map<string, CouponFigures>> {
  if (couponIds.length === 0) return new Map();
  const among = sql`coupon_id = any(${sql.param([...couponIds])}::uuid[])`;
  const { rows } = await read(ctx, (tx) =>
    tx.execute<Row>(sql`select coupon_id as id, ${sums} from ${kept(ctx, among)} group by 1`),
  );
  return byId(rows);
}

/** What became of those of a coupon that came from each poster, receipt rule, reward or run of codes, by its id. */
export async function figuresByOrigin(ctx: Ctx, couponIds: readonly string[]): Promise<Map<string, CouponFigures>> {
  if (couponIds.length === 0) return new Map();
  const among = sql`coupon_id = any(${sql.param([...new Set(couponIds)])}::uuid[])`;
  const { rows } = await read(ctx, (tx) =>
    tx.execute<Row>(sql`select origin_id as id, ${sums} from ${kept(ctx, among)} group by 1`),
  );
  return byId(rows);
}

/** Uses, cost and sales by store, the most used first; `storeName` null for uses at no store. */
export async function usesByStore(ctx: Ctx, couponId: string) {
  const { rows } = await read(ctx, (tx) =>
    tx.execute<{ storeName: string | null; used: number; costYen: number; saleYen: number }>(sql`
      select s.name as "storeName", u.used, u."costYen", u."saleYen"
      from (select store_id, ${sums} from ${kept(ctx, sql`coupon_id = ${couponId}`)} group by 1) u
      left join stores s on s.tenant_id = ${ctx.tenant} and s.id = u.store_id
      where u.used > 0 order by u.used desc, s.name`),
  );
  return rows;
}
