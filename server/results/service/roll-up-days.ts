import { sql } from "drizzle-orm";
import { type Ctx, inTransaction, read } from "@/server/kernel/ctx";
import { DomainError } from "@/server/kernel/errors";
import { tenantOf } from "@/server/kernel/gate";
import { addDays, dayIn, instantOf } from "@/server/kernel/time";
import { figures } from "../input";
import { keptDays, staleDays } from "../rules/figure-days";

/**
 * Reckons the figures of the days that need it, in one statement for all of them, and drops those too old to be compared.
 * Safe to repeat: a day is written over. Returns how many days were reckoned. Needs the engine's database role.
 */
export async function rollUpDays(ctx: Ctx): Promise<number> {
  if (ctx.actor.kind !== "system") throw new DomainError("forbidden", "campaigns.read_role");
  const { timeZone } = await tenantOf(ctx);
  const today = dayIn(ctx.now, timeZone);
  const { rows } = await read(ctx, (tx) =>
    tx.execute<{ day: string; at: string }>(sql`
      select day::text, min(computed_at) as at from daily_figures where tenant_id = ${ctx.tenant} and figure = any(${sql.param([...figures])}::text[]) group by day`),
  );
  const days = staleDays(today, new Map(rows.map((row) => [row.day, new Date(row.at)])), { now: ctx.now, timeZone });
  const [first, last] = [days[0], days.at(-1)];
  if (!first || !last) return 0;
  await inTransaction(ctx, async (t) => {
    await t.tx.execute(reckoning(t, timeZone, first, last, days));
    await t.tx.execute(
      sql`delete from daily_figures where tenant_id = ${t.tenant} and day < ${addDays(today, -keptDays)}::date`,
    );
  });
  return days.length;
}

/** Forgets days that are over, so that the next call reckons them anew: purchases of the past were imported. */
export async function forgetDays(ctx: Ctx): Promise<void> {
  await inTransaction(ctx, (t) => t.tx.execute(sql`delete from daily_figures where tenant_id = ${t.tenant}`));
}

function reckoning(ctx: Ctx, timeZone: string, first: string, last: string, days: string[]) {
  const start = sql`${instantOf(first, 0, timeZone).toISOString()}::timestamptz`;
  const end = sql`${instantOf(addDays(last, 1), 0, timeZone).toISOString()}::timestamptz`;
  const dayOf = (column: string) => sql`(${sql.raw(column)} at time zone ${timeZone})::date`;
  const within = (column: string) => sql`${sql.raw(column)} >= ${start} and ${sql.raw(column)} < ${end}`;
  const tenant = sql`tenant_id = ${ctx.tenant}`;
  // A message is opened within weeks of its day, and due at most that long before it leaves: other months need no look.
  const lately = sql`due_at >= ${start} - interval '120 days'`;
  return sql`
    insert into daily_figures (tenant_id, day, figure, value, computed_at)
    select ${ctx.tenant}::uuid, d.day, f.figure, coalesce(x.value, 0), ${ctx.now.toISOString()}::timestamptz
    from unnest(${sql.param(days)}::date[]) as d(day)
    cross join unnest(${sql.param([...figures])}::text[]) as f(figure)
    left join (
      select ${dayOf("joined_at")} as day, 'new_members' as figure, count(*)::bigint as value
        from members where ${tenant} and ${within("joined_at")} group by 1
      union all
      select p.day, v.figure, v.value from (
        select ${dayOf("occurred_at")} as day, count(*) filter (where kind = 'sale') as sales, sum(total_yen)::bigint as yen,
          (sum(points_earned) filter (where kind = 'sale'))::bigint as granted, (sum(points_spent) filter (where kind = 'sale'))::bigint as used
        from purchases where ${tenant} and ${within("occurred_at")} group by 1) p
      cross join lateral (values ('sales', p.sales), ('sales_yen', p.yen), ('points_granted', p.granted), ('points_used', p.used)) v(figure, value)
      union all
      select s.day, v.figure, v.value from (
        select ${dayOf("send_at")} as day, count(*) as sent, count(*) filter (where state = 'bounced') as bounced
        from deliveries where ${tenant} and ${within("send_at")} and ${lately}
          and state in ('handed', 'accepted', 'delivered', 'bounced', 'failed', 'unknown') group by 1) s
      cross join lateral (values ('mails_sent', s.sent), ('mails_bounced', s.bounced)) v(figure, value)
      union all
      select ${dayOf("opened_at")}, 'mails_opened', count(*) from deliveries where ${tenant} and ${within("opened_at")} and ${lately} group by 1
      union all
      select ${dayOf("clicked_at")}, 'mails_clicked', count(*) from deliveries where ${tenant} and ${within("clicked_at")} and ${lately} group by 1
    ) x on x.day = d.day and x.figure = f.figure
    on conflict (tenant_id, day, figure) do update set value = excluded.value, computed_at = excluded.computed_at`;
}
