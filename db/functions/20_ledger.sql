-- The point ledger's posting functions. Each is one round trip: lock the wallet, answer a repeated key, post what has become
-- due, check, post. Callers give ids and instants; nothing here reads a clock. Rules and invariants: server/points/README.md.
-- SQLSTATEs: LG001 key reused for another request, LG002 not enough points, LG003 no such member,
-- LG004 the member has left and the wallet is closed, LG005 the hold has ended, LG006 more than the hold has,
-- LG007 more is taken back than a journal gave.

-- Earlier shapes of functions whose arguments have grown; a call with fewer arguments reaches the newer one.
drop function if exists goen.ledger_entries(public.wallets, uuid, bigint, bigint, bigint, text, bigint, text, bigint);
drop function if exists goen.ledger_grant(uuid, uuid, uuid, text, text, text, bigint, timestamptz, timestamptz, text, timestamptz,
  date, timestamptz, timestamptz, text, uuid, uuid, uuid, text, jsonb);
drop function if exists goen.ledger_draw(uuid, uuid, uuid, text, text, text, bigint, timestamptz, date, timestamptz, timestamptz,
  text, uuid, uuid, uuid, text, jsonb);

-- The functions that write the ledger run as the tables' owner: no serving role may write them in any other way, and rows need no second
-- wall. In its place each asks first whether the caller serves this shop.
create or replace function goen.ledger_gate(p_tenant uuid) returns void language plpgsql as $$
begin
  if nullif(current_setting('app.tenant_id', true), '')::uuid is distinct from p_tenant
    and (case current_setting('role') when 'none' then session_user::text else current_setting('role') end) = 'goen_app' then
    raise exception 'ledger: another shop' using errcode = '42501';
  end if;
end $$;

-- Locks wallets, in the order of their ids, for a caller that decides from what it reads before it posts.
create or replace function goen.ledger_lock(p_tenant uuid, p_members uuid[]) returns void
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  perform goen.ledger_gate(p_tenant);
  perform from public.wallets w where w.tenant_id = p_tenant and w.member_id = any(p_members) order by w.member_id for update;
end $$;

-- The id of a journal that nobody asked for (activation, expiry): a uuid v7 of the due instant, the same at every attempt.
create or replace function goen.ledger_due_id(p_due timestamptz, p_key text) returns uuid
language sql immutable as $$
  select (lpad(to_hex((extract(epoch from p_due) * 1000)::bigint), 12, '0') || '7' || substr(md5(p_key), 1, 3)
    || 'a' || substr(md5(p_key), 4, 15))::uuid
$$;

-- Writes the entries of a journal: changes of the four member accounts (with the balance they lead to) and of up to two
-- system accounts. `p_wallet` is the wallet after the change. The debt account stands below zero: balance = -wallet.debt.
create or replace function goen.ledger_entries(p_wallet public.wallets, p_journal uuid, p_available bigint, p_pending bigint,
  p_debt bigint, p_system text, p_amount bigint, p_system_2 text default null, p_amount_2 bigint default 0, p_held bigint default 0) returns void
language sql as $$
  insert into public.point_entries (tenant_id, member_id, journal_id, entry_no, account, amount, balance_after)
  select p_wallet.tenant_id, p_wallet.member_id, p_journal, e.no, e.account, e.amount, e.balance
  from (values (1, 'available', p_available, p_wallet.available), (2, 'pending', p_pending, p_wallet.pending),
    (3, 'debt', p_debt, -p_wallet.debt), (4, p_system, p_amount, null), (5, p_system_2, p_amount_2, null),
    (6, 'held', p_held, p_wallet.held)
  ) e(no, account, amount, balance)
  where e.amount <> 0
$$;

-- Posts every activation, expiry and end of a hold due at or before `p_at`, in the order of their instants, one journal per
-- instant and kind. Changes rows of lots and journals; the wallet is only returned, for the caller's one update. The wallet is locked.
create or replace function goen.ledger_settle(p_wallet public.wallets, p_at timestamptz, p_now timestamptz)
returns public.wallets language plpgsql as $$
declare
  w public.wallets := p_wallet;
  v_due timestamptz;
  v_hold uuid;
  v_hold_due timestamptz;
  v_zone text;
  v_day_start integer;
  v_kind text;
  v_key text;
  v_journal uuid;
  v_ids uuid[];
  v_amounts bigint[];
  v_sum bigint;
  v_repaid bigint;
