-- The ledger's invariants, each as a count of what was looked at and of what breaks it. The one place where they are written
-- as SQL: run after every fuzz and race test, by the bench, and by the admin page. Read-only. `p_at`: liability is proved as of then.
-- `p_only`: that one alone.
drop function if exists goen.ledger_proof(uuid, timestamptz);
create or replace function goen.ledger_proof(p_tenant uuid, p_at timestamptz, p_only text default null)
returns table (name text, checked bigint, violations bigint) language sql stable as $$
  select 'journal_sums_to_zero', count(*), count(*) filter (where s <> 0)
  from (select sum(amount) as s from public.point_entries where tenant_id = p_tenant group by member_id, journal_id) x
  having p_only is null or p_only = 'journal_sums_to_zero'
union all
  select 'wallet_is_sum_of_entries', count(*), count(*) filter (where (w.available, w.pending, w.debt, w.held)
    is distinct from (coalesce(e.available, 0), coalesce(e.pending, 0), coalesce(e.debt, 0), coalesce(e.held, 0)))
  from public.wallets w left join (
    select member_id, coalesce(sum(amount) filter (where account = 'available'), 0)::bigint as available,
      coalesce(sum(amount) filter (where account = 'pending'), 0)::bigint as pending,
      coalesce(-sum(amount) filter (where account = 'debt'), 0)::bigint as debt,
      coalesce(sum(amount) filter (where account = 'held'), 0)::bigint as held
    from public.point_entries where tenant_id = p_tenant group by member_id) e on e.member_id = w.member_id
  where w.tenant_id = p_tenant
  having p_only is null or p_only = 'wallet_is_sum_of_entries'
union all
  select 'wallet_is_sum_of_open_lots', count(*),
    count(*) filter (where (w.available, w.pending) is distinct from (coalesce(l.available, 0), coalesce(l.pending, 0)))
  from public.wallets w left join (
    select member_id, coalesce(sum(remaining) filter (where state = 'available'), 0)::bigint as available,
      coalesce(sum(remaining) filter (where state = 'pending'), 0)::bigint as pending
    from public.point_lots where tenant_id = p_tenant group by member_id) l on l.member_id = w.member_id
  where w.tenant_id = p_tenant
  having p_only is null or p_only = 'wallet_is_sum_of_open_lots'
union all
  select 'lot_is_granted_plus_moves', count(*), count(*) filter (where l.remaining <> l.granted + coalesce(m.moved, 0))
  from public.point_lots l left join (
    select member_id, lot_id, sum(amount) as moved from public.point_lot_moves where tenant_id = p_tenant group by member_id, lot_id) m
    on m.member_id = l.member_id and m.lot_id = l.id
  where l.tenant_id = p_tenant
  having p_only is null or p_only = 'lot_is_granted_plus_moves'
union all
  select 'balances_chain', count(*), count(*) filter (where balance_after <> previous + amount)
  from (select e.amount, e.balance_after,
      lag(e.balance_after, 1, 0::bigint) over (partition by e.member_id, e.account order by j.wallet_version) as previous
    from public.point_entries e
    join public.point_journals j on j.tenant_id = e.tenant_id and j.member_id = e.member_id and j.id = e.journal_id
    where e.tenant_id = p_tenant and e.balance_after is not null) x
  having p_only is null or p_only = 'balances_chain'
union all
  select 'versions_have_no_hole', count(*),
    count(*) filter (where w.version <> coalesce(j.n, 0) or w.version <> coalesce(j.high, 0) or coalesce(j.low, 1) <> 1)
  from public.wallets w left join (
    select member_id, count(*) as n, min(wallet_version) as low, max(wallet_version) as high
    from public.point_journals where tenant_id = p_tenant group by member_id) j on j.member_id = w.member_id
  where w.tenant_id = p_tenant
  having p_only is null or p_only = 'versions_have_no_hole'
union all
  -- As of the till's instant or the database's, whichever is earlier: an imported return draws as of its own day. A lot's end is the
  -- one it had then: before the first change of its terms by that journal or a later one.
  select 'nothing_drawn_past_expiry', count(*),
    count(*) filter (where case when x.kind = 'expire' then x.occurred_at < x.expires_at
      else least(x.occurred_at, x.recorded_at) >= x.expires_at end)
  from (
    select j.kind, j.occurred_at, j.recorded_at, case when t.lot_id is null then l.expires_at else coalesce((
        select y.from_expires_at from public.point_lot_terms y where y.tenant_id = m.tenant_id and y.member_id = m.member_id
          and y.lot_id = m.lot_id and y.wallet_version >= j.wallet_version order by y.wallet_version, y.changed_at limit 1), l.expires_at)
      end as expires_at
    from public.point_lot_moves m
    join public.point_journals j on j.tenant_id = m.tenant_id and j.member_id = m.member_id and j.id = m.journal_id
    join public.point_lots l on l.tenant_id = m.tenant_id and l.member_id = m.member_id and l.id = m.lot_id
    left join (select distinct member_id, lot_id from public.point_lot_terms where tenant_id = p_tenant) t
      on t.member_id = m.member_id and t.lot_id = m.lot_id
    where m.tenant_id = p_tenant and m.amount < 0
      -- What a hold has of a lot comes along with a merge also past its end: it was drawn before.
      and not (j.kind = 'merge' and l.journal_id = j.id)) x
  having p_only is null or p_only = 'nothing_drawn_past_expiry'
