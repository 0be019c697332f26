-- Points that go from one wallet to another with their lots: given to somebody, used by the family, merged (名寄せ), and back again.
-- Both wallets are locked in the order of their ids. The house's account 'transferred' sums to zero over the two journals.

-- Locks both wallets in id order and settles what is due; `first_id` as in goen.ledger_open, by the key in the wallet `p_to`.
create or replace function goen.ledger_open_two(p_tenant uuid, p_from uuid, p_to uuid, p_key text, p_hash text, p_at timestamptz,
  p_now timestamptz, out from_wallet public.wallets, out to_wallet public.wallets, out first_id uuid) language plpgsql as $$
declare
  v_open record;
begin
  if p_from < p_to then
    v_open := goen.ledger_open(p_tenant, p_from, p_key, p_hash, p_at, p_now);
    from_wallet := v_open.wallet;
  end if;
  v_open := goen.ledger_open(p_tenant, p_to, p_key, p_hash, p_at, p_now);
  to_wallet := v_open.wallet;
  first_id := v_open.first_id;
  if p_from >= p_to then
    v_open := goen.ledger_open(p_tenant, p_from, p_key, p_hash, p_at, p_now);
    from_wallet := v_open.wallet;
  end if;
end $$;

-- Draws up to `p_points` from available lots by (expires_at, id): what repays debt. Changes the lots, returns the moves.
create or replace function goen.ledger_charge(p_tenant uuid, p_member uuid, p_points bigint, out ids uuid[], out amounts bigint[],
  out drawn bigint) language plpgsql as $$
declare
  v_lot record;
  v_part bigint;
begin
  ids := '{}';
  amounts := '{}';
  drawn := 0;
  if p_points <= 0 then return; end if;
  for v_lot in
    select l.id, l.remaining from public.point_lots l
    where l.tenant_id = p_tenant and l.member_id = p_member and l.remaining > 0 and l.state = 'available' order by l.expires_at, l.id
  loop
    exit when drawn = p_points;
    v_part := least(p_points - drawn, v_lot.remaining);
    update public.point_lots l set remaining = l.remaining - v_part
    where l.tenant_id = p_tenant and l.member_id = p_member and l.id = v_lot.id;
    ids := ids || v_lot.id;
    amounts := amounts || -v_part;
    drawn := drawn + v_part;
  end loop;
end $$;

-- What one half of a movement changes: entries, moves, the wallet. Its journal stands already. `p_wallet` is the wallet after it, `p_was` before.
create or replace function goen.ledger_moved(p_wallet public.wallets, p_was public.wallets, p_id uuid, p_ids uuid[], p_amounts bigint[])
returns void language plpgsql as $$
begin
  insert into public.point_entries (tenant_id, member_id, journal_id, entry_no, account, amount, balance_after)
  select p_wallet.tenant_id, p_wallet.member_id, p_id, e.no, e.account, e.amount, e.balance
  from (values (1, 'available', p_wallet.available - p_was.available, p_wallet.available),
    (2, 'pending', p_wallet.pending - p_was.pending, p_wallet.pending), (3, 'debt', p_was.debt - p_wallet.debt, -p_wallet.debt),
    (4, 'transferred', (p_was.available + p_was.pending + p_was.held - p_was.debt)
      - (p_wallet.available + p_wallet.pending + p_wallet.held - p_wallet.debt), null),
    (6, 'held', p_wallet.held - p_was.held, p_wallet.held)) e(no, account, amount, balance)
  where e.amount <> 0;
  insert into public.point_lot_moves (tenant_id, member_id, journal_id, lot_id, amount)
  select p_wallet.tenant_id, p_wallet.member_id, p_id, u.id, sum(u.amount) from unnest(p_ids, p_amounts) u(id, amount)
  group by u.id having sum(u.amount) <> 0;
  perform goen.ledger_close(p_wallet);
end $$;