begin
  select t.time_zone, t.business_day_start_minutes into v_zone, v_day_start from public.tenants t where t.id = w.tenant_id;
  loop
    select min(case when l.state = 'pending' then l.available_at else l.expires_at end) into v_due
    from public.point_lots l where l.tenant_id = w.tenant_id and l.member_id = w.member_id and l.remaining > 0;
    if w.held > 0 then
      select h.id, h.held_until into v_hold, v_hold_due from public.point_holds h
      where h.tenant_id = w.tenant_id and h.member_id = w.member_id and h.state = 'open' order by h.held_until, h.id limit 1;
    else
      v_hold_due := null;
    end if;
    w.next_due_at := least(v_due, v_hold_due);
    exit when w.next_due_at is null or w.next_due_at > p_at;
    if v_hold_due <= coalesce(v_due, v_hold_due) then
      -- A hold that nobody posted in time: its points go back where they came from.
      v_key := 'release:' || v_hold;
      w := goen.ledger_end_hold(w, v_hold, 'lapsed', 0, goen.ledger_due_id(v_hold_due, v_key), 'release', v_key, 'due', v_hold_due,
        ((v_hold_due - make_interval(mins => v_day_start)) at time zone v_zone)::date, v_hold_due, p_now, 'system', null, null, null,
        null, null);
      continue;
    end if;

    v_kind := 'activate';
    select array_agg(l.id order by l.expires_at, l.id), array_agg(l.remaining order by l.expires_at, l.id), sum(l.remaining)
    into v_ids, v_amounts, v_sum from public.point_lots l
    where l.tenant_id = w.tenant_id and l.member_id = w.member_id and l.remaining > 0
      and l.state = 'pending' and l.available_at = v_due;
    if v_ids is null then
      v_kind := 'expire';
      select array_agg(l.id order by l.id), array_agg(l.remaining order by l.id), sum(l.remaining)
      into v_ids, v_amounts, v_sum from public.point_lots l
      where l.tenant_id = w.tenant_id and l.member_id = w.member_id and l.remaining > 0
        and l.state = 'available' and l.expires_at = v_due;
    end if;

    -- A lot activates once and expires once, so its id makes a key that can never be needed twice.
    v_key := v_kind || ':' || v_ids[1];
    v_journal := goen.ledger_due_id(v_due, v_key);
    w.version := w.version + 1;
    insert into public.point_journals (tenant_id, member_id, id, kind, idempotency_key, request_hash, occurred_at, recorded_at,
      business_date, actor_kind, wallet_version)
    values (w.tenant_id, w.member_id, v_journal, v_kind, v_key, 'due', v_due, p_now,
      ((v_due - make_interval(mins => v_day_start)) at time zone v_zone)::date, 'system', w.version);

    if v_kind = 'activate' then
      v_repaid := least(w.debt, v_sum);
      w.pending := w.pending - v_sum;
      w.available := w.available + v_sum - v_repaid;
      w.debt := w.debt - v_repaid;
      perform goen.ledger_entries(w, v_journal, v_sum - v_repaid, -v_sum, v_repaid, null, 0);
      with lot as (
        select u.id, u.remaining, sum(u.remaining) over (order by u.place) - u.remaining as before
        from unnest(v_ids, v_amounts) with ordinality u(id, remaining, place)
      ), drawn as (
        select id, greatest(0, least(remaining, v_repaid - before)) as amount from lot
      ), changed as (
        update public.point_lots l set state = 'available', remaining = l.remaining - d.amount
        from drawn d where l.tenant_id = w.tenant_id and l.member_id = w.member_id and l.id = d.id
      )
      insert into public.point_lot_moves (tenant_id, member_id, journal_id, lot_id, amount)
      select w.tenant_id, w.member_id, v_journal, d.id, -d.amount from drawn d where d.amount > 0;
    else
      w.available := w.available - v_sum;
      perform goen.ledger_entries(w, v_journal, -v_sum, 0, 0, 'expired', v_sum);
      update public.point_lots l set state = 'expired', remaining = 0
      where l.tenant_id = w.tenant_id and l.member_id = w.member_id and l.id = any(v_ids);
      insert into public.point_lot_moves (tenant_id, member_id, journal_id, lot_id, amount)
      select w.tenant_id, w.member_id, v_journal, u.id, -u.amount from unnest(v_ids, v_amounts) u(id, amount);
    end if;
  end loop;
  return w;
