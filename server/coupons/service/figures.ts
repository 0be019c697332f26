import { sql } from "drizzle-orm";
import { couponFigureChanges } from "@/db/schema/coupon-figures";
import { type Ctx, inTransaction, type TxCtx } from "@/server/kernel/ctx";
import { unawaited } from "@/server/kernel/database";
import { newId } from "@/server/kernel/ids";
import { insertRows } from "@/server/kernel/insert-rows";

/** Stands for "no store" and "no origin" in the keys of figures. */
const none = "00000000-0000-0000-0000-000000000000";
/** Changes folded in one transaction: some hundredths of a second. */
const perFold = 20_000;

export interface FigureChange {
  couponId: string;
  originId: string | null;
  storeId: string | null;
  issued?: number;
  shown?: number;
  used?: number;
  returned?: number;
  discountYen?: number;
  saleYen?: number;
}

/** Counts what became of coupons, in the transaction in which it happens. Inserts only: nobody waits for anybody's count. */
export async function countChanges(t: TxCtx, changes: readonly FigureChange[]): Promise<void> {
  const rows = changes.map(({ originId, storeId, issued = 0, shown = 0, used = 0, returned = 0, ...change }) => ({
    tenantId: t.tenant,
    id: newId(),
    originId: originId ?? none,
    storeId: storeId ?? none,
    issued,
    shown,
    used,
    returned,
    couponId: change.couponId,
    discountYen: change.discountYen ?? 0,
    saleYen: change.saleYen ?? 0,
  }));
  await unawaited(t.tx, insertRows(t.tx, couponFigureChanges, rows));
}

/** Adds the changes to the kept figures, so that a reader has few rows to add up. Safe to repeat and to break off. Returns how many. */
export async function foldFigures(ctx: Ctx): Promise<number> {
  let folded = 0;
  for (;;) {
    const count = await inTransaction(ctx, async (t) => {
      const { rows } = await t.tx.execute<{ n: number }>(sql`
        with gone as (
          delete from coupon_figure_changes c using (
            select id from coupon_figure_changes where tenant_id = ${t.tenant} order by id limit ${perFold} for update skip locked) due
          where c.tenant_id = ${t.tenant} and c.id = due.id returning c.*)
        , added as (
          insert into coupon_figures as f (tenant_id, coupon_id, origin_id, store_id, issued, shown, used, returned, discount_yen, sale_yen)
          select tenant_id, coupon_id, origin_id, store_id, sum(issued)::bigint, sum(shown)::bigint, sum(used)::bigint,
            sum(returned)::bigint, sum(discount_yen)::bigint, sum(sale_yen)::bigint
          from gone group by 1, 2, 3, 4 order by 2, 3, 4
          on conflict (tenant_id, coupon_id, origin_id, store_id) do update set issued = f.issued + excluded.issued,
            shown = f.shown + excluded.shown, used = f.used + excluded.used, returned = f.returned + excluded.returned,
            discount_yen = f.discount_yen + excluded.discount_yen, sale_yen = f.sale_yen + excluded.sale_yen)
        select count(*)::integer as n from gone`);
      return rows[0]?.n ?? 0;
    });
    folded += count;
    if (count < perFold) return folded;
  }
}