create or replace function goen.ledger_move_journal(p_wallet public.wallets, p_id uuid, p_kind text, p_key text, p_hash text, p_business_date date,
  p_at timestamptz, p_now timestamptz, p_actor_kind text, p_actor_id uuid, p_store_id uuid, p_undoes_id uuid, p_cause_id uuid, p_reason text,
  p_snapshot jsonb) returns void language sql as $$
  insert into public.point_journals (tenant_id, member_id, id, kind, idempotency_key, request_hash, occurred_at, recorded_at,
    business_date, actor_kind, actor_id, store_id, undoes_id, cause_id, reason, snapshot, wallet_version)
  values (p_wallet.tenant_id, p_wallet.member_id, p_id, p_kind, p_key, p_hash, p_at, p_now, p_business_date, p_actor_kind, p_actor_id,
    p_store_id, p_undoes_id, p_cause_id, p_reason, p_snapshot, p_wallet.version)
$$;

-- Makes lots in the wallet `p_to` for what was drawn from lots of `p_from`: same terms, same origin. `p_held`: how much of each a
-- hold has (the lot comes with it, drawn already).
create or replace function goen.ledger_receive_lots(p_tenant uuid, p_from uuid, p_to uuid, p_in uuid, p_ids uuid[], p_amounts bigint[],
  p_helds bigint[]) returns void language sql as $$
  insert into public.point_lots (tenant_id, member_id, id, journal_id, state, granted, remaining, priority, available_at, expires_at, origin,
    slides, earned_by, source_member_id, source_lot_id)
  select p_tenant, p_to, goen.ledger_due_id(l.available_at, 'lot:' || p_in || ':' || l.id), p_in,
    case l.state when 'pending' then 'pending' else 'available' end, u.amount + u.held, u.amount, l.priority, l.available_at,
    l.expires_at, l.origin, l.slides, coalesce(l.earned_by, l.journal_id), p_from, l.id
  from unnest(p_ids, p_amounts, p_helds) u(id, amount, held)
  join public.point_lots l on l.tenant_id = p_tenant and l.member_id = p_from and l.id = u.id
$$;

-- Gives points of one member to another, from the lots that go first, with their ends and origins. The receiver's debt is repaid
-- first. LG002 when there are too few, LG004 when one of the wallets is closed.
create or replace function goen.ledger_transfer(p_tenant uuid, p_from uuid, p_to uuid, p_out uuid, p_in uuid, p_key text, p_hash text,
  p_points bigint, p_business_date date, p_now timestamptz, p_actor_kind text, p_actor_id uuid, p_store_id uuid, p_cause_id uuid,
  p_reason text, p_snapshot jsonb, out journal_id uuid, out is_repeat boolean, out available bigint, out to_available bigint)
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  v_open record;
  f public.wallets;
  t public.wallets;
  f0 public.wallets;
  t0 public.wallets;
  v_lot record;
  v_left bigint := p_points;
  v_part bigint;
  v_ids uuid[] := '{}';
  v_amounts bigint[] := '{}';
  v_charge record;