end $$;

-- Locks the wallet (makes it when missing) and looks the key up. When `first_id` is null the call is new, and what was due
-- at `p_at` has been posted; else the call was made before, by the journal `first_id`, and nothing has been touched.
create or replace function goen.ledger_open(p_tenant uuid, p_member uuid, p_key text, p_hash text, p_at timestamptz,
  p_now timestamptz, out wallet public.wallets, out first_id uuid) language plpgsql as $$
declare
  v_hash text;
begin
  -- Asked here before the function is: nearly every caller serves this very shop, and the call alone would cost a fiftieth of a posting.
  if nullif(current_setting('app.tenant_id', true), '')::uuid is distinct from p_tenant then perform goen.ledger_gate(p_tenant); end if;
  select * into wallet from public.wallets w where w.tenant_id = p_tenant and w.member_id = p_member for update;
  if not found then
    if not exists (select from public.members m where m.tenant_id = p_tenant and m.member_id = p_member) then
      raise exception 'ledger: no such member' using errcode = 'LG003';
    end if;
    insert into public.wallets (tenant_id, member_id) values (p_tenant, p_member) on conflict do nothing;
    select * into wallet from public.wallets w where w.tenant_id = p_tenant and w.member_id = p_member for update;
  end if;
  select j.id, j.request_hash into first_id, v_hash from public.point_journals j
  where j.tenant_id = p_tenant and j.member_id = p_member and j.idempotency_key = p_key;
  if found then
    if v_hash <> p_hash then raise exception 'ledger: key used for another request' using errcode = 'LG001'; end if;
    return;
  end if;
  if wallet.next_due_at <= p_at then wallet := goen.ledger_settle(wallet, p_at, p_now); end if;
end $$;

-- Moves the end of available sliding lots to `p_to`, where it is later, and keeps what it was. The wallet is locked; its
-- next_due_at may stay early.
create or replace function goen.ledger_slide(p_wallet public.wallets, p_to timestamptz, p_now timestamptz) returns void
language sql as $$
  with old as (
    select l.id, l.available_at, l.expires_at from public.point_lots l
    where l.tenant_id = p_wallet.tenant_id and l.member_id = p_wallet.member_id and l.remaining > 0 and l.state = 'available'
      and l.slides and l.expires_at < p_to
  ), changed as (
    update public.point_lots l set expires_at = p_to from old
    where l.tenant_id = p_wallet.tenant_id and l.member_id = p_wallet.member_id and l.id = old.id
  )
  insert into public.point_lot_terms (tenant_id, member_id, id, lot_id, changed_at, wallet_version, from_available_at, to_available_at,
    from_expires_at, to_expires_at)
  select p_wallet.tenant_id, p_wallet.member_id, gen_random_uuid(), old.id, p_now, p_wallet.version, old.available_at, old.available_at,
    old.expires_at, p_to
  from old
$$;

-- The one update of the wallet, at the end of every call (written out where every microsecond counts).
create or replace function goen.ledger_close(p_wallet public.wallets) returns void language sql as $$
  update public.wallets w set available = p_wallet.available, pending = p_wallet.pending, debt = p_wallet.debt, held = p_wallet.held,
    version = p_wallet.version, next_due_at = p_wallet.next_due_at
  where w.tenant_id = p_wallet.tenant_id and w.member_id = p_wallet.member_id
$$;

