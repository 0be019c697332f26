import { type SQL, sql } from "drizzle-orm";
import { addDays, instantOf } from "@/server/kernel/time";
import type { DateOfFact, Fact } from "../input";
import { birthdaysKeptOn, daysFrom } from "../rules/timing";

// Where each fact is found, and whether it still holds. Both are written against indexes that lead with the date, so that a
// day's run costs what falls due on that day, whatever the number of members. `occurrence` names the fact itself, not the day
// it was looked for: the same fact found again is the same occurrence.

export interface FactQuery {
  tenant: string;
  timeZone: string;
  timing: DateOfFact;
  /** Days of the fact, both included. */
  from: string;
  to: string;
}

/** Rows (member_id, fact_day, occurrence, facts) of everyone whose date lies within the days. */
export function factRows(query: FactQuery): SQL {
  return sources[query.timing.fact].rows(query);
}

/** A predicate over a candidate `c`: what triggered it is still so. */
export function factHolds(fact: Fact, tenant: string): SQL {
  return sources[fact].holds(tenant);
}

const startOf = (q: FactQuery, day: string): SQL => sql`${instantOf(day, 0, q.timeZone).toISOString()}::timestamptz`;
const localDay = (q: FactQuery, column: SQL): SQL => sql`((${column}) at time zone ${q.timeZone})::date`;

const sources: Record<Fact, { rows: (query: FactQuery) => SQL; holds: (tenant: string) => SQL }> = {
  // Pieces of one product that end on one day are one notice: three lamps bought together are not three mails.
  warranty_end: {
    rows: (q) => sql`
      select w.member_id, w.ends_on as fact_day, w.product_id || ':' || w.ends_on as occurrence,
        jsonb_build_object('warrantyId', min(w.id::text), 'productId', w.product_id, 'endsOn', w.ends_on) as facts
      from warranties w
      where w.tenant_id = ${q.tenant}::uuid and w.voided_at is null
        and w.ends_on between ${q.from}::date and ${q.to}::date
      group by w.member_id, w.product_id, w.ends_on`,
    holds: (
      tenant,
    ) => sql`exists (select from warranties w where w.tenant_id = ${tenant}::uuid and w.member_id = c.member_id
      and w.product_id = (c.facts->>'productId')::uuid and w.ends_on = (c.facts->>'endsOn')::date and w.voided_at is null)`,
  },
  // The index holds whole dates of birth: each day is asked for in every year somebody living may have been born in.
  birthday: {
    rows: (q) => sql`
      select m.member_id, b.kept_on as fact_day, extract(year from b.kept_on)::text as occurrence,
        jsonb_build_object('birthday', b.kept_on) as facts
      from members m
      join unnest(${sql.param(birthdays(q).keptOn)}::date[], ${sql.param(birthdays(q).born)}::date[]) as b(kept_on, born)
        on b.born = m.birthday
      where m.tenant_id = ${q.tenant}::uuid and m.birthday = any(${sql.param(birthdays(q).born)}::date[])`,
    holds: (
      tenant,
    ) => sql`exists (select from members b where b.tenant_id = ${tenant}::uuid and b.member_id = c.member_id
      and to_char(b.birthday, 'MM-DD') in (right(c.facts->>'birthday', 5),
        case when right(c.facts->>'birthday', 5) = '02-28' then '02-29' end))`,
  },
  // A lot is good until the instant it expires: its last day is the day before a midnight.
  points_expiry: {
    rows: (q) => sql`
      select l.member_id, l.last_day as fact_day, l.last_day::text as occurrence,
        jsonb_build_object('lastDay', l.last_day, 'points', sum(l.remaining)) as facts
      from (select p.member_id, p.remaining, ${localDay(q, sql`p.expires_at - interval '1 millisecond'`)} as last_day
        from point_lots p
        where p.tenant_id = ${q.tenant}::uuid and p.remaining > 0 and p.state <> 'expired'
          and p.expires_at > ${startOf(q, q.from)} and p.expires_at <= ${startOf(q, addDays(q.to, 1))}) l
      group by l.member_id, l.last_day`,
    holds: (tenant) => sql`exists (select from point_lots p join tenants t on t.id = p.tenant_id
      where p.tenant_id = ${tenant}::uuid and p.member_id = c.member_id and p.remaining > 0 and p.state <> 'expired'
        and ((p.expires_at - interval '1 millisecond') at time zone t.time_zone)::date = (c.facts->>'lastDay')::date)`,
  },
  last_purchase: {
    rows: (q) => sql`
      select p.member_id, ${localDay(q, sql`p.occurred_at`)} as fact_day, p.id::text as occurrence,
        jsonb_build_object('purchaseId', p.id) as facts
      from purchases p
      where p.tenant_id = ${q.tenant}::uuid and p.kind = 'sale'
        and p.occurred_at >= ${startOf(q, q.from)} and p.occurred_at < ${startOf(q, addDays(q.to, 1))}
        and not exists (select from purchases n where n.tenant_id = ${q.tenant}::uuid and n.member_id = p.member_id
          and n.kind = 'sale' and (n.occurred_at, n.id) > (p.occurred_at, p.id))`,
    holds: (
      tenant,
    ) => sql`exists (select from purchases p where p.tenant_id = ${tenant}::uuid and p.member_id = c.member_id
      and p.id = (c.facts->>'purchaseId')::uuid
      and not exists (select from purchases n where n.tenant_id = ${tenant}::uuid and n.member_id = p.member_id
        and n.kind = 'sale' and (n.occurred_at, n.id) > (p.occurred_at, p.id)))`,
  },
  joined: {
    rows: (q) => sql`
      select m.member_id, ${localDay(q, sql`m.joined_at`)} as fact_day, 'joined' as occurrence, '{}'::jsonb as facts
      from members m
      where m.tenant_id = ${q.tenant}::uuid
        and m.joined_at >= ${startOf(q, q.from)} and m.joined_at < ${startOf(q, addDays(q.to, 1))}`,
    holds: () => sql`true`,
  },
  // What rose by hand or by purchases; nobody has earned what an import, a merge or the beginning of a version brings.
  rank_up: {
    rows: (q) => sql`
      select r.member_id, ${localDay(q, sql`r.since`)} as fact_day, r.seq::text as occurrence,
        jsonb_build_object('rankId', r.rank_id) as facts
      from member_ranks r
      where r.tenant_id = ${q.tenant}::uuid and r.level > r.from_level and r.why not in ('import', 'merge', 'program')
        and r.since >= ${startOf(q, q.from)} and r.since < ${startOf(q, addDays(q.to, 1))}`,
    holds: (
      tenant,
    ) => sql`exists (select from rank_standings r where r.tenant_id = ${tenant}::uuid and r.member_id = c.member_id
      and r.rank_id = (c.facts->>'rankId')::uuid)`,
  },
};

function birthdays(q: FactQuery): { keptOn: string[]; born: string[] } {
  const pairs = daysFrom(q.from, q.to).flatMap((day) => birthdaysKeptOn(day).map((born) => ({ day, born })));
  return { keptOn: pairs.map((pair) => pair.day), born: pairs.map((pair) => pair.born) };
}