begin
  v_open := goen.ledger_open_two(p_tenant, p_from, p_to, p_key, p_hash, p_now, p_now);
  f := v_open.from_wallet;
  t := v_open.to_wallet;
  journal_id := v_open.first_id;
  is_repeat := journal_id is not null;
  if not is_repeat then
    if f.closed_at is not null or t.closed_at is not null then raise exception 'ledger: wallet is closed' using errcode = 'LG004'; end if;
    if f.available < p_points then
      raise exception 'ledger: not enough points' using errcode = 'LG002',
        detail = json_build_object('available', f.available, 'asked', p_points)::text;
    end if;
    journal_id := p_in;
    f0 := f;
    t0 := t;
    f.available := f.available - p_points;
    f.version := f.version + 1;
    for v_lot in
      select l.id, l.remaining, l.expires_at from public.point_lots l
      where l.tenant_id = p_tenant and l.member_id = p_from and l.remaining > 0 and l.state = 'available'
      order by l.priority, l.expires_at, l.id
    loop
      v_part := least(v_lot.remaining, v_left);
      update public.point_lots l set remaining = l.remaining - v_part
      where l.tenant_id = p_tenant and l.member_id = p_from and l.id = v_lot.id;
      v_ids := v_ids || v_lot.id;
      v_amounts := v_amounts || v_part;
      t.next_due_at := least(t.next_due_at, v_lot.expires_at);
      v_left := v_left - v_part;
      exit when v_left = 0;
    end loop;
    perform goen.ledger_move_journal(f, p_out, 'transfer', p_key, p_hash, p_business_date, p_now, p_now, p_actor_kind, p_actor_id, p_store_id,
      null, p_cause_id, p_reason, p_snapshot || jsonb_build_object('to', p_to));
    perform goen.ledger_moved(f, f0, p_out, v_ids, array(select -a from unnest(v_amounts) with ordinality u(a, n) order by n));
    t.version := t.version + 1;
    perform goen.ledger_move_journal(t, p_in, 'transfer', p_key, p_hash, p_business_date, p_now, p_now, p_actor_kind, p_actor_id, p_store_id,
      null, p_cause_id, p_reason, p_snapshot || jsonb_build_object('from', p_from));
    perform goen.ledger_receive_lots(p_tenant, p_from, p_to, p_in, v_ids, v_amounts, array_fill(0::bigint, array[cardinality(v_ids)]));
    v_charge := goen.ledger_charge(p_tenant, p_to, t.debt);
    t.debt := t.debt - v_charge.drawn;
    t.available := t.available + p_points - v_charge.drawn;
    perform goen.ledger_moved(t, t0, p_in, v_charge.ids, v_charge.amounts);
  end if;
  available := f.available;
  to_available := t.available;
end $$;

-- Gives lots back to the wallet they came from: each into its own lot where that still lives, else into a new one with the terms it
-- has now. `p_points`: what is left in them and goes back, per lot of `p_to`. Returns the moves in `p_from`.
create or replace function goen.ledger_hand_back(p_tenant uuid, p_from uuid, p_to uuid, p_in uuid, p_at timestamptz, p_ids uuid[],
  p_points bigint[], out ids uuid[], out amounts bigint[], out next_due_at timestamptz) language plpgsql as $$
declare
  v_lot record;
begin
  ids := '{}';
  amounts := '{}';
  for v_lot in
    select u.id, u.points, l.state, l.priority, l.available_at, l.expires_at, l.origin, l.slides, l.earned_by, s.id as source_id,
      s.state <> 'expired' and s.expires_at > p_at as lives
    from unnest(p_ids, p_points) u(id, points)
    join public.point_lots l on l.tenant_id = p_tenant and l.member_id = p_to and l.id = u.id
    join public.point_lots s on s.tenant_id = p_tenant and s.member_id = p_from and s.id = l.source_lot_id
    where u.points > 0
  loop
    if v_lot.lives then
      update public.point_lots l set remaining = l.remaining + v_lot.points,
        state = case v_lot.state when 'pending' then l.state else 'available' end
      where l.tenant_id = p_tenant and l.member_id = p_from and l.id = v_lot.source_id
      returning least(ledger_hand_back.next_due_at, case l.state when 'pending' then l.available_at else l.expires_at end)
      into ledger_hand_back.next_due_at;
      ids := ids || v_lot.source_id;
      amounts := amounts || v_lot.points;
    else
      insert into public.point_lots (tenant_id, member_id, id, journal_id, state, granted, remaining, priority, available_at, expires_at,
        origin, slides, earned_by, source_member_id, source_lot_id)
      values (p_tenant, p_from, goen.ledger_due_id(v_lot.available_at, 'lot:' || p_in || ':' || v_lot.id), p_in,
        case v_lot.state when 'pending' then 'pending' else 'available' end, v_lot.points, v_lot.points, v_lot.priority,
        v_lot.available_at, greatest(v_lot.expires_at, p_at + interval '1 day'), v_lot.origin, v_lot.slides, v_lot.earned_by, p_to, v_lot.id);
      ledger_hand_back.next_due_at := least(ledger_hand_back.next_due_at, v_lot.available_at, greatest(v_lot.expires_at, p_at + interval '1 day'));
    end if;
  end loop;