-- Gives points (earn, or adjust upwards) in a new lot whose id is the journal's. Debt is repaid first, at once when the
-- points are available at `p_at`, else when they activate. A repeat answers with the first call's lot.
create or replace function goen.ledger_grant(p_tenant uuid, p_member uuid, p_id uuid, p_kind text, p_key text, p_hash text,
  p_points bigint, p_available_at timestamptz, p_expires_at timestamptz, p_origin text, p_occurred_at timestamptz,
  p_business_date date, p_at timestamptz, p_now timestamptz, p_actor_kind text, p_actor_id uuid, p_store_id uuid,
  p_cause_id uuid, p_reason text, p_snapshot jsonb, p_priority integer default 100, p_slides boolean default false,
  p_slide_to timestamptz default null,
  out journal_id uuid, out is_repeat boolean, out points bigint, out available_at timestamptz,
  out available bigint, out pending bigint, out debt bigint) language plpgsql security definer set search_path = pg_catalog, pg_temp
  set plan_cache_mode = force_generic_plan as $$
declare
  v_open record;
  w public.wallets;
  v_is_pending boolean := p_available_at > p_at;
  v_house text := case p_kind when 'earn' then 'issued' else 'adjusted' end;
  v_repaid bigint := 0;
begin
  v_open := goen.ledger_open(p_tenant, p_member, p_key, p_hash, p_at, p_now);
  w := v_open.wallet;
  journal_id := v_open.first_id;
  is_repeat := journal_id is not null;
  if is_repeat then
    select l.granted, l.available_at into points, available_at from public.point_lots l
    where l.tenant_id = p_tenant and l.member_id = p_member and l.id = v_open.first_id;
  else
    if w.closed_at is not null then raise exception 'ledger: wallet is closed' using errcode = 'LG004'; end if;
    journal_id := p_id;
    points := p_points;
    available_at := p_available_at;
    if v_is_pending then
      w.pending := w.pending + p_points;
    else
      v_repaid := least(w.debt, p_points);
      w.debt := w.debt - v_repaid;
      w.available := w.available + p_points - v_repaid;
    end if;
    w.version := w.version + 1;
    if v_repaid < p_points then
      w.next_due_at := least(w.next_due_at, case when v_is_pending then p_available_at else p_expires_at end);
    end if;
    -- One statement for all that nearly every grant writes: each statement of its own would cost a thirtieth of the whole.
    with journal as (
      insert into public.point_journals (tenant_id, member_id, id, kind, idempotency_key, request_hash, occurred_at, recorded_at,
        business_date, actor_kind, actor_id, store_id, cause_id, reason, snapshot, wallet_version)
      values (p_tenant, p_member, p_id, p_kind, p_key, p_hash, p_occurred_at, p_now, p_business_date, p_actor_kind, p_actor_id,
        p_store_id, p_cause_id, p_reason, p_snapshot, w.version)
    ), lot as (
      insert into public.point_lots (tenant_id, member_id, id, journal_id, state, granted, remaining, priority, available_at, expires_at,
        origin, slides)
      values (p_tenant, p_member, p_id, p_id, case when v_is_pending then 'pending' else 'available' end, p_points,
        p_points - v_repaid, p_priority, p_available_at, p_expires_at, p_origin, p_slides)
    )
    insert into public.point_entries (tenant_id, member_id, journal_id, entry_no, account, amount, balance_after)
    select p_tenant, p_member, p_id, e.no, e.account, e.amount, e.balance
    from (values (1, case when v_is_pending then 'pending' else 'available' end, p_points, case when v_is_pending then w.pending else w.available end),
      (4, v_house, -p_points, null)) e(no, account, amount, balance)
    where v_repaid = 0;
    if v_repaid > 0 then
      perform goen.ledger_entries(w, p_id, p_points - v_repaid, 0, v_repaid, v_house, -p_points);
      insert into public.point_lot_moves values (p_tenant, p_member, p_id, p_id, -v_repaid);
    end if;
    if p_slide_to is not null then perform goen.ledger_slide(w, p_slide_to, p_now); end if;
    update public.wallets x set available = w.available, pending = w.pending, debt = w.debt, held = w.held, version = w.version,
      next_due_at = w.next_due_at
    where x.tenant_id = p_tenant and x.member_id = p_member;
  end if;
  available := w.available;
  pending := w.pending;
  debt := w.debt;
end $$;

