-- Points for many sales at once, for imports: the same journals, entries and lots that goen.ledger_grant would write, as sets.
-- Wallets are locked in member order; what is due is left to the next call or tick
-- (but for wallets that owe points). A sale known by its key is left alone
-- (`repeated`), also where its request differs now (`conflicting`, counted apart). LG003 when a member does not exist.
create or replace function goen.ledger_import(p_tenant uuid, p_rows jsonb, p_now timestamptz, p_actor_kind text, p_actor_id uuid,
  out posted bigint, out repeated bigint, out conflicting bigint, out points bigint) language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  v_members uuid[];
begin
  perform goen.ledger_gate(p_tenant);
  select array_agg(distinct r.member_id order by r.member_id) into v_members from jsonb_to_recordset(p_rows) r(member_id uuid);
  if exists (select from unnest(v_members) u(id)
      where not exists (select from public.members m where m.tenant_id = p_tenant and m.member_id = u.id)) then
    raise exception 'ledger: no such member' using errcode = 'LG003';
  end if;
  insert into public.wallets (tenant_id, member_id) select p_tenant, u.id from unnest(v_members) u(id) order by u.id
  on conflict do nothing;
  perform from public.wallets w where w.tenant_id = p_tenant and w.member_id = any(v_members) order by w.member_id for update;
  if exists (select from public.wallets w where w.tenant_id = p_tenant and w.member_id = any(v_members) and w.closed_at is not null) then
    raise exception 'ledger: wallet is closed' using errcode = 'LG004';
  end if;
  -- Where points are owed the order of events decides which lot repays them: what is due comes first.
  perform goen.ledger_close(goen.ledger_settle(w, p_now, p_now)) from public.wallets w
  where w.tenant_id = p_tenant and w.member_id = any(v_members) and w.debt > 0 and w.next_due_at <= p_now;

  with given as materialized (
    select distinct on (r.member_id, r.key) r.*
    from jsonb_to_recordset(p_rows) r(member_id uuid, id uuid, key text, hash text, points bigint, available_at timestamptz,
      expires_at timestamptz, occurred_at timestamptz, business_date date, store_id uuid, cause_id uuid, snapshot jsonb)
    order by r.member_id, r.key, r.occurred_at
  ), seen as materialized (
    select g.member_id, g.key, j.request_hash = g.hash as is_same from given g
    join public.point_journals j on j.tenant_id = p_tenant and j.member_id = g.member_id and j.idempotency_key = g.key
  ), summed as (
    -- `ready` runs over what is available at once: that repays debt before it is added to the balance.
    select g.*, g.available_at > p_now as is_pending, w.available as had, w.pending as had_pending, w.debt as owed,
      w.version + row_number() over one_wallet as version,
      coalesce(sum(g.points) filter (where g.available_at <= p_now) over one_wallet, 0)::bigint as ready,
      coalesce(sum(g.points) filter (where g.available_at > p_now) over one_wallet, 0)::bigint as waiting
    from given g
    join public.wallets w on w.tenant_id = p_tenant and w.member_id = g.member_id
    where not exists (select from seen s where s.member_id = g.member_id and s.key = g.key)
    window one_wallet as (partition by g.member_id order by g.occurred_at, g.id)
  ), fresh as materialized (
    select s.*, case when is_pending then 0 else least(owed, ready) - least(owed, ready - s.points) end as repaid from summed s
  ), journals as (
    insert into public.point_journals (tenant_id, member_id, id, kind, idempotency_key, request_hash, occurred_at, recorded_at,
      business_date, actor_kind, actor_id, store_id, cause_id, snapshot, wallet_version)
    select p_tenant, f.member_id, f.id, 'earn', f.key, f.hash, f.occurred_at, p_now, f.business_date, p_actor_kind, p_actor_id,
      f.store_id, f.cause_id, f.snapshot, f.version
    from fresh f
  ), entries as (
    insert into public.point_entries (tenant_id, member_id, journal_id, entry_no, account, amount, balance_after)
    select p_tenant, f.member_id, f.id, e.no, e.account, e.amount, e.balance
    from fresh f, lateral (values
      (1, 'available', case when f.is_pending then 0 else f.points - f.repaid end, f.had + f.ready - least(f.owed, f.ready)),
      (2, 'pending', case when f.is_pending then f.points else 0 end, f.had_pending + f.waiting),
      (3, 'debt', f.repaid, least(f.owed, f.ready) - f.owed),
      (4, 'issued', -f.points, null)) e(no, account, amount, balance)
    where e.amount <> 0
  ), lots as (
    insert into public.point_lots (tenant_id, member_id, id, journal_id, state, granted, remaining, available_at, expires_at, origin)
    select p_tenant, f.member_id, f.id, f.id, case when f.is_pending then 'pending' else 'available' end, f.points,
      f.points - f.repaid, f.available_at, f.expires_at, 'purchase'
    from fresh f
  ), moves as (
    insert into public.point_lot_moves (tenant_id, member_id, journal_id, lot_id, amount)
    select p_tenant, f.member_id, f.id, f.id, -f.repaid from fresh f where f.repaid > 0
  ), changed as (
    update public.wallets w set version = n.version, pending = w.pending + n.waiting,
      available = w.available + n.ready - least(w.debt, n.ready), debt = w.debt - least(w.debt, n.ready),
      next_due_at = least(w.next_due_at, n.due_at)
    from (select f.member_id, max(f.version) as version, max(f.ready) as ready, max(f.waiting) as waiting,
        min(case when f.is_pending then f.available_at else f.expires_at end) filter (where f.repaid < f.points) as due_at
      from fresh f group by f.member_id) n
    where w.tenant_id = p_tenant and w.member_id = n.member_id
  )
  select (select count(*) from fresh), (select count(*) from seen), (select count(*) from seen where not is_same),
    (select coalesce(sum(f.points), 0) from fresh f)
  into posted, repeated, conflicting, points;
