import { type SQL, sql } from "drizzle-orm";
import { type Ctx, read } from "@/server/kernel/ctx";
import type { Proof } from "@/server/kernel/proofs";

const proof = (name: string, statement: (ctx: Ctx) => SQL): Proof => ({
  name,
  run: async (ctx) => {
    const { rows } = await read(ctx, (tx) => tx.execute<{ count: number; violations: number }>(statement(ctx)));
    return { count: rows[0]?.count ?? 0, violations: rows[0]?.violations ?? 0 };
  },
});

/** Invariant 12 in four parts: no coupon is used more often than it may be, whichever way its uses are counted. */
export const couponProofs: Proof[] = [
  proof(
    "coupon_counters_equal_uses",
    ({ tenant }) => sql`
      select count(*) as count, count(*) filter (where c.counted > c.most or c.counted <> coalesce(u.n, 0) + coalesce(a.n, 0)) as violations
      from coupon_counters c
      left join (select coupon_id, period, count(*) as n from (
          select coupon_id, 'used' as period from coupon_uses where tenant_id = ${tenant} and returned_at is null
          union all
          select coupon_id, business_date::text from coupon_uses where tenant_id = ${tenant} and returned_at is null
          union all
          select coupon_id, 'issued' from held_coupons where tenant_id = ${tenant}) x group by 1, 2) u
        on u.coupon_id = c.coupon_id and u.period = c.period
      left join (select coupon_id, period, count(*) as n from (
          select coupon_id, 'used' as period from anonymous_coupon_uses where tenant_id = ${tenant} and returned_at is null
          union all
          select coupon_id, business_date::text from anonymous_coupon_uses where tenant_id = ${tenant} and returned_at is null) x group by 1, 2) a
        on a.coupon_id = c.coupon_id and a.period = c.period
      where c.tenant_id = ${tenant} and (c.period in ('used', 'issued') or c.period ~ '^\\d{4}-')`,
  ),
  proof(
    "coupon_figures_equal_rows",
    ({ tenant }) => sql`
      select count(*) as count, count(*) filter (where coalesce(k.figures, '{0,0,0,0,0,0}') <> coalesce(r.figures, '{0,0,0,0,0,0}')) as violations
      from (select coupon_id, store_id, array[sum(issued), sum(shown), sum(used), sum(returned), sum(discount_yen), sum(sale_yen)] as figures
        from (select * from coupon_figures where tenant_id = ${tenant}
          union all select tenant_id, coupon_id, origin_id, store_id, issued, shown, used, returned, discount_yen, sale_yen
            from coupon_figure_changes where tenant_id = ${tenant}) x group by 1, 2) k
      full join (select coupon_id, coalesce(store_id, '00000000-0000-0000-0000-000000000000') as store_id,
          array[sum(issued), sum(shown), sum(used), sum(returned), sum(discount_yen), sum(sale_yen)] as figures
        from (select coupon_id, store_id, 1 as issued, (shown_at is not null)::integer as shown, 0 as used, 0 as returned, 0 as discount_yen, 0 as sale_yen
            from held_coupons where tenant_id = ${tenant}
          union all select coupon_id, store_id, 0, 0, 1, (returned_at is not null)::integer,
            case when returned_at is null then discount_yen else 0 end, case when returned_at is null then sale_yen else 0 end
            from coupon_uses where tenant_id = ${tenant}
          union all select coupon_id, store_id, 0, 0, 1, (returned_at is not null)::integer,
            case when returned_at is null then discount_yen else 0 end, case when returned_at is null then sale_yen else 0 end
            from anonymous_coupon_uses where tenant_id = ${tenant}) y group by 1, 2) r
        on r.coupon_id = k.coupon_id and r.store_id = k.store_id`,
  ),
  proof(
    "held_coupons_used_within_limit",
    ({ tenant }) => sql`
      select count(*) as count, count(*) filter (where h.uses > h.most_uses or h.uses <> coalesce(u.n, 0)) as violations
      from held_coupons h
      left join (select member_id, held_id, count(*) as n from coupon_uses
          where tenant_id = ${tenant} and returned_at is null and held_id is not null group by 1, 2) u
        on u.member_id = h.member_id and u.held_id = h.id
      where h.tenant_id = ${tenant}`,
  ),
  proof(
    "coupon_codes_used_once",
    ({ tenant }) => sql`
      select count(*) as count, count(*) filter (where c.used <> coalesce(u.n, 0) + coalesce(a.n, 0)) as violations
      from coupon_codes c
      left join (select code, count(*) as n from coupon_uses
          where tenant_id = ${tenant} and returned_at is null and held_id is null group by 1) u on u.code = c.code
      left join (select code, count(*) as n from anonymous_coupon_uses
          where tenant_id = ${tenant} and returned_at is null group by 1) a on a.code = c.code
      where c.tenant_id = ${tenant} and c.kind = 'unique' and c.held_id is null`,
  ),
  proof(
    "coupon_member_limits_hold",
    ({ tenant }) => sql`
      select count(*) as count, count(*) filter (where n > most * (1 + (
          select count(*) from members m where m.tenant_id = ${tenant} and m.merged_into_id = x.member_id))) as violations
      from (select u.member_id, u.coupon_id, count(*) as n, max((v.definition -> 'limits' ->> 'perMember')::bigint) as most
        from coupon_uses u
        join coupon_versions v on v.tenant_id = u.tenant_id and v.coupon_id = u.coupon_id and v.version = u.version
        where u.tenant_id = ${tenant} and u.returned_at is null and v.definition -> 'limits' ->> 'perMember' is not null
        group by 1, 2) x`,
  ),
];