-- Takes points (spend, hold, or adjust downwards) from available lots by (priority, expires_at, id). LG002 when there are too few.
-- A hold bears the journal's id and ends by itself at `p_held_until`.
create or replace function goen.ledger_draw(p_tenant uuid, p_member uuid, p_id uuid, p_kind text, p_key text, p_hash text,
  p_points bigint, p_occurred_at timestamptz, p_business_date date, p_at timestamptz, p_now timestamptz, p_actor_kind text,
  p_actor_id uuid, p_store_id uuid, p_cause_id uuid, p_reason text, p_snapshot jsonb, p_slide_to timestamptz default null,
  p_held_until timestamptz default null,
  out journal_id uuid, out is_repeat boolean, out available bigint, out pending bigint, out debt bigint) language plpgsql security definer set search_path = pg_catalog, pg_temp
  set plan_cache_mode = force_generic_plan as $$
declare
  v_open record;
  w public.wallets;
  v_lot record;
  v_left bigint := p_points;
  v_part bigint;
begin
  v_open := goen.ledger_open(p_tenant, p_member, p_key, p_hash, p_at, p_now);
  w := v_open.wallet;
  journal_id := v_open.first_id;
  is_repeat := journal_id is not null;
  if not is_repeat then
    if w.closed_at is not null then raise exception 'ledger: wallet is closed' using errcode = 'LG004'; end if;
    if w.available < p_points then
      raise exception 'ledger: not enough points' using errcode = 'LG002',
        detail = json_build_object('available', w.available, 'asked', p_points)::text;
    end if;
    journal_id := p_id;
    w.available := w.available - p_points;
    w.version := w.version + 1;
    insert into public.point_journals (tenant_id, member_id, id, kind, idempotency_key, request_hash, occurred_at, recorded_at,
      business_date, actor_kind, actor_id, store_id, cause_id, reason, snapshot, wallet_version)
    values (p_tenant, p_member, p_id, p_kind, p_key, p_hash, p_occurred_at, p_now, p_business_date, p_actor_kind, p_actor_id,
      p_store_id, p_cause_id, p_reason, p_snapshot, w.version);
    if p_kind = 'hold' then
      w.held := w.held + p_points;
      w.next_due_at := least(w.next_due_at, p_held_until);
      insert into public.point_entries (tenant_id, member_id, journal_id, entry_no, account, amount, balance_after)
      values (p_tenant, p_member, p_id, 1, 'available', -p_points, w.available), (p_tenant, p_member, p_id, 6, 'held', p_points, w.held);
      insert into public.point_holds (tenant_id, member_id, id, points, store_id, held_at, held_until)
      values (p_tenant, p_member, p_id, p_points, p_store_id, p_at, p_held_until);
    else
      insert into public.point_entries (tenant_id, member_id, journal_id, entry_no, account, amount, balance_after)
      values (p_tenant, p_member, p_id, 1, 'available', -p_points, w.available),
        (p_tenant, p_member, p_id, 4, case p_kind when 'spend' then 'redeemed' else 'adjusted' end, p_points, null);
    end if;
    for v_lot in
      select l.id, l.remaining from public.point_lots l
      where l.tenant_id = p_tenant and l.member_id = p_member and l.remaining > 0 and l.state = 'available'
      order by l.priority, l.expires_at, l.id
    loop
      -- Row by row: most draws need one lot, and two small statements cost less than one over arrays.
      v_part := least(v_lot.remaining, v_left);
      update public.point_lots l set remaining = l.remaining - v_part
      where l.tenant_id = p_tenant and l.member_id = p_member and l.id = v_lot.id;
      insert into public.point_lot_moves (tenant_id, member_id, journal_id, lot_id, amount)
      values (p_tenant, p_member, p_id, v_lot.id, -v_part);
      if p_kind = 'hold' then
        insert into public.point_hold_lots (tenant_id, member_id, hold_id, lot_id, amount)
        values (p_tenant, p_member, p_id, v_lot.id, v_part);
      end if;
      v_left := v_left - v_part;
      exit when v_left = 0;
    end loop;
    if p_slide_to is not null then perform goen.ledger_slide(w, p_slide_to, p_now); end if;
    update public.wallets x set available = w.available, pending = w.pending, debt = w.debt, held = w.held, version = w.version,
      next_due_at = w.next_due_at
    where x.tenant_id = p_tenant and x.member_id = p_member;
  end if;
  available := w.available;
  pending := w.pending;
  debt := w.debt;
end $$;
