import { sql } from "drizzle-orm";
import { type Ctx, inTransaction, read, type TxCtx } from "@/server/kernel/ctx";
import { DomainError } from "@/server/kernel/errors";

export interface RefreshSettings {
  /** Members who must have bought both before a pair counts. */
  minSupport: number;
  neighbours: number;
  /** Only a member's latest so many products make pairs: a reseller's whole catalogue says nothing about taste. */
  productsPerMember: number;
  popularityDays: number;
  popular: number;
}

const usual: RefreshSettings = {
  minSupport: 2,
  neighbours: 20,
  productsPerMember: 200,
  popularityDays: 90,
  popular: 500,
};

/**
 * Recomputes who was bought together with whom (within members, not only within baskets: a warranty, a filter and its
 * machine are bought months apart) and what is popular, from all kept purchases up to `ctx.now`. Set-based; replaces the old
 * rows in one transaction. lift = n * both / (buyers of a * buyers of b). For the product's own jobs only: else `forbidden`.
 */
export async function refreshNeighbours(
  ctx: Ctx,
  changed: Partial<RefreshSettings> = {},
): Promise<{ products: number; popular: number }> {
  if (ctx.actor.kind !== "system") throw new DomainError("forbidden", "insights.system_only");
  const settings = { ...usual, ...changed };
  return inTransaction(ctx, async (t) => {
    // Two at once would only do the same work twice; the second waits and then sees fresh rows.
    await t.tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`insights.refresh:${t.tenant}`}, 7))`);
    await t.tx.execute(sql`set local work_mem = '128MB'`);
    return { products: await replaceNeighbours(t, settings), popular: await replacePopularity(t, settings) };
  });
}

/**
 * Refreshes when it is worth it: never done although there are purchases; or a day old with purchases since; or a week old
 * (popularity slides by itself). The check is three index reads. Returns whether it ran.
 */
export async function refreshIfDue(ctx: Ctx): Promise<boolean> {
  const { rows } = await read(ctx, (tx) =>
    tx.execute<{ computed_at: string | null; newest: string | null }>(sql`
      select greatest(
          (select computed_at from product_popularity where tenant_id = ${ctx.tenant}::uuid order by rank limit 1),
          (select computed_at from item_neighbours where tenant_id = ${ctx.tenant}::uuid limit 1)
        ) as computed_at,
        (select occurred_at from purchases where tenant_id = ${ctx.tenant}::uuid and occurred_at <= ${instantOf(ctx.now)}
          order by occurred_at desc, id desc limit 1) as newest`),
  );
  const { computed_at: computedAt, newest } = rows[0] ?? { computed_at: null, newest: null };
  if (!newest) return false;
  const ageDays = computedAt ? (ctx.now.getTime() - new Date(computedAt).getTime()) / 86_400_000 : Infinity;
  const isDue = ageDays >= 7 || (ageDays >= 1 && computedAt !== null && new Date(newest) > new Date(computedAt));
  if (isDue) await refreshNeighbours(ctx);
  return isDue;
}

const instantOf = (at: Date) => sql`${at.toISOString()}::timestamptz`;

async function replaceNeighbours(t: TxCtx, s: RefreshSettings): Promise<number> {
  const tenant = sql`${t.tenant}::uuid`;
  await t.tx.execute(sql`delete from item_neighbours where tenant_id = ${tenant} and engine = 'bought_together'`);
  const { rowCount } = await t.tx.execute(sql`
    insert into item_neighbours (tenant_id, product_id, engine, neighbour_ids, supports, lifts, computed_at)
    with bought as (
      select l.member_id, l.product_id,
        row_number() over (partition by l.member_id order by max(l.occurred_at) desc, l.product_id) as recency
      from purchase_lines l
      join products p on p.tenant_id = ${tenant} and p.id = l.product_id and p.kind = 'goods'
      where l.tenant_id = ${tenant} and l.quantity > l.returned_quantity and l.occurred_at <= ${instantOf(t.now)}
      group by 1, 2
    ),
    kept as materialized (select member_id, product_id from bought where recency <= ${s.productsPerMember}),
    buyers as materialized (select product_id, count(*) as n from kept group by 1),
    total as (select count(distinct member_id) as n from kept),
    pairs as materialized (
      select a.product_id as a, b.product_id as b, count(*) as support
      from kept a join kept b on b.member_id = a.member_id and b.product_id > a.product_id
      group by 1, 2 having count(*) >= ${s.minSupport}
    ),
    both_ways as (select a, b, support from pairs union all select b, a, support from pairs),
    weighed as (
      select w.a, w.b, w.support, w.support::float8 * total.n / (x.n::float8 * y.n) as lift
      from both_ways w join buyers x on x.product_id = w.a join buyers y on y.product_id = w.b cross join total
      join products p on p.tenant_id = ${tenant} and p.id = w.b and p.discontinued_at is null and p.price_yen is not null
    ),
    ranked as (select *, row_number() over (partition by a order by lift * ln(1 + support) desc, b) as place from weighed)
    select ${tenant}, a, 'bought_together', array_agg(b order by place), array_agg(support order by place),
      array_agg(lift order by place), ${instantOf(t.now)}
    from ranked where place <= ${s.neighbours} group by a`);
  return rowCount ?? 0;
}

/** Ranked by buyers within the window; those with equally many (none, mostly) by buyers of all time, so the list is never short of sellers. */
async function replacePopularity(t: TxCtx, s: RefreshSettings): Promise<number> {
  const tenant = sql`${t.tenant}::uuid`;
  const since = instantOf(new Date(t.now.getTime() - s.popularityDays * 86_400_000));
  await t.tx.execute(sql`delete from product_popularity where tenant_id = ${tenant}`);
  const { rowCount } = await t.tx.execute(sql`
    insert into product_popularity (tenant_id, product_id, buyers, rank, computed_at)
    with sold as (
      select l.product_id, l.member_id, max(l.occurred_at) >= ${since} as is_recent
      from purchase_lines l
      where l.tenant_id = ${tenant} and l.product_id is not null and l.quantity > l.returned_quantity and l.occurred_at <= ${instantOf(t.now)}
      group by 1, 2
    ),
    counted as (select product_id, count(*) filter (where is_recent) as recent, count(*) as ever from sold group by 1),
    ranked as (
      select c.product_id, c.recent, row_number() over (order by c.recent desc, c.ever desc, c.product_id) as place
      from counted c
      join products p on p.tenant_id = ${tenant} and p.id = c.product_id
        and p.kind = 'goods' and p.discontinued_at is null and p.price_yen is not null
    )
    select ${tenant}, product_id, recent, place, ${instantOf(t.now)} from ranked where place <= ${s.popular}`);
  return rowCount ?? 0;
}