union all
  select 'returns_within_original', count(*), count(*) filter (where taken > earned or restored > spent)
  from (select coalesce(-sum(e.amount) filter (where j.kind = 'earn' and e.account = 'issued'), 0) as earned,
      coalesce(sum(e.amount) filter (where j.kind = 'return' and e.account = 'issued'), 0) as taken,
      coalesce(sum(e.amount) filter (where j.kind = 'spend' and e.account = 'redeemed'), 0) as spent,
      coalesce(-sum(e.amount) filter (where j.kind = 'return' and e.account = 'redeemed'), 0) as restored
    from public.point_journals j
    join public.point_entries e on e.tenant_id = j.tenant_id and e.member_id = j.member_id and e.journal_id = j.id
    where j.tenant_id = p_tenant and j.cause_id is not null group by j.cause_id) x
  having p_only is null or p_only = 'returns_within_original'
union all
  select 'members_and_system_cancel_out', count(*), (coalesce(sum(amount), 0) <> 0)::integer
  from public.point_entries where tenant_id = p_tenant
  having p_only is null or p_only = 'members_and_system_cancel_out'
union all
  select 'no_empty_journal', count(*), count(*) filter (where not exists (select from public.point_entries e
    where e.tenant_id = j.tenant_id and e.member_id = j.member_id and e.journal_id = j.id))
  from public.point_journals j where j.tenant_id = p_tenant
  having p_only is null or p_only = 'no_empty_journal'
union all
  -- Two roads to what was owed to members at `p_at`: entries, and lots with their moves and the holds that were open.
  select 'liability_is_replay', count(*), count(*) filter (where coalesce(e.points, 0) <> coalesce(l.points, 0))
  from (select j.member_id, sum(e.amount) as points from public.point_journals j
      join public.point_entries e on e.tenant_id = j.tenant_id and e.member_id = j.member_id and e.journal_id = j.id
      where j.tenant_id = p_tenant and j.recorded_at <= p_at and e.account in ('available', 'pending', 'held') group by j.member_id) e
  full join (select member_id, sum(points) as points from (
      select l.member_id, l.granted as points from public.point_lots l
      join public.point_journals j on j.tenant_id = l.tenant_id and j.member_id = l.member_id and j.id = l.journal_id
      where l.tenant_id = p_tenant and j.recorded_at <= p_at
      union all
      select m.member_id, m.amount from public.point_lot_moves m
      join public.point_journals j on j.tenant_id = m.tenant_id and j.member_id = m.member_id and j.id = m.journal_id
      where m.tenant_id = p_tenant and j.recorded_at <= p_at
      union all
      select h.member_id, h.points from public.point_holds h
      left join public.point_journals j on j.tenant_id = h.tenant_id and j.member_id = h.member_id and j.id = h.ended_by
      where h.tenant_id = p_tenant and h.held_at <= p_at and (h.state = 'open' or j.recorded_at > p_at)
        -- One that came with a merge has been here since then.
        and not exists (select from public.point_merges g join public.point_journals gj on gj.tenant_id = g.tenant_id
          and gj.member_id = g.member_id and gj.id = g.journal_id
          where g.tenant_id = h.tenant_id and g.member_id = h.member_id and gj.recorded_at > p_at
            and exists (select from public.point_holds o where o.tenant_id = h.tenant_id and o.member_id = g.from_member_id and o.id = h.id))
      ) x group by member_id) l on l.member_id = e.member_id
  having p_only is null or p_only = 'liability_is_replay'
union all
  select 'no_points_beside_debt', count(*), count(*) filter (where w.debt > 0 and w.available > 0)
  from public.wallets w where w.tenant_id = p_tenant
  having p_only is null or p_only = 'no_points_beside_debt'
union all
  select 'nothing_due_is_overlooked', count(*), count(*) filter (where d.due_at < w.next_due_at or (d.due_at is not null and w.next_due_at is null))
  from public.wallets w left join (
    select member_id, min(due_at) as due_at from (
      select member_id, case when state = 'pending' then available_at else expires_at end as due_at
      from public.point_lots where tenant_id = p_tenant and remaining > 0
      union all
      select member_id, held_until from public.point_holds where tenant_id = p_tenant and state = 'open') x group by member_id) d
    on d.member_id = w.member_id
  where w.tenant_id = p_tenant
  having p_only is null or p_only = 'nothing_due_is_overlooked'
union all
  select 'closed_wallets_are_empty', count(*), count(*) filter (where w.available <> 0 or w.pending <> 0 or w.debt <> 0 or w.held <> 0)
  from public.wallets w where w.tenant_id = p_tenant and w.closed_at is not null
  having p_only is null or p_only = 'closed_wallets_are_empty'