end $$;

-- Takes a transfer back as far as its points are still there: `points` came back, `missing` have been used or have expired.
-- `p_journal` is the receiver's journal.
create or replace function goen.ledger_undo_transfer(p_tenant uuid, p_from uuid, p_to uuid, p_journal uuid, p_out uuid, p_in uuid, p_key text,
  p_hash text, p_business_date date, p_now timestamptz, p_actor_kind text, p_actor_id uuid, p_reason text, p_snapshot jsonb,
  out journal_id uuid, out is_repeat boolean, out points bigint, out missing bigint) language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  v_open record;
  f public.wallets;
  t public.wallets;
  f0 public.wallets;
  t0 public.wallets;
  v_ids uuid[];
  v_left bigint[];
  v_given bigint;
  v_back record;
  v_charge record;
begin
  v_open := goen.ledger_open_two(p_tenant, p_from, p_to, p_key, p_hash, p_now, p_now);
  f := v_open.from_wallet;
  t := v_open.to_wallet;
  journal_id := v_open.first_id;
  is_repeat := journal_id is not null;
  select sum(l.granted)::bigint into v_given from public.point_lots l
  where l.tenant_id = p_tenant and l.member_id = p_to and l.journal_id = p_journal;
  if is_repeat then
    select -sum(e.amount)::bigint into points from public.point_entries e
    where e.tenant_id = p_tenant and e.member_id = p_to and e.journal_id = v_open.first_id and e.account = 'available';
    missing := v_given - points;
    return;
  end if;
  if f.closed_at is not null or t.closed_at is not null then raise exception 'ledger: wallet is closed' using errcode = 'LG004'; end if;
  select array_agg(l.id), array_agg(l.remaining), coalesce(sum(l.remaining), 0)::bigint into v_ids, v_left, points from public.point_lots l
  where l.tenant_id = p_tenant and l.member_id = p_to and l.journal_id = p_journal and l.remaining > 0 and l.state = 'available';
  missing := v_given - points;
  if points = 0 then
    perform goen.ledger_close(f);
    perform goen.ledger_close(t);
    return;
  end if;
  journal_id := p_out;
  f0 := f;
  t0 := t;
  t.available := t.available - points;
  t.version := t.version + 1;
  update public.point_lots l set remaining = 0
  where l.tenant_id = p_tenant and l.member_id = p_to and l.id = any(v_ids);
  perform goen.ledger_move_journal(t, p_out, 'transfer', p_key, p_hash, p_business_date, p_now, p_now, p_actor_kind, p_actor_id, null,
    p_journal, null, p_reason, p_snapshot || jsonb_build_object('to', p_from));
  perform goen.ledger_moved(t, t0, p_out, v_ids, array(select -a from unnest(v_left) with ordinality u(a, n) order by n));
  f.version := f.version + 1;
  perform goen.ledger_move_journal(f, p_in, 'transfer', p_key, p_hash, p_business_date, p_now, p_now, p_actor_kind, p_actor_id, null,
    p_journal, null, p_reason, p_snapshot || jsonb_build_object('from', p_to));
  v_back := goen.ledger_hand_back(p_tenant, p_from, p_to, p_in, p_now, v_ids, v_left);
  f.next_due_at := least(f.next_due_at, v_back.next_due_at);
  v_charge := goen.ledger_charge(p_tenant, p_from, f.debt);
  f.debt := f.debt - v_charge.drawn;
  f.available := f.available + points - v_charge.drawn;
  perform goen.ledger_moved(f, f0, p_in, v_back.ids || v_charge.ids, v_back.amounts || v_charge.amounts);
end $$;

