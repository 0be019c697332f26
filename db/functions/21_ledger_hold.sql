-- Points held for a till: posted as spent in whole or in part, given back, or given back by themselves when their time is over.

-- Ends an open hold of the (locked) wallet by one journal: `p_posted` of its points are spent, the rest goes back into its lots,
-- the longest-lived first; what has expired meanwhile is gone. Points that come back repay debt first. Returns the wallet, not
-- yet written.
create or replace function goen.ledger_end_hold(p_wallet public.wallets, p_hold uuid, p_state text, p_posted bigint, p_id uuid, p_kind text,
  p_key text, p_hash text, p_occurred_at timestamptz, p_business_date date, p_at timestamptz, p_now timestamptz, p_actor_kind text,
  p_actor_id uuid, p_store_id uuid, p_cause_id uuid, p_reason text, p_snapshot jsonb) returns public.wallets language plpgsql as $$
declare
  w public.wallets := p_wallet;
  v_points bigint;
  v_left bigint;
  v_part bigint;
  v_back bigint := 0;
  v_gone bigint := 0;
  v_repaid bigint;
  v_lot record;
  v_ids uuid[] := '{}';
  v_amounts bigint[] := '{}';
begin
  update public.point_holds h set state = p_state, posted_points = p_posted, ended_at = p_at, ended_by = p_id
  where h.tenant_id = w.tenant_id and h.member_id = w.member_id and h.id = p_hold returning h.points into v_points;
  v_left := v_points - p_posted;
  for v_lot in
    select l.id, x.amount, l.state, l.expires_at from public.point_hold_lots x
    join public.point_lots l on l.tenant_id = x.tenant_id and l.member_id = x.member_id and l.id = x.lot_id
    where x.tenant_id = w.tenant_id and x.member_id = w.member_id and x.hold_id = p_hold
    order by l.priority desc, l.expires_at desc, l.id desc
  loop
    exit when v_left = 0;
    v_part := least(v_left, v_lot.amount);
    v_left := v_left - v_part;
    if v_lot.state = 'expired' or v_lot.expires_at <= p_at then
      v_gone := v_gone + v_part;
    else
      v_back := v_back + v_part;
      v_ids := v_ids || v_lot.id;
      v_amounts := v_amounts || v_part;
      w.next_due_at := least(w.next_due_at, v_lot.expires_at);
    end if;
  end loop;
  v_repaid := least(w.debt, v_back);
  w.held := w.held - v_points;
  w.available := w.available + v_back - v_repaid;
  w.debt := w.debt - v_repaid;
  w.version := w.version + 1;
  insert into public.point_journals (tenant_id, member_id, id, kind, idempotency_key, request_hash, occurred_at, recorded_at,
    business_date, actor_kind, actor_id, store_id, cause_id, reason, snapshot, wallet_version)
  values (w.tenant_id, w.member_id, p_id, p_kind, p_key, p_hash, p_occurred_at, p_now, p_business_date, p_actor_kind, p_actor_id,
    p_store_id, p_cause_id, p_reason, p_snapshot, w.version);
  perform goen.ledger_entries(w, p_id, v_back - v_repaid, 0, v_repaid, 'redeemed', p_posted, 'expired', v_gone, -v_points);
  with lot as (
    select u.id, u.amount, sum(u.amount) over (order by l.expires_at, l.id) - u.amount as before
    from unnest(v_ids, v_amounts) u(id, amount)
    join public.point_lots l on l.tenant_id = w.tenant_id and l.member_id = w.member_id and l.id = u.id
  ), given as (
    select id, amount - greatest(0, least(amount, v_repaid - before)) as amount from lot
  ), changed as (
    update public.point_lots l set remaining = l.remaining + g.amount
    from given g where l.tenant_id = w.tenant_id and l.member_id = w.member_id and l.id = g.id and g.amount > 0
  )
  insert into public.point_lot_moves (tenant_id, member_id, journal_id, lot_id, amount)
  select w.tenant_id, w.member_id, p_id, g.id, g.amount from given g where g.amount > 0;
  return w;
end $$;

-- Posts a hold as spent (`p_kind` 'spend') or gives it back ('release', `p_points` 0). LG005 when it has ended otherwise or there is
-- none, LG006 when it has fewer points than asked; a repeated key answers with the first journal.
create or replace function goen.ledger_settle_hold(p_tenant uuid, p_member uuid, p_hold uuid, p_id uuid, p_kind text, p_key text, p_hash text,
  p_points bigint, p_occurred_at timestamptz, p_business_date date, p_at timestamptz, p_now timestamptz, p_actor_kind text,
  p_actor_id uuid, p_store_id uuid, p_cause_id uuid, p_snapshot jsonb, p_slide_to timestamptz default null,
  out journal_id uuid, out is_repeat boolean, out points bigint, out given_back bigint, out available bigint) language plpgsql security definer set search_path = pg_catalog, pg_temp
  set plan_cache_mode = force_generic_plan as $$
declare
  v_open record;
  w public.wallets;
  v_hold public.point_holds;
begin
  v_open := goen.ledger_open(p_tenant, p_member, p_key, p_hash, p_at, p_now);
  w := v_open.wallet;
  journal_id := v_open.first_id;
  is_repeat := journal_id is not null;
  select * into v_hold from public.point_holds h where h.tenant_id = p_tenant and h.member_id = p_member and h.id = p_hold;
  if not is_repeat and p_kind = 'release' and v_hold.state in ('lapsed', 'voided') then
    -- Its points are back already, by its time-out or another call; what was due has to be written all the same.
    perform goen.ledger_close(w);
    is_repeat := true;
    journal_id := v_hold.ended_by;
    points := 0;
  elsif not is_repeat then
    if v_hold.state is distinct from 'open' then
      raise exception 'ledger: the hold has ended' using errcode = 'LG005', detail = json_build_object('state', v_hold.state)::text;
    end if;
    points := case p_kind when 'spend' then coalesce(p_points, v_hold.points) else 0 end;
    if points > v_hold.points then
      raise exception 'ledger: more than is held' using errcode = 'LG006',
        detail = json_build_object('available', v_hold.points, 'asked', points)::text;
    end if;
    journal_id := p_id;
    w := goen.ledger_end_hold(w, p_hold, case p_kind when 'spend' then 'posted' else 'voided' end, points, p_id, p_kind, p_key, p_hash,
      p_occurred_at, p_business_date, p_at, p_now, p_actor_kind, p_actor_id, p_store_id, p_cause_id, null, p_snapshot);
    if p_slide_to is not null then perform goen.ledger_slide(w, p_slide_to, p_now); end if;
    perform goen.ledger_close(w);
  else
    points := v_hold.posted_points;
  end if;
  given_back := v_hold.points - points;
  available := w.available;
end $$;