end $$;

-- Returns of many sales at once, in the order of wallets and instants, each settled as of its own instant: a return of years
-- ago finds the lots of that day. Same meaning as goen.ledger_return, one round trip for all.
create or replace function goen.ledger_import_returns(p_tenant uuid, p_rows jsonb, p_now timestamptz, p_actor_kind text,
  p_actor_id uuid, out posted bigint, out repeated bigint, out taken_back bigint, out restored bigint, out new_debt bigint)
language sql security definer set search_path = pg_catalog, pg_temp as $$
  with given as materialized (
    select r.* from jsonb_to_recordset(p_rows) r(member_id uuid, id uuid, key text, hash text, cause_id uuid, total_yen bigint,
      returned_yen bigint, grace_expires_at timestamptz, occurred_at timestamptz, business_date date, store_id uuid, snapshot jsonb)
    order by r.member_id, r.occurred_at, r.id
  ), done as materialized (
    select d.* from given g, lateral goen.ledger_return(p_tenant, g.member_id, g.id, g.key, g.hash, g.cause_id, g.total_yen,
      g.returned_yen, g.grace_expires_at, g.occurred_at, g.business_date, g.occurred_at, p_now, p_actor_kind, p_actor_id,
      g.store_id, null, g.snapshot) d
  )
  select count(*) filter (where not is_repeat and journal_id is not null), count(*) filter (where is_repeat),
    coalesce(sum(d.taken_back) filter (where not is_repeat), 0)::bigint, coalesce(sum(d.restored) filter (where not is_repeat), 0)::bigint,
    coalesce(sum(d.new_debt) filter (where not is_repeat), 0)::bigint
  from done d
$$;

-- Gives points of many sales one after the other, in the order of wallets and instants: for programs in which each earning moves the
-- end of other points. Same journals as goen.ledger_import, one round trip for all.
create or replace function goen.ledger_import_sliding(p_tenant uuid, p_rows jsonb, p_now timestamptz, p_actor_kind text, p_actor_id uuid,
  out posted bigint, out repeated bigint, out conflicting bigint, out points bigint) language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  g record;
  v_done record;
begin
  posted := 0;
  repeated := 0;
  conflicting := 0;
  points := 0;
  for g in
    select r.* from jsonb_to_recordset(p_rows) r(member_id uuid, id uuid, key text, hash text, points bigint, available_at timestamptz,
      expires_at timestamptz, occurred_at timestamptz, business_date date, store_id uuid, cause_id uuid, snapshot jsonb)
    order by r.member_id, r.occurred_at, r.id
  loop
    if exists (select from public.point_journals j where j.tenant_id = p_tenant and j.member_id = g.member_id
        and j.idempotency_key = g.key and j.request_hash <> g.hash) then
      repeated := repeated + 1;
      conflicting := conflicting + 1;
      continue;
    end if;
    v_done := goen.ledger_grant(p_tenant, g.member_id, g.id, 'earn', g.key, g.hash, g.points, g.available_at, g.expires_at, 'purchase',
      g.occurred_at, g.business_date, p_now, p_now, p_actor_kind, p_actor_id, g.store_id, g.cause_id, null, g.snapshot, 100, true,
      g.expires_at);
    if v_done.is_repeat then
      repeated := repeated + 1;
    else
      posted := posted + 1;
      points := points + g.points;
    end if;
  end loop;
end $$;

-- Posts what is due in up to `p_limit` wallets of the tenant, in member order so that two runs cannot deadlock. Returns how many.
-- Wallets in which points only expire, the great many of a month's end, are posted as one set; the others one by one.
create or replace function goen.ledger_settle_due(p_tenant uuid, p_now timestamptz, p_limit integer) returns integer
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  w public.wallets;
  v_members uuid[];
  v_due uuid[];
  v_simple uuid[];
