import { type SQL, sql } from "drizzle-orm";
import { type Ctx, read, type TxCtx } from "@/server/kernel/ctx";
import { pastRunId } from "@/server/ranks/rules";
import { advanceRun, pastCounts } from "@/server/ranks/service/begin-program";
import { countManyTowardsRank } from "@/server/ranks/service/count-towards-rank";

/**
 * What sales and returns count towards a rank, from the tables. A sale is worth what was paid in money; a return lowers the day of the
 * sale it takes back, one row for each such day, and its own day where the sale is not known. The return that leaves nothing of its
 * sale takes the purchase back too.
 */
const factsWhere = (t: TxCtx, which: SQL) => sql`
  select p.member_id, p.id as fact_id, case when p.request_hash like 'import:%' then 'import' else 'sale' end as kind,
    p.total_yen - p.points_spent as amount_yen, 1 as purchases, p.points_earned as points, p.business_date as counts_on, p.occurred_at
  from purchases p where p.tenant_id = ${t.tenant} and p.kind = 'sale' and ${which}
  union all
  select d.member_id, d.id, 'return', d.amount_yen - case when d.place = 1 then d.points_spent else 0 end, -d.sales_gone,
    case when d.place = 1 then d.points_earned else 0 end, d.counts_on, d.occurred_at
  from (
    select p.member_id, p.id, p.points_spent, p.points_earned, p.occurred_at, coalesce(s.business_date, p.business_date) as counts_on,
      sum(l.amount_yen)::bigint as amount_yen, count(distinct s.id) filter (where s.is_last)::integer as sales_gone,
      row_number() over (partition by p.id order by coalesce(s.business_date, p.business_date)) as place
    from purchases p
    join purchase_lines l on l.tenant_id = p.tenant_id and l.member_id = p.member_id and l.purchase_id = p.id
    left join lateral (
      select s.id, s.business_date,
        not exists (select from purchase_lines o where o.tenant_id = s.tenant_id and o.member_id = s.member_id and o.purchase_id = s.id
          and o.returned_quantity < o.quantity)
        and not exists (
          select from purchase_lines o
          join purchase_lines b on b.tenant_id = o.tenant_id and b.member_id = o.member_id and b.return_of_line_id = o.id
          where o.tenant_id = s.tenant_id and o.member_id = s.member_id and o.purchase_id = s.id
            and (b.occurred_at, b.purchase_id) > (p.occurred_at, p.id)) as is_last
      from purchase_lines sl
      join purchases s on s.tenant_id = sl.tenant_id and s.member_id = sl.member_id and s.id = sl.purchase_id
      where sl.tenant_id = l.tenant_id and sl.member_id = l.member_id and sl.id = l.return_of_line_id
    ) s on true
    where p.tenant_id = ${t.tenant} and p.kind = 'return' and ${which}
    group by p.member_id, p.id, p.points_spent, p.points_earned, p.occurred_at, coalesce(s.business_date, p.business_date)
  ) d`;

const uuids = (ids: readonly string[]) => sql`${`{${ids.join(",")}}`}::uuid[]`;

/** How many receipts this process has counted for a shop, and at how many the planner is shown them next. */
const looks = new Map<string, { counted: number; nextAt: number }>();
const growth = 4;

/** The receipts of an import, once their points are written. */
export async function countImported(
  t: TxCtx,
  heads: readonly { id: string; memberId: string | null }[],
): Promise<void> {
  const known = heads.flatMap(({ id, memberId }) => (memberId ? { id, memberId } : []));
  if (known.length === 0) return;
  // To a planner that knows nothing of the shop every index looks alike, and it takes one that reads the whole shop for each receipt.
  const look = looks.get(t.tenant) ?? { counted: 0, nextAt: 0 };
  look.counted += known.length;
  looks.set(t.tenant, look);
  if (look.counted > look.nextAt) {
    look.nextAt = look.counted * growth;
    await t.tx.execute(sql`select goen.look_at_receipts()`);
  }
  // Pairs: two lists side by side would have the index tried for every receipt under every member.
  const pairs = sql`unnest(${uuids(known.map(({ memberId }) => memberId))}, ${uuids(known.map(({ id }) => id))})`;
  const which = sql`(p.member_id, p.id) in (select h.member_id, h.id from ${pairs} h(member_id, id))`;
  await countManyTowardsRank(t, factsWhere(t, which), "import");
}

/** Everything these members ever bought, where it does not count yet. Judges nobody. */
const countPast = (t: TxCtx, memberIds: readonly string[]): Promise<number> =>
  countManyTowardsRank(t, factsWhere(t, sql`p.member_id = any (${uuids(memberIds)})`), "program");

const membersPerPage = 1_000;

/** Counts, once and page by page, what was bought before the shop had ranks, so that the first trial of a program has it too. */
export async function countPastOnce(ctx: Ctx): Promise<void> {
  if (await pastCounts(ctx)) return;
  const run = { programId: pastRunId, pageSize: membersPerPage };
  while (!(await advanceRun(ctx, run, countPast)));
}

/** A version of the rank program begins: what was bought before is counted and everybody judged, page by page; a break is no harm. */
export async function beginRanks(ctx: Ctx, programId: string, signal?: AbortSignal): Promise<void> {
  const isCounted = await pastCounts(ctx);
  for (;;) {
    if (signal?.aborted) throw new Error("ended before everybody was judged; the job goes on from there");
    const count = isCounted ? async () => 0 : countPast;
    if (await advanceRun(ctx, { programId, pageSize: membersPerPage }, count)) return;
  }
}

/** Once a program has begun, each member's sales and returns are worth the same in the books and towards the rank. */
export async function salesCountTowardsRanks(ctx: Ctx): Promise<{ count: number; violations: number }> {
  const { rows } = await read(ctx, (tx) =>
    tx.execute<{ n: number; broken: number }>(sql`
      with bought as (
        select member_id, sum(total_yen - points_spent) as amount, sum(points_earned) as points, count(*) as n
        from purchases where tenant_id = ${ctx.tenant} group by member_id
      ), counted as (
        select member_id, sum(amount_yen) as amount, sum(points) as points, count(distinct fact_id) as n
        from rank_facts where tenant_id = ${ctx.tenant} and kind <> 'manual' group by member_id
      )
      select count(*) as n, count(*) filter (where (b.amount, b.points, b.n) is distinct from (c.amount, c.points, c.n)) as broken
      from bought b full join counted c on c.member_id = b.member_id
      where exists (select from rank_runs r where r.tenant_id = ${ctx.tenant} and r.state = 'done')`),
  );
  return { count: rows[0]?.n ?? 0, violations: rows[0]?.broken ?? 0 };
}
