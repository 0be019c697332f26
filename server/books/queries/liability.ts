import { sql } from "drizzle-orm";
import type { z } from "zod";
import { type Ctx, read } from "@/server/kernel/ctx";
import { tenantOf } from "@/server/kernel/gate";
import { parseInput } from "@/server/kernel/parse";
import { addDays, dayIn, instantOf } from "@/server/kernel/time";
import { canReadBooks, forbidUnless } from "../access";
import { liabilityInput } from "../input";

export interface LiabilityMonth {
  origin: "purchase" | "other";
  /** `YYYY-MM` in the shop's zone; null where the end is not settled yet (points that wait for a release). */
  month: string | null;
  points: number;
  /** Of them, not usable yet. */
  pendingPoints: number;
}
export interface Liability {
  on: string;
  months: LiabilityMonth[];
  /** Owed in all; the sum of the months. */
  points: number;
  /** Promised to tills by holds that were open then; part of no month. */
  heldPoints: number;
  /** What members owed the shop, by returns of what they had spent. */
  debtPoints: number;
  members: number;
}

/** A year far ahead stands for "until released". */
const noEnd = "2200-01-01";

/**
 * What the shop owed in points at the end of a day of its own, as its books knew it then: every lot by origin and month of expiry, from
 * grants and moves recorded until then, with the ends that lots had then. What had expired by then is owed no more, posted or not.
 */
export async function liabilityOf(ctx: Ctx, input: z.input<typeof liabilityInput>): Promise<Liability> {
  forbidUnless(canReadBooks(ctx.actor));
  const { timeZone } = await tenantOf(ctx);
  const on = parseInput(liabilityInput, input).on ?? dayIn(ctx.now, timeZone);
  const endOfDay = instantOf(addDays(on, 1), 0, timeZone);
  const until = (endOfDay < ctx.now ? endOfDay : ctx.now).toISOString();
  type Row = { origin: "purchase" | "other"; month: string | null; points: number; pending: number };
  const [rows, [others]] = await read(ctx, async (tx) => [
    (
      await tx.execute<Row & Record<string, unknown>>(sql`
        select x.origin, case when x.expires_at < ${noEnd}::timestamptz then to_char((x.expires_at - interval '1 millisecond') at time zone ${timeZone}, 'YYYY-MM') end as month,
          sum(x.points)::bigint as points, coalesce(sum(x.points) filter (where x.available_at > ${until}::timestamptz), 0)::bigint as pending
        from (
          select l.origin, l.granted + coalesce(m.moved, 0) as points, coalesce(t.from_expires_at, l.expires_at) as expires_at,
            coalesce(t.from_available_at, l.available_at) as available_at
          from point_lots l
          join point_journals g on g.tenant_id = l.tenant_id and g.member_id = l.member_id and g.id = l.journal_id
          left join (select m.member_id, m.lot_id, sum(m.amount)::bigint as moved
            from point_lot_moves m
            join point_journals j on j.tenant_id = m.tenant_id and j.member_id = m.member_id and j.id = m.journal_id
            where m.tenant_id = ${ctx.tenant} and j.recorded_at < ${until}::timestamptz
            group by m.member_id, m.lot_id) m on m.member_id = l.member_id and m.lot_id = l.id
          left join (select distinct on (t.member_id, t.lot_id) t.member_id, t.lot_id, t.from_expires_at, t.from_available_at
            from point_lot_terms t where t.tenant_id = ${ctx.tenant} and t.changed_at >= ${until}::timestamptz
            order by t.member_id, t.lot_id, t.wallet_version, t.changed_at) t on t.member_id = l.member_id and t.lot_id = l.id
          where l.tenant_id = ${ctx.tenant} and g.recorded_at < ${until}::timestamptz) x
        where x.points <> 0 and x.expires_at > ${until}::timestamptz
        group by 1, 2 order by 2 nulls last, 1`)
    ).rows,
    (
      await tx.execute<{ held: number; debt: number; members: number }>(sql`
        select coalesce(sum(held), 0)::bigint as held, coalesce(sum(debt), 0)::bigint as debt,
          (count(*) filter (where points > 0))::bigint as members
        from (select e.member_id, coalesce(sum(e.amount) filter (where e.account = 'held'), 0) as held,
            coalesce(-sum(e.amount) filter (where e.account = 'debt'), 0) as debt,
            coalesce(sum(e.amount) filter (where e.account in ('available', 'pending', 'held')), 0) as points
          from point_journals j
          join point_entries e on e.tenant_id = j.tenant_id and e.member_id = j.member_id and e.journal_id = j.id
          where j.tenant_id = ${ctx.tenant} and j.recorded_at < ${until}::timestamptz and e.balance_after is not null
          group by e.member_id) x`)
    ).rows,
  ]);
  const months = rows.map(({ origin, month, points, pending }) => ({ origin, month, points, pendingPoints: pending }));
  return {
    on,
    months,
    points: months.reduce((sum, one) => sum + one.points, 0),
    heldPoints: others?.held ?? 0,
    debtPoints: others?.debt ?? 0,
    members: others?.members ?? 0,
  };
}

export interface LapseMonth {
  /** The month in which the points were given. */
  month: string;
  granted: number;
  used: number;
  lapsed: number;
  /** Taken back by returns, adjustments and withdrawals. */
  takenBack: number;
  open: number;
}

/** What became of the points of each of the last 24 months: used, lapsed, taken back, still open. The shares are what a reserve is made of. */
export async function lapseCurve(ctx: Ctx): Promise<LapseMonth[]> {
  forbidUnless(canReadBooks(ctx.actor));
  const { timeZone } = await tenantOf(ctx);
  const { rows } = await read(ctx, (tx) =>
    tx.execute<LapseMonth & Record<string, unknown>>(sql`
      select to_char(g.occurred_at at time zone ${timeZone}, 'YYYY-MM') as month, sum(l.granted)::bigint as granted,
        sum(l.remaining)::bigint as open, coalesce(sum(m.used), 0)::bigint as used, coalesce(sum(m.lapsed), 0)::bigint as lapsed,
        (sum(l.granted) - sum(l.remaining) - coalesce(sum(m.used), 0) - coalesce(sum(m.lapsed), 0))::bigint as "takenBack"
      from point_lots l
      join point_journals g on g.tenant_id = l.tenant_id and g.member_id = l.member_id and g.id = l.journal_id
      left join (select m.member_id, m.lot_id, -sum(m.amount) filter (where j.kind in ('spend', 'hold', 'release')) as used,
          -sum(m.amount) filter (where j.kind = 'expire') as lapsed
        from point_lot_moves m
        join point_journals j on j.tenant_id = m.tenant_id and j.member_id = m.member_id and j.id = m.journal_id
        where m.tenant_id = ${ctx.tenant} group by m.member_id, m.lot_id) m on m.member_id = l.member_id and m.lot_id = l.id
      where l.tenant_id = ${ctx.tenant} and g.kind in ('earn', 'adjust')
        and g.occurred_at >= ${ctx.now.toISOString()}::timestamptz - interval '24 months'
      group by 1 order by 1`),
  );
  return rows.map(({ month, granted, used, lapsed, takenBack, open }) => ({
    month,
    granted,
    used,
    lapsed,
    takenBack,
    open,
  }));
}