-- Merges a wallet into another (名寄せ): open lots, pending ones, debt and open holds go along with their terms; the wallet they left is
-- closed until the merge is undone. LG004 when one of them is closed. A repeat changes nothing.
create or replace function goen.ledger_merge(p_tenant uuid, p_from uuid, p_to uuid, p_merge uuid, p_out uuid, p_in uuid, p_business_date date,
  p_now timestamptz, p_actor_kind text, p_actor_id uuid, out is_repeat boolean, out available bigint, out pending bigint,
  out held bigint, out debt bigint) language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  v_key text := 'merge:' || p_merge;
  v_open record;
  f public.wallets;
  t public.wallets;
  f0 public.wallets;
  t0 public.wallets;
  v_ids uuid[];
  v_left bigint[];
  v_helds bigint[];
  v_charge record;
  v_snapshot jsonb;
begin
  v_open := goen.ledger_open_two(p_tenant, p_from, p_to, v_key, 'merge', p_now, p_now);
  f := v_open.from_wallet;
  t := v_open.to_wallet;
  is_repeat := exists (select from public.point_merges m
    where m.tenant_id = p_tenant and m.member_id = p_to and m.merge_id = p_merge and m.from_member_id = p_from);
  if is_repeat then
    select coalesce((j.snapshot -> 'moved' ->> 'available')::bigint, 0), coalesce((j.snapshot -> 'moved' ->> 'pending')::bigint, 0),
      coalesce((j.snapshot -> 'moved' ->> 'held')::bigint, 0), m.debt
    into available, pending, held, debt from public.point_merges m
    left join public.point_journals j on j.tenant_id = m.tenant_id and j.member_id = m.member_id and j.id = m.journal_id
    where m.tenant_id = p_tenant and m.member_id = p_to and m.merge_id = p_merge and m.from_member_id = p_from;
    return;
  end if;
  if f.closed_at is not null or t.closed_at is not null then raise exception 'ledger: wallet is closed' using errcode = 'LG004'; end if;
  f0 := f;
  t0 := t;
  available := f.available;
  pending := f.pending;
  held := f.held;
  debt := f.debt;
  if available + pending + held + debt = 0 then
    perform goen.ledger_close(f);
    perform goen.ledger_close(t);
  else
    v_snapshot := jsonb_build_object('mergeId', p_merge, 'moved',
      jsonb_build_object('available', available, 'pending', pending, 'held', held, 'debt', debt));
    select array_agg(l.id), array_agg(l.remaining), array_agg(coalesce(x.amount, 0)),
      least(t.next_due_at, min(case l.state when 'pending' then l.available_at else l.expires_at end) filter (where l.remaining > 0))
    into v_ids, v_left, v_helds, t.next_due_at
    from public.point_lots l left join (
      select x.lot_id, sum(x.amount)::bigint as amount from public.point_holds h
      join public.point_hold_lots x on x.tenant_id = h.tenant_id and x.member_id = h.member_id and x.hold_id = h.id
      where h.tenant_id = p_tenant and h.member_id = p_from and h.state = 'open' group by x.lot_id) x on x.lot_id = l.id
    where l.tenant_id = p_tenant and l.member_id = p_from and (l.remaining > 0 or x.amount > 0);
    f.available := 0;
    f.pending := 0;
    f.held := 0;
    f.debt := 0;
    f.next_due_at := null;
    f.version := f.version + 1;
    update public.point_lots l set remaining = 0 where l.tenant_id = p_tenant and l.member_id = p_from and l.remaining > 0;
    perform goen.ledger_move_journal(f, p_out, 'merge', v_key, 'merge', p_business_date, p_now, p_now, p_actor_kind, p_actor_id, null,
      null, null, null, v_snapshot || jsonb_build_object('to', p_to));
    perform goen.ledger_moved(f, f0, p_out, v_ids, array(select -a from unnest(v_left) with ordinality u(a, n) order by n));

    t.version := t.version + 1;
    perform goen.ledger_move_journal(t, p_in, 'merge', v_key, 'merge', p_business_date, p_now, p_now, p_actor_kind, p_actor_id, null,
      null, null, null, v_snapshot || jsonb_build_object('from', p_from));
    perform goen.ledger_receive_lots(p_tenant, p_from, p_to, p_in, v_ids, v_left, v_helds);
    insert into public.point_holds (tenant_id, member_id, id, points, store_id, held_at, held_until)
    select h.tenant_id, p_to, h.id, h.points, h.store_id, h.held_at, h.held_until from public.point_holds h
    where h.tenant_id = p_tenant and h.member_id = p_from and h.state = 'open';
    insert into public.point_hold_lots (tenant_id, member_id, hold_id, lot_id, amount)
    select x.tenant_id, p_to, x.hold_id, l.id, x.amount from public.point_holds h
    join public.point_hold_lots x on x.tenant_id = h.tenant_id and x.member_id = h.member_id and x.hold_id = h.id
    join public.point_lots l on l.tenant_id = p_tenant and l.member_id = p_to and l.journal_id = p_in and l.source_lot_id = x.lot_id
    where h.tenant_id = p_tenant and h.member_id = p_from and h.state = 'open';
    select least(t.next_due_at, min(h.held_until)) into t.next_due_at from public.point_holds h
    where h.tenant_id = p_tenant and h.member_id = p_from and h.state = 'open';
    update public.point_holds h set state = 'moved', ended_at = p_now, ended_by = p_out
    where h.tenant_id = p_tenant and h.member_id = p_from and h.state = 'open';

    t.available := t.available + available;
    t.pending := t.pending + pending;
    t.held := t.held + held;
    t.debt := t.debt + debt;
    v_charge := goen.ledger_charge(p_tenant, p_to, t.debt);
    t.available := t.available - v_charge.drawn;
    t.debt := t.debt - v_charge.drawn;
    perform goen.ledger_moved(t, t0, p_in,
      v_charge.ids || array(select l.id from public.point_lots l where l.tenant_id = p_tenant and l.member_id = p_to
        and l.journal_id = p_in order by l.id),
      v_charge.amounts || array(select -coalesce((select sum(x.amount) from public.point_hold_lots x where x.tenant_id = p_tenant
        and x.member_id = p_to and x.lot_id = l.id), 0)::bigint from public.point_lots l where l.tenant_id = p_tenant
        and l.member_id = p_to and l.journal_id = p_in order by l.id));
  end if;
  insert into public.point_merges (tenant_id, member_id, merge_id, from_member_id, is_direct, journal_id, debt, merged_at)
  select p_tenant, p_to, p_merge, p_from, true, case when f0.version < f.version then p_in end, debt, p_now
  union all
  select p_tenant, p_to, p_merge, m.from_member_id, false, null, 0, p_now from public.point_merges m
  where m.tenant_id = p_tenant and m.member_id = p_from and m.undone_at is null;
  update public.wallets w set closed_at = p_now where w.tenant_id = p_tenant and w.member_id = p_from;
