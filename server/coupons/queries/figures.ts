import { sql } from "drizzle-orm";
import { type Ctx, read } from "@/server/kernel/ctx";

export interface CouponFigures {
  /** Given to members. */
  issued: number;
  /** Of these, opened by the member. */
  shown: number;
  /** Uses that were not given back. */
  used: number;
  /** What they took off, in yen. */
  costYen: number;
}

/** What became of coupons, by id: counted from the rows themselves. */
export async function figuresOf(ctx: Ctx, couponIds: readonly string[]): Promise<Map<string, CouponFigures>> {
  if (couponIds.length === 0) return new Map();
  const ids = sql`${sql.param([...couponIds])}::uuid[]`;
  const { rows } = await read(ctx, (tx) =>
    tx.execute<CouponFigures & { id: string } & Record<string, unknown>>(sql`
      select c.id, coalesce(h.issued, 0)::bigint as issued, coalesce(h.shown, 0)::bigint as shown,
        (coalesce(u.used, 0) + coalesce(a.used, 0))::bigint as used, (coalesce(u.yen, 0) + coalesce(a.yen, 0))::bigint as "costYen"
      from coupons c
      left join (select coupon_id, count(*) as issued, count(shown_at) as shown from held_coupons
          where tenant_id = ${ctx.tenant} and coupon_id = any(${ids}) group by 1) h on h.coupon_id = c.id
      left join (select coupon_id, count(*) as used, sum(discount_yen) as yen from coupon_uses
          where tenant_id = ${ctx.tenant} and coupon_id = any(${ids}) and returned_at is null group by 1) u on u.coupon_id = c.id
      left join (select coupon_id, count(*) as used, sum(discount_yen) as yen from anonymous_coupon_uses
          where tenant_id = ${ctx.tenant} and coupon_id = any(${ids}) and returned_at is null group by 1) a on a.coupon_id = c.id
      where c.tenant_id = ${ctx.tenant} and c.id = any(${ids})`),
  );
  return new Map(rows.map(({ id, issued, shown, used, costYen }) => [id, { issued, shown, used, costYen }]));
}

/** Uses and cost by store, the most used first; `storeName` null for uses at no store. */
export async function usesByStore(ctx: Ctx, couponId: string) {
  const { rows } = await read(ctx, (tx) =>
    tx.execute<{ storeName: string | null; used: number; costYen: number }>(sql`
      select s.name as "storeName", count(*)::bigint as used, sum(u.discount_yen)::bigint as "costYen" from (
        select store_id, discount_yen from coupon_uses
          where tenant_id = ${ctx.tenant} and coupon_id = ${couponId} and returned_at is null
        union all
        select store_id, discount_yen from anonymous_coupon_uses
          where tenant_id = ${ctx.tenant} and coupon_id = ${couponId} and returned_at is null) u
      left join stores s on s.tenant_id = ${ctx.tenant} and s.id = u.store_id
      group by s.id, s.name order by count(*) desc, s.name`),
  );
  return rows;
}
