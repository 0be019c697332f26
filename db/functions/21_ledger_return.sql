-- Takes a sale back, in whole or in part. `p_returned_yen` is all that has come back so far, this return included, of
-- `p_total_yen`: both directions are floor(whole * returned / total) less what earlier returns did, so parts add up to the
-- whole and two racing returns can never take or give more than it.
--   1 spent points go back into their lots, the longest-lived first; what belonged to an expired lot goes into one new lot
--     that expires at `p_grace_expires_at`
--   2 earned points are taken from the same lot, then from available lots by earliest expiry; the rest becomes debt
-- A sale that moved no points leaves no journal: journal_id is null.
create or replace function goen.ledger_return(p_tenant uuid, p_member uuid, p_id uuid, p_key text, p_hash text, p_cause_id uuid,
  p_total_yen bigint, p_returned_yen bigint, p_grace_expires_at timestamptz, p_occurred_at timestamptz, p_business_date date,
  p_at timestamptz, p_now timestamptz, p_actor_kind text, p_actor_id uuid, p_store_id uuid, p_reason text, p_snapshot jsonb,
  out journal_id uuid, out is_repeat boolean, out taken_back bigint, out restored bigint, out new_debt bigint,
  out available bigint, out pending bigint, out debt bigint) language plpgsql as $$
declare
  v_open record;
  w public.wallets;
  v_before public.wallets;
  v_earned bigint;
  v_spent bigint;
  v_taken bigint;
  v_restored bigint;
  v_undoes uuid;
  v_share numeric;
  v_left bigint;
  v_part bigint;
  v_drawn bigint := 0;
  v_drawn_pending bigint := 0;
  v_lot record;
  v_ids uuid[] := '{}';
  v_amounts bigint[] := '{}';