union all
  select 'holds_are_open_holds', count(*), count(*) filter (where w.held <> coalesce(h.points, 0) or h.points <> h.of_lots)
  from public.wallets w left join (
    select h.member_id, sum(h.points) as points, sum((select sum(x.amount) from public.point_hold_lots x
      where x.tenant_id = h.tenant_id and x.member_id = h.member_id and x.hold_id = h.id)) as of_lots
    from public.point_holds h where h.tenant_id = p_tenant and h.state = 'open' group by h.member_id) h on h.member_id = w.member_id
  where w.tenant_id = p_tenant
  having p_only is null or p_only = 'holds_are_open_holds'
union all
  -- What a hold posted is what its journal spent; what was not posted was given back or has gone.
  select 'holds_end_once', count(*), count(*) filter (where h.state <> 'open' and (j.id is null
      or h.posted_points <> (case h.state when 'posted' then h.posted_points else 0 end)
      or (h.state = 'posted' and h.posted_points <> coalesce((select sum(e.amount) from public.point_entries e where e.tenant_id = h.tenant_id
        and e.member_id = h.member_id and e.journal_id = h.ended_by and e.account = 'redeemed'), 0))))
  from public.point_holds h
  left join public.point_journals j on j.tenant_id = h.tenant_id and j.member_id = h.member_id and j.id = h.ended_by
  where h.tenant_id = p_tenant
  having p_only is null or p_only = 'holds_end_once'
union all
  -- Where a return says how much of each journal it took: never more than that journal gave.
  select 'taken_back_within_journal', count(*), count(*) filter (where x.taken > x.given)
  from (
    select t.id, sum(t.points) as taken, coalesce((select -sum(e.amount) from public.point_journals j
      join public.point_entries e on e.tenant_id = j.tenant_id and e.member_id = j.member_id and e.journal_id = j.id and e.account = 'issued'
      where j.tenant_id = p_tenant and j.cause_id = t.cause_id and j.id = t.id), 0) as given
    from (select j.cause_id, (p ->> 'journalId')::uuid as id, (p ->> 'points')::bigint as points
      from public.point_journals j, jsonb_array_elements(j.snapshot -> 'takeBack') p
      where j.tenant_id = p_tenant and j.kind = 'return' and j.snapshot ? 'takeBack') t
    group by t.id, t.cause_id) x
  having p_only is null or p_only = 'taken_back_within_journal'
union all
  -- What left one wallet came into another, with the same movement: by cause of the key.
  select 'transfers_cancel_out', count(*), count(*) filter (where x.s <> 0)
  from (select j.idempotency_key, sum(e.amount) as s from public.point_journals j
    join public.point_entries e on e.tenant_id = j.tenant_id and e.member_id = j.member_id and e.journal_id = j.id and e.account = 'transferred'
    where j.tenant_id = p_tenant and j.kind in ('transfer', 'merge') group by j.idempotency_key) x
  having p_only is null or p_only = 'transfers_cancel_out'
union all
  -- A lot that came from another wallet has no more than was drawn there, and still says who earned it.
  select 'moved_lots_within_source', count(*), count(*) filter (where s.id is null or l.granted > s.granted or l.origin <> s.origin
    or l.earned_by is null)
  from public.point_lots l
  left join public.point_lots s on s.tenant_id = l.tenant_id and s.member_id = l.source_member_id and s.id = l.source_lot_id
  where l.tenant_id = p_tenant and l.source_lot_id is not null
  having p_only is null or p_only = 'moved_lots_within_source'
union all
  -- Each change of a lot's terms begins where the one before ended, and the last is what the lot has now.
  select 'terms_chain', count(*), count(*) filter (where x.from_expires_at <> x.was_expires_at or x.from_available_at <> x.was_available_at
    or (x.is_last and (x.to_expires_at <> l.expires_at or x.to_available_at <> l.available_at)))
  from (
    select t.*, coalesce(lag(t.to_expires_at) over one_lot, t.from_expires_at) as was_expires_at,
      coalesce(lag(t.to_available_at) over one_lot, t.from_available_at) as was_available_at,
      lead(t.id) over one_lot is null as is_last
    from public.point_lot_terms t where t.tenant_id = p_tenant
    window one_lot as (partition by t.member_id, t.lot_id order by t.wallet_version, t.changed_at, t.to_expires_at)) x
  join public.point_lots l on l.tenant_id = x.tenant_id and l.member_id = x.member_id and l.id = x.lot_id
  having p_only is null or p_only = 'terms_chain'
union all
  -- Nobody is in two families, none is larger than what a program ever allowed, none in use has no head.
  select 'one_family_at_a_time', count(*), count(*) filter (where x.heads <> 1 or x.size > coalesce((select max(p.family_size)
    from public.point_programs p where p.tenant_id = p_tenant), 0))
  from (select m.family_id, count(*) as size, count(*) filter (where m.role = 'head') as heads from public.point_family_members m
    where m.tenant_id = p_tenant and m.left_at is null group by m.family_id) x
  having p_only is null or p_only = 'one_family_at_a_time'
$$;
