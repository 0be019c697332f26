import { type SQL, sql } from "drizzle-orm";
import type { Ctx } from "@/server/kernel/ctx";
import type { WatchRuleName } from "../input";
import { maxEvidence } from "../rules/defaults";

export interface Look {
  from: Date;
  to: Date;
  threshold: number;
  /** Only what concerns this card. */
  memberId: string | null;
}

const rowsOf = (
  kind: string,
  id: SQL,
  at: SQL,
  value: SQL,
  member = sql`null::uuid`,
) => sql`to_jsonb((array_agg(jsonb_build_object('kind', ${kind}::text,
  'id', ${id}, 'at', ${at}, 'value', ${value}, 'memberId', ${member}) order by ${at} desc))[1:${sql.raw(String(maxEvidence))}])`;

/**
 * A rule as one statement over the shop: a row for each thing found, `(about, member_id, staff_id, store_id, happened_at, measure, evidence)`.
 * `about` names it, so that looking again finds the same.
 */
export function ruleSql(ctx: Ctx, rule: WatchRuleName, { from, to, threshold, memberId }: Look): SQL {
  const tenant = sql`${ctx.tenant}::uuid`;
  const within = (column: SQL) =>
    sql`${column} >= ${from.toISOString()}::timestamptz and ${column} < ${to.toISOString()}::timestamptz`;
  const of = (column: SQL) => (memberId === null ? sql`` : sql`and ${column} = ${memberId}::uuid`);
  const sales = sql`purchases p where p.tenant_id = ${tenant} and p.kind = 'sale' and ${within(sql`p.occurred_at`)} ${of(sql`p.member_id`)}`;
  const receipts = (value: SQL) => rowsOf("purchase", sql`p.id`, sql`p.occurred_at`, value);
  const none = sql`null::uuid`;
  switch (rule) {
    case "card_often":
      return sql`select p.member_id || ':' || p.business_date as about, p.member_id, ${none} as staff_id, (array_agg(p.store_id))[1] as store_id,
          max(p.occurred_at) as happened_at, count(*)::bigint as measure, ${receipts(sql`p.total_yen`)} as evidence
        from ${sales} group by p.member_id, p.business_date having count(*) >= ${threshold}`;
    case "cashier_card":
      return sql`select p.member_id || ':' || p.staff_membership_id || ':' || date_trunc('week', p.business_date)::date as about, p.member_id,
          p.staff_membership_id as staff_id, (array_agg(p.store_id))[1] as store_id, max(p.occurred_at) as happened_at,
          count(*)::bigint as measure, ${receipts(sql`p.total_yen`)} as evidence
        from ${sales} and p.staff_membership_id is not null
        group by p.member_id, p.staff_membership_id, date_trunc('week', p.business_date) having count(*) >= ${threshold}`;
    case "own_card":
      return sql`select c.member_id || ':' || c.membership_id || ':' || p.business_date as about, c.member_id, c.membership_id as staff_id,
          (array_agg(p.store_id))[1] as store_id, max(p.occurred_at) as happened_at, count(*)::bigint as measure,
          ${receipts(sql`p.points_earned`)} as evidence
        from staff_cards c join purchases p on p.tenant_id = c.tenant_id and p.member_id = c.member_id
        where c.tenant_id = ${tenant} and p.kind = 'sale' and p.points_earned > 0 and ${within(sql`p.occurred_at`)} ${of(sql`c.member_id`)}
          and (p.staff_membership_id = c.membership_id or exists (select from purchases o where o.tenant_id = p.tenant_id
            and o.store_id = p.store_id and o.staff_membership_id = c.membership_id
            and o.occurred_at between p.occurred_at - interval '4 hours' and p.occurred_at + interval '4 hours'))
        group by c.member_id, c.membership_id, p.business_date having count(*) >= ${threshold}`;
    case "velocity":
      return sql`select p.member_id || ':' || extract(epoch from date_trunc('hour', p.occurred_at))::bigint as about, p.member_id,
          ${none} as staff_id, (array_agg(p.store_id))[1] as store_id, max(p.occurred_at) as happened_at,
          sum(p.points_earned)::bigint as measure, ${receipts(sql`p.points_earned`)} as evidence
        from ${sales} group by p.member_id, date_trunc('hour', p.occurred_at) having sum(p.points_earned) >= ${threshold}`;
    case "return_after_spend":
      return sql`select j.id::text as about, j.member_id, case when j.actor_kind = 'staff' then j.actor_id end as staff_id, j.store_id,
          j.occurred_at as happened_at, -e.amount as measure,
          jsonb_build_array(jsonb_build_object('kind', 'purchase', 'id', j.cause_id, 'at', j.occurred_at, 'value', -e.amount)) as evidence
        from (select distinct r.member_id from purchases r where r.tenant_id = ${tenant} and r.kind = 'return'
          and ${within(sql`r.occurred_at`)} ${of(sql`r.member_id`)}) m
        join point_journals j on j.tenant_id = ${tenant} and j.member_id = m.member_id and j.kind = 'return' and ${within(sql`j.recorded_at`)}
        join point_entries e on e.tenant_id = j.tenant_id and e.member_id = j.member_id and e.journal_id = j.id and e.account = 'debt'
        where -e.amount >= ${threshold}`;
    case "many_by_hand":
      return sql`select x.staff_id || ':' || x.business_date as about, ${none} as member_id, x.staff_id, (array_agg(x.store_id))[1] as store_id,
          max(x.recorded_at) as happened_at, count(*)::bigint as measure,
          ${rowsOf("journal", sql`x.id`, sql`x.recorded_at`, sql`x.points`, sql`x.member_id`)} as evidence
        from (select j.id, j.member_id, j.business_date, j.store_id, j.recorded_at, -e.amount as points, coalesce((j.snapshot ->> 'askedBy')::uuid, j.actor_id) as staff_id
          from point_journals j
          join point_entries e on e.tenant_id = j.tenant_id and e.member_id = j.member_id and e.journal_id = j.id and e.account = 'adjusted'
          where j.tenant_id = ${tenant} and (j.kind = 'adjust' or (j.kind = 'spend' and j.cause_id = j.id)) and j.kind = 'adjust'
            and j.actor_kind = 'staff' and e.amount < 0 and j.idempotency_key not like 'undo:%' and ${within(sql`j.occurred_at`)}) x
        where ${memberId === null ? sql`true` : sql`false`}
        group by x.staff_id, x.business_date having count(*) >= ${threshold}`;
    case "after_change":
      return sql`select a.id::text as about, a.member_id, case when a.actor_kind = 'staff' then a.actor_id end as staff_id,
          (array_agg(j.store_id))[1] as store_id, max(j.occurred_at) as happened_at, sum(e.amount)::bigint as measure,
          to_jsonb(array_agg(jsonb_build_object('kind', 'spend', 'id', coalesce(j.cause_id, j.id), 'at', j.occurred_at, 'value', e.amount)))
            || jsonb_build_object('kind', 'change', 'id', a.id, 'at', a.at, 'value', null) as evidence
        from audit_log a
        join point_journals j on j.tenant_id = a.tenant_id and j.member_id = a.member_id and j.kind = 'spend'
          and j.occurred_at between a.at and a.at + interval '24 hours'
        join point_entries e on e.tenant_id = j.tenant_id and e.member_id = j.member_id and e.journal_id = j.id and e.account = 'redeemed'
        where a.tenant_id = ${tenant} and a.action in ('members.set_email', 'members.update_profile', 'members.reissue_card')
          and (a.action <> 'members.update_profile' or a.after -> 'fields' ?| array['addressLine', 'postalCode', 'phoneNormalised'])
          and ${within(sql`a.at`)} ${of(sql`a.member_id`)}
        group by a.id, a.member_id, a.actor_kind, a.actor_id, a.at having sum(e.amount) >= ${threshold}`;
  }
}