begin
  v_open := goen.ledger_open(p_tenant, p_member, p_key, p_hash, p_at, p_now);
  w := v_open.wallet;
  journal_id := v_open.first_id;
  is_repeat := journal_id is not null;
  if is_repeat then
    select coalesce(sum(e.amount) filter (where e.account = 'issued'), 0),
      coalesce(-sum(e.amount) filter (where e.account = 'redeemed'), 0),
      coalesce(-sum(e.amount) filter (where e.account = 'debt' and e.amount < 0), 0)
    into taken_back, restored, new_debt from public.point_entries e
    where e.tenant_id = p_tenant and e.member_id = p_member and e.journal_id = v_open.first_id;
  else
    select coalesce(-sum(e.amount) filter (where j.kind = 'earn' and e.account = 'issued'), 0),
      coalesce(sum(e.amount) filter (where j.kind = 'spend' and e.account = 'redeemed'), 0),
      coalesce(sum(e.amount) filter (where j.kind = 'return' and e.account = 'issued'), 0),
      coalesce(-sum(e.amount) filter (where j.kind = 'return' and e.account = 'redeemed'), 0),
      (array_agg(j.id order by j.kind, j.id) filter (where j.kind in ('earn', 'spend')))[1]
    into v_earned, v_spent, v_taken, v_restored, v_undoes
    from public.point_journals j
    join public.point_entries e on e.tenant_id = j.tenant_id and e.member_id = j.member_id and e.journal_id = j.id
    where j.tenant_id = p_tenant and j.member_id = p_member and j.cause_id = p_cause_id;
    taken_back := greatest(0, div(v_earned::numeric * p_returned_yen, p_total_yen)::bigint - v_taken);
    restored := greatest(0, div(v_spent::numeric * p_returned_yen, p_total_yen)::bigint - v_restored);

    v_before := w;
    w.version := w.version + 1;
    if taken_back > 0 or restored > 0 then
      journal_id := p_id;
      insert into public.point_journals (tenant_id, member_id, id, kind, idempotency_key, request_hash, occurred_at, recorded_at,
        business_date, actor_kind, actor_id, store_id, undoes_id, cause_id, reason, snapshot, wallet_version)
      values (p_tenant, p_member, p_id, 'return', p_key, p_hash, p_occurred_at, p_now, p_business_date, p_actor_kind, p_actor_id,
        p_store_id, v_undoes, p_cause_id, p_reason, p_snapshot, w.version);
    else
      -- Nothing to take or give; keep what was settled on the way.
      w.version := w.version - 1;
    end if;

    v_left := restored;
    if v_left > 0 then
      -- What this sale still holds of each lot: its draws less what came back. Never more than the lot has room for.
      for v_lot in
        select l.id, -sum(m.amount) as held from public.point_lot_moves m
        join public.point_journals j on j.tenant_id = m.tenant_id and j.member_id = m.member_id and j.id = m.journal_id
        join public.point_lots l on l.tenant_id = m.tenant_id and l.member_id = m.member_id and l.id = m.lot_id
        where j.tenant_id = p_tenant and j.member_id = p_member and j.cause_id = p_cause_id and j.kind in ('spend', 'return')
          and l.state <> 'expired' and l.expires_at > p_at
        group by l.id, l.expires_at having sum(m.amount) < 0 and bool_or(j.kind = 'spend')
        order by l.expires_at desc, l.id desc
      loop
        v_part := least(v_left, v_lot.held);
        update public.point_lots l set remaining = l.remaining + v_part
        where l.tenant_id = p_tenant and l.member_id = p_member and l.id = v_lot.id
        returning least(w.next_due_at, l.expires_at) into w.next_due_at;
        v_ids := v_ids || v_lot.id;
        v_amounts := v_amounts || v_part;
        v_left := v_left - v_part;
        exit when v_left = 0;
      end loop;
      if v_left > 0 then
        insert into public.point_lots (tenant_id, member_id, id, journal_id, state, granted, remaining, available_at, expires_at, origin)
        values (p_tenant, p_member, p_id, p_id, 'available', v_left, v_left, p_at, p_grace_expires_at, 'other');
        w.next_due_at := least(w.next_due_at, p_grace_expires_at);
      end if;
      w.available := w.available + restored;
    end if;

    v_left := taken_back;
    for v_lot in
      select l.id, l.remaining, l.state from public.point_lots l
      join public.point_journals j on j.tenant_id = l.tenant_id and j.member_id = l.member_id and j.id = l.journal_id
      where v_left > 0 and l.tenant_id = p_tenant and l.member_id = p_member and l.remaining > 0
        and j.cause_id = p_cause_id and j.kind = 'earn'
      order by l.expires_at, l.id
    loop
      exit when v_left = 0;
      v_part := least(v_left, v_lot.remaining);
      update public.point_lots l set remaining = l.remaining - v_part
      where l.tenant_id = p_tenant and l.member_id = p_member and l.id = v_lot.id;
      v_ids := v_ids || v_lot.id;
      v_amounts := v_amounts || -v_part;
      v_left := v_left - v_part;
      if v_lot.state = 'pending' then v_drawn_pending := v_drawn_pending + v_part; else v_drawn := v_drawn + v_part; end if;
    end loop;
    -- What is owed from before is settled from the same points: a wallet never holds points and debt at once.
    v_left := v_left + w.debt;
    for v_lot in
      select l.id, l.remaining from public.point_lots l
      where v_left > 0 and l.tenant_id = p_tenant and l.member_id = p_member and l.remaining > 0 and l.state = 'available'
      order by l.expires_at, l.id
    loop
      exit when v_left = 0;
      v_part := least(v_left, v_lot.remaining);
      update public.point_lots l set remaining = l.remaining - v_part
      where l.tenant_id = p_tenant and l.member_id = p_member and l.id = v_lot.id;
      v_ids := v_ids || v_lot.id;
      v_amounts := v_amounts || -v_part;
      v_left := v_left - v_part;
      v_drawn := v_drawn + v_part;
    end loop;
    w.available := w.available - v_drawn;
    w.pending := w.pending - v_drawn_pending;
    w.debt := v_left;
    new_debt := greatest(0, w.debt - v_before.debt);

    if journal_id is not null then
      perform goen.ledger_entries(w, p_id, w.available - v_before.available, w.pending - v_before.pending,
        v_before.debt - w.debt, 'issued', taken_back, 'redeemed', -restored);
      insert into public.point_lot_moves (tenant_id, member_id, journal_id, lot_id, amount)
      select p_tenant, p_member, p_id, u.id, sum(u.amount) from unnest(v_ids, v_amounts) u(id, amount)
      group by u.id having sum(u.amount) <> 0;
    end if;
    perform goen.ledger_close(w);
    -- Who has left gets nothing back and owes nothing.
    if w.closed_at is not null then
      w := goen.ledger_forfeit(w, goen.ledger_due_id(p_now, 'close:' || p_id), p_at, p_now, p_business_date, p_actor_kind, p_actor_id);
    end if;
  end if;
  available := w.available;
  pending := w.pending;
  debt := w.debt;
end $$;