begin
  perform goen.ledger_gate(p_tenant);
  select array_agg(d.member_id order by d.member_id) into v_members from (
    select member_id from public.wallets where tenant_id = p_tenant and next_due_at <= p_now order by next_due_at limit p_limit) d;
  if v_members is null then return 0; end if;
  -- Another call may have posted it while we waited for the lock: what counts is the row as it is under it.
  with locked as materialized (
    select x.member_id, x.next_due_at, x.held from public.wallets x
    where x.tenant_id = p_tenant and x.member_id = any(v_members) order by x.member_id for update
  )
  select array_agg(l.member_id order by l.member_id), array_agg(l.member_id) filter (where l.held = 0 and not exists (
    select from public.point_lots o where o.tenant_id = p_tenant and o.member_id = l.member_id and o.remaining > 0
      and o.state = 'pending' and o.available_at <= p_now))
  into v_due, v_simple from locked l where l.next_due_at <= p_now;

  for w in select * from public.wallets x
    where x.tenant_id = p_tenant and x.member_id = any(v_due) and not x.member_id = any(coalesce(v_simple, '{}')) order by x.member_id
  loop
    perform goen.ledger_close(goen.ledger_settle(w, p_now, p_now));
  end loop;

  if v_simple is not null then
    -- No list is joined with itself: the planner takes lists for short, and the work would grow with the square of their length.
    with due as materialized (
      select l.member_id, l.id, l.remaining, l.expires_at, first_value(l.id) over one_instant as first_id from public.point_lots l
      where l.tenant_id = p_tenant and l.member_id = any(v_simple) and l.remaining > 0 and l.state = 'available' and l.expires_at <= p_now
      window one_instant as (partition by l.member_id, l.expires_at order by l.id)
    ), instant as materialized (
      select d.member_id, d.expires_at, d.first_id, sum(d.remaining)::bigint as points,
        row_number() over one_wallet as place, sum(sum(d.remaining)) over one_wallet as so_far
      from due d group by d.member_id, d.expires_at, d.first_id window one_wallet as (partition by d.member_id order by d.expires_at)
    ), journal as materialized (
      select i.member_id, i.expires_at, i.first_id, i.points, x.version + i.place as version, x.available - i.so_far as balance,
        goen.ledger_due_id(i.expires_at, 'expire:' || i.first_id) as id,
        ((i.expires_at - make_interval(mins => t.business_day_start_minutes)) at time zone t.time_zone)::date as business_date
      from instant i join public.wallets x on x.tenant_id = p_tenant and x.member_id = i.member_id join public.tenants t on t.id = p_tenant
    ), journals as (
      insert into public.point_journals (tenant_id, member_id, id, kind, idempotency_key, request_hash, occurred_at, recorded_at,
        business_date, actor_kind, wallet_version)
      select p_tenant, j.member_id, j.id, 'expire', 'expire:' || j.first_id, 'due', j.expires_at, p_now, j.business_date, 'system', j.version
      from journal j
    ), entries as (
      insert into public.point_entries (tenant_id, member_id, journal_id, entry_no, account, amount, balance_after)
      select p_tenant, j.member_id, j.id, e.no, e.account, e.amount, e.balance
      from journal j, lateral (values (1, 'available', -j.points, j.balance), (4, 'expired', j.points, null)) e(no, account, amount, balance)
    ), moves as (
      insert into public.point_lot_moves (tenant_id, member_id, journal_id, lot_id, amount)
      select p_tenant, d.member_id, goen.ledger_due_id(d.expires_at, 'expire:' || d.first_id), d.id, -d.remaining from due d
    ), lots as (
      update public.point_lots l set state = 'expired', remaining = 0 from due d
      where l.tenant_id = p_tenant and l.member_id = d.member_id and l.id = d.id
    )
    update public.wallets x set available = s.available, version = s.version,
      next_due_at = (select min(case when l.state = 'pending' then l.available_at else l.expires_at end) from public.point_lots l
        where l.tenant_id = p_tenant and l.member_id = x.member_id and l.remaining > 0
          and not (l.state = 'available' and l.expires_at <= p_now))
    from (select j.member_id, min(j.balance) as available, max(j.version) as version from journal j group by j.member_id) s
    where x.tenant_id = p_tenant and x.member_id = s.member_id;
    -- Where nothing was due after all the bound was early.
    update public.wallets x set next_due_at = (
      select min(case when l.state = 'pending' then l.available_at else l.expires_at end) from public.point_lots l
      where l.tenant_id = p_tenant and l.member_id = x.member_id and l.remaining > 0)
    where x.tenant_id = p_tenant and x.member_id = any(v_simple) and x.next_due_at <= p_now;
  end if;
  return cardinality(v_members);
end $$;
