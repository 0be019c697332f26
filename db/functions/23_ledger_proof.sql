-- The ledger's invariants, each as a count of what was looked at and of what breaks it. The one place where they are written
-- as SQL: run after every fuzz and race test, by the bench, and by the admin page. Read-only. `p_at`: liability is proved as of then.
create or replace function goen.ledger_proof(p_tenant uuid, p_at timestamptz)
returns table (name text, checked bigint, violations bigint) language sql stable as $$
  select 'journal_sums_to_zero', count(*), count(*) filter (where s <> 0)
  from (select sum(amount) as s from public.point_entries where tenant_id = p_tenant group by member_id, journal_id) x
union all
  select 'wallet_is_sum_of_entries', count(*),
    count(*) filter (where (w.available, w.pending, w.debt) is distinct from (coalesce(e.available, 0), coalesce(e.pending, 0), coalesce(e.debt, 0)))
  from public.wallets w left join (
    select member_id, coalesce(sum(amount) filter (where account = 'available'), 0)::bigint as available,
      coalesce(sum(amount) filter (where account = 'pending'), 0)::bigint as pending,
      coalesce(-sum(amount) filter (where account = 'debt'), 0)::bigint as debt
    from public.point_entries where tenant_id = p_tenant group by member_id) e on e.member_id = w.member_id
  where w.tenant_id = p_tenant
union all
  select 'wallet_is_sum_of_open_lots', count(*),
    count(*) filter (where (w.available, w.pending) is distinct from (coalesce(l.available, 0), coalesce(l.pending, 0)))
  from public.wallets w left join (
    select member_id, coalesce(sum(remaining) filter (where state = 'available'), 0)::bigint as available,
      coalesce(sum(remaining) filter (where state = 'pending'), 0)::bigint as pending
    from public.point_lots where tenant_id = p_tenant group by member_id) l on l.member_id = w.member_id
  where w.tenant_id = p_tenant
union all
  select 'lot_is_granted_plus_moves', count(*), count(*) filter (where l.remaining <> l.granted + coalesce(m.moved, 0))
  from public.point_lots l left join (
    select member_id, lot_id, sum(amount) as moved from public.point_lot_moves where tenant_id = p_tenant group by member_id, lot_id) m
    on m.member_id = l.member_id and m.lot_id = l.id
  where l.tenant_id = p_tenant
union all
  select 'balances_chain', count(*), count(*) filter (where balance_after <> previous + amount)
  from (select e.amount, e.balance_after,
      lag(e.balance_after, 1, 0::bigint) over (partition by e.member_id, e.account order by j.wallet_version) as previous
    from public.point_entries e
    join public.point_journals j on j.tenant_id = e.tenant_id and j.member_id = e.member_id and j.id = e.journal_id
    where e.tenant_id = p_tenant and e.balance_after is not null) x
union all
  select 'versions_have_no_hole', count(*),
    count(*) filter (where w.version <> coalesce(j.n, 0) or w.version <> coalesce(j.high, 0) or coalesce(j.low, 1) <> 1)
  from public.wallets w left join (
    select member_id, count(*) as n, min(wallet_version) as low, max(wallet_version) as high
    from public.point_journals where tenant_id = p_tenant group by member_id) j on j.member_id = w.member_id
  where w.tenant_id = p_tenant
union all
  -- As of the till's instant or the database's, whichever is earlier: an imported return draws as of its own day.
  select 'nothing_drawn_past_expiry', count(*),
    count(*) filter (where case when j.kind = 'expire' then j.occurred_at < l.expires_at
      else least(j.occurred_at, j.recorded_at) >= l.expires_at end)
  from public.point_lot_moves m
  join public.point_journals j on j.tenant_id = m.tenant_id and j.member_id = m.member_id and j.id = m.journal_id
  join public.point_lots l on l.tenant_id = m.tenant_id and l.member_id = m.member_id and l.id = m.lot_id
  where m.tenant_id = p_tenant and m.amount < 0
union all
  select 'returns_within_original', count(*), count(*) filter (where taken > earned or restored > spent)
  from (select coalesce(-sum(e.amount) filter (where j.kind = 'earn' and e.account = 'issued'), 0) as earned,
      coalesce(sum(e.amount) filter (where j.kind = 'return' and e.account = 'issued'), 0) as taken,
      coalesce(sum(e.amount) filter (where j.kind = 'spend' and e.account = 'redeemed'), 0) as spent,
      coalesce(-sum(e.amount) filter (where j.kind = 'return' and e.account = 'redeemed'), 0) as restored
    from public.point_journals j
    join public.point_entries e on e.tenant_id = j.tenant_id and e.member_id = j.member_id and e.journal_id = j.id
    where j.tenant_id = p_tenant and j.cause_id is not null group by j.member_id, j.cause_id) x
union all
  select 'members_and_system_cancel_out', count(*), (coalesce(sum(amount), 0) <> 0)::integer
  from public.point_entries where tenant_id = p_tenant
union all
  select 'no_empty_journal', count(*), count(*) filter (where not exists (select from public.point_entries e
    where e.tenant_id = j.tenant_id and e.member_id = j.member_id and e.journal_id = j.id))
  from public.point_journals j where j.tenant_id = p_tenant
union all
  -- Two roads to what was owed to members at `p_at`: entries, and lots with their moves.
  select 'liability_is_replay', count(*), count(*) filter (where coalesce(e.points, 0) <> coalesce(l.points, 0))
  from (select j.member_id, sum(e.amount) as points from public.point_journals j
      join public.point_entries e on e.tenant_id = j.tenant_id and e.member_id = j.member_id and e.journal_id = j.id
      where j.tenant_id = p_tenant and j.recorded_at <= p_at and e.account in ('available', 'pending') group by j.member_id) e
  full join (select member_id, sum(points) as points from (
      select l.member_id, l.granted as points from public.point_lots l
      join public.point_journals j on j.tenant_id = l.tenant_id and j.member_id = l.member_id and j.id = l.journal_id
      where l.tenant_id = p_tenant and j.recorded_at <= p_at
      union all
      select m.member_id, m.amount from public.point_lot_moves m
      join public.point_journals j on j.tenant_id = m.tenant_id and j.member_id = m.member_id and j.id = m.journal_id
      where m.tenant_id = p_tenant and j.recorded_at <= p_at) x group by member_id) l on l.member_id = e.member_id
union all
  select 'no_points_beside_debt', count(*), count(*) filter (where w.debt > 0 and w.available > 0)
  from public.wallets w where w.tenant_id = p_tenant
union all
  select 'nothing_due_is_overlooked', count(*), count(*) filter (where l.due_at < w.next_due_at or (l.due_at is not null and w.next_due_at is null))
  from public.wallets w left join (
    select member_id, min(case when state = 'pending' then available_at else expires_at end) as due_at
    from public.point_lots where tenant_id = p_tenant and remaining > 0 group by member_id) l on l.member_id = w.member_id
  where w.tenant_id = p_tenant
union all
  select 'closed_wallets_are_empty', count(*), count(*) filter (where w.available <> 0 or w.pending <> 0 or w.debt <> 0)
  from public.wallets w where w.tenant_id = p_tenant and w.closed_at is not null
$$;