end $$;

-- Takes a merge back. Lots that came along go back with what is left of them, the debt too; what paid a debt by the merge is given
-- back to where it was. `missing`: points that have been used or have expired since, or that a shortage has taken. Open holds that
-- came along are given back first. LG004 when the wallet has been merged further.
create or replace function goen.ledger_unmerge(p_tenant uuid, p_from uuid, p_to uuid, p_merge uuid, p_out uuid, p_in uuid,
  p_grace_expires_at timestamptz, p_business_date date, p_now timestamptz, p_actor_kind text, p_actor_id uuid,
  out is_repeat boolean, out available bigint, out pending bigint, out debt bigint, out missing bigint) language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  v_key text := 'unmerge:' || p_merge;
  v_open record;
  v_merge public.point_merges;
  f public.wallets;
  t public.wallets;
  f0 public.wallets;
  t0 public.wallets;
  v_hold uuid;
  v_lots uuid[];
  v_left bigint[];
  v_back bigint[];
  v_available bigint;
  v_pending bigint;
  v_owed bigint;
  v_relief bigint;
  v_row record;
  v_part bigint;
  v_ids uuid[] := '{}';
  v_amounts bigint[] := '{}';
  v_hand record;
  v_charge record;
  v_snapshot jsonb;
begin
  v_open := goen.ledger_open_two(p_tenant, p_from, p_to, v_key, 'unmerge', p_now, p_now);
  f := v_open.from_wallet;
  t := v_open.to_wallet;
  select * into v_merge from public.point_merges m
  where m.tenant_id = p_tenant and m.member_id = p_to and m.merge_id = p_merge and m.from_member_id = p_from and m.is_direct;
  if v_merge.merge_id is null then raise exception 'ledger: no such merge' using errcode = 'LG003'; end if;
  is_repeat := v_merge.undone_at is not null;
  if is_repeat then
    -- Where nothing was left to give back there is no journal: then all that came is missing.
    select coalesce((j.snapshot ->> 'available')::bigint, 0), coalesce((j.snapshot ->> 'pending')::bigint, 0),
      coalesce((j.snapshot ->> 'debt')::bigint, 0), coalesce((j.snapshot ->> 'missing')::bigint,
        (select coalesce(sum(l.granted), 0)::bigint from public.point_lots l
          where l.tenant_id = p_tenant and l.member_id = p_to and l.journal_id = v_merge.journal_id))
    into available, pending, debt, missing
    from (select 1) one left join public.point_journals j on j.tenant_id = p_tenant and j.member_id = p_to and j.idempotency_key = v_key;
    return;
  end if;
  if t.closed_at is not null then raise exception 'ledger: wallet is closed' using errcode = 'LG004'; end if;
  for v_hold in
    select h.id from public.point_holds h
    where h.tenant_id = p_tenant and h.member_id = p_to and h.state = 'open' and exists (select from public.point_holds o
      where o.tenant_id = p_tenant and o.member_id = p_from and o.id = h.id and o.state = 'moved')
  loop
    t := goen.ledger_end_hold(t, v_hold, 'voided', 0, goen.ledger_due_id(p_now, 'release:' || v_hold), 'release', 'release:' || v_hold, 'unmerge',
      p_now, p_business_date, p_now, p_now, p_actor_kind, p_actor_id, null, null, null, null);
  end loop;
  f0 := f;
  t0 := t;
  -- What is left of each lot, and what of it paid a debt when it came.
  select array_agg(x.id), array_agg(x.remaining), array_agg(x.remaining + x.paid),
    coalesce(sum(x.remaining) filter (where x.state <> 'pending'), 0), coalesce(sum(x.remaining) filter (where x.state = 'pending'), 0),
    coalesce(sum(x.paid), 0), coalesce(sum(x.granted - x.remaining - x.paid), 0)
  into v_lots, v_left, v_back, v_available, v_pending, v_owed, missing
  from (
    select l.id, l.state, l.granted, l.remaining, greatest(0, least(l.granted - l.remaining, coalesce((select -m.amount from public.point_lot_moves m
        where m.tenant_id = p_tenant and m.member_id = p_to and m.journal_id = v_merge.journal_id and m.lot_id = l.id), 0)
      - coalesce((select sum(h.amount) from public.point_hold_lots h
        where h.tenant_id = p_tenant and h.member_id = p_to and h.lot_id = l.id
          and exists (select from public.point_holds o where o.tenant_id = p_tenant and o.member_id = p_from and o.id = h.hold_id)), 0)))::bigint as paid
    from public.point_lots l where l.tenant_id = p_tenant and l.member_id = p_to and l.journal_id = v_merge.journal_id) x;
  available := v_available + v_owed;
  pending := v_pending;
  debt := v_merge.debt;

  if available + pending + debt > 0 then
    v_snapshot := jsonb_build_object('mergeId', p_merge, 'available', available, 'pending', pending, 'debt', debt, 'missing', missing);
    t.version := t.version + 1;
    perform goen.ledger_move_journal(t, p_out, 'merge', v_key, 'unmerge', p_business_date, p_now, p_now, p_actor_kind, p_actor_id, null,
      v_merge.journal_id, null, null, v_snapshot || jsonb_build_object('to', p_from));
    update public.point_lots l set remaining = 0
    where l.tenant_id = p_tenant and l.member_id = p_to and l.journal_id = v_merge.journal_id and l.remaining > 0;
    select coalesce(array_agg(u.id), '{}'), coalesce(array_agg(-u.points), '{}') into v_ids, v_amounts
    from unnest(v_lots, v_left) u(id, points) where u.points > 0;
    t.available := t.available - v_available;
    t.pending := t.pending - v_pending;
    -- The debt goes back: less is owed here, and what has been paid of it comes back, first into the lots that the merge drew.
    v_relief := debt - least(t.debt, debt);
    t.debt := t.debt - least(t.debt, debt);
    t.available := t.available + v_relief;
    for v_row in
      select l.id, -m.amount as amount, l.expires_at from public.point_lot_moves m
      join public.point_lots l on l.tenant_id = m.tenant_id and l.member_id = m.member_id and l.id = m.lot_id
      where m.tenant_id = p_tenant and m.member_id = p_to and m.journal_id = v_merge.journal_id and m.amount < 0
        and l.journal_id <> v_merge.journal_id and l.state = 'available' and l.expires_at > p_now
      order by l.expires_at desc, l.id desc
    loop
      exit when v_relief = 0;
      v_part := least(v_relief, v_row.amount);
      update public.point_lots l set remaining = l.remaining + v_part
      where l.tenant_id = p_tenant and l.member_id = p_to and l.id = v_row.id;
      v_ids := v_ids || v_row.id;
      v_amounts := v_amounts || v_part;
      v_relief := v_relief - v_part;
      t.next_due_at := least(t.next_due_at, v_row.expires_at);
    end loop;
    if v_relief > 0 then
      insert into public.point_lots (tenant_id, member_id, id, journal_id, state, granted, remaining, available_at, expires_at, origin)
      values (p_tenant, p_to, p_out, p_out, 'available', v_relief, v_relief, p_now, p_grace_expires_at, 'other');
      t.next_due_at := least(t.next_due_at, p_grace_expires_at);
    end if;
    -- What paid this wallet's own debt is owed again, and paid at once where there are points.
    t.debt := t.debt + v_owed;
    v_charge := goen.ledger_charge(p_tenant, p_to, t.debt);
    t.debt := t.debt - v_charge.drawn;
    t.available := t.available - v_charge.drawn;
    perform goen.ledger_moved(t, t0, p_out, v_ids || v_charge.ids, v_amounts || v_charge.amounts);

    f.version := f.version + 1;
    perform goen.ledger_move_journal(f, p_in, 'merge', v_key, 'unmerge', p_business_date, p_now, p_now, p_actor_kind, p_actor_id, null,
      v_merge.journal_id, null, null, v_snapshot || jsonb_build_object('from', p_to));
    v_hand := goen.ledger_hand_back(p_tenant, p_from, p_to, p_in, p_now, v_lots, v_back);
    f.next_due_at := least(f.next_due_at, v_hand.next_due_at);
    f.available := f.available + available;
    f.pending := f.pending + pending;
    f.debt := f.debt + debt;
    v_charge := goen.ledger_charge(p_tenant, p_from, f.debt);
    f.debt := f.debt - v_charge.drawn;
    f.available := f.available - v_charge.drawn;
    perform goen.ledger_moved(f, f0, p_in, v_hand.ids || v_charge.ids, v_hand.amounts || v_charge.amounts);
  else
    perform goen.ledger_close(f);
    perform goen.ledger_close(t);
  end if;
  update public.point_merges m set undone_at = p_now
  where m.tenant_id = p_tenant and m.member_id = p_to and m.merge_id = p_merge and m.undone_at is null;
  update public.wallets w set closed_at = null where w.tenant_id = p_tenant and w.member_id = p_from;
end $$;
