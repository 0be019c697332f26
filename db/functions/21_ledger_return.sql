-- Takes a sale back, in whole or in part. `p_returned_yen` is all that has come back so far, this return included, of
-- `p_total_yen`: both directions are floor(whole * returned / total) less what earlier returns did, so parts add up to the
-- whole and two racing returns can never take or give more than it.
--   1 spent points go back into their lots, the longest-lived first; what belonged to an expired lot goes into one new lot
--     that expires at `p_grace_expires_at`
--   2 earned points are taken from the same lot, then from available lots by earliest expiry; the rest becomes debt
-- Where several journals gave points for the sale, what goes back is split over them by largest remainder of what each has left;
-- or the caller says how much of each (`p_take`: [{journalId, points}]), which may not exceed it (LG007). Either way the split is kept
-- in the journal's snapshot as `takeBack`. A sale that moved no points leaves no journal: journal_id is null.
-- What happened in wallets that were merged into this one counts as its own.
drop function if exists goen.ledger_return(uuid, uuid, uuid, text, text, uuid, bigint, bigint, timestamptz, timestamptz, date, timestamptz,
  timestamptz, text, uuid, uuid, text, jsonb);

-- What each journal gave for a cause, less what returns have taken back from it. `p_members`: the wallet and those merged into it.
create or replace function goen.ledger_given_for(p_tenant uuid, p_members uuid[], p_cause_id uuid)
returns table (journal_id uuid, points bigint) language sql stable as $$
  with journal as materialized (
    select j.member_id, j.id, j.kind, j.snapshot from public.point_journals j
    where j.tenant_id = p_tenant and j.member_id = any(p_members) and j.cause_id = p_cause_id and j.kind in ('earn', 'return')
  ), earned as (
    select j.id, -sum(e.amount)::bigint as points from journal j
    join public.point_entries e on e.tenant_id = p_tenant and e.member_id = j.member_id and e.journal_id = j.id and e.account = 'issued'
    where j.kind = 'earn' group by j.id
  ), taken as (
    select (x.part ->> 'journalId')::uuid as id, sum((x.part ->> 'points')::bigint)::bigint as points
    from journal j, jsonb_array_elements(j.snapshot -> 'takeBack') x(part) where j.kind = 'return' group by 1
  )
  select e.id, e.points - coalesce(t.points, 0) from earned e left join taken t on t.id = e.id
$$;

create or replace function goen.ledger_return(p_tenant uuid, p_member uuid, p_id uuid, p_key text, p_hash text, p_cause_id uuid,
  p_total_yen bigint, p_returned_yen bigint, p_grace_expires_at timestamptz, p_occurred_at timestamptz, p_business_date date,
  p_at timestamptz, p_now timestamptz, p_actor_kind text, p_actor_id uuid, p_store_id uuid, p_reason text, p_snapshot jsonb, p_take jsonb default null,
  out journal_id uuid, out is_repeat boolean, out taken_back bigint, out restored bigint, out new_debt bigint,
  out available bigint, out pending bigint, out debt bigint) language plpgsql security definer set search_path = pg_catalog, pg_temp
  set plan_cache_mode = force_generic_plan as $$
declare
  v_open record;
  w public.wallets;
  v_before public.wallets;
  v_earned bigint;
  v_spent bigint;
  v_taken bigint;
  v_restored bigint;
  v_undoes uuid;
  v_earns integer;
  v_members uuid[] := array[p_member];
  v_snapshot jsonb := p_snapshot;
  v_take jsonb := p_take;
  v_take_part record;
  v_grace timestamptz := p_grace_expires_at;
  v_left bigint;
  v_of_journal bigint;
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
    v_members := v_members || array(select m.from_member_id from public.point_merges m
      where m.tenant_id = p_tenant and m.member_id = p_member and m.undone_at is null);
    select coalesce(-sum(e.amount) filter (where j.kind = 'earn' and e.account = 'issued'), 0),
      coalesce(sum(e.amount) filter (where j.kind = 'spend' and e.account = 'redeemed'), 0),
      coalesce(sum(e.amount) filter (where j.kind = 'return' and e.account = 'issued'), 0),
      coalesce(-sum(e.amount) filter (where j.kind = 'return' and e.account = 'redeemed'), 0),
      (array_agg(j.id order by j.kind, j.id) filter (where j.kind in ('earn', 'spend')))[1],
      count(distinct j.id) filter (where j.kind = 'earn')
    into v_earned, v_spent, v_taken, v_restored, v_undoes, v_earns
    from public.point_journals j
    join public.point_entries e on e.tenant_id = j.tenant_id and e.member_id = j.member_id and e.journal_id = j.id
    where j.tenant_id = p_tenant and j.member_id = any(v_members) and j.cause_id = p_cause_id;
    restored := greatest(0, div(v_spent::numeric * p_returned_yen, p_total_yen)::bigint - v_restored);
    if p_take is null then
      taken_back := greatest(0, div(v_earned::numeric * p_returned_yen, p_total_yen)::bigint - v_taken);
      if v_earns = 1 and taken_back > 0 then
        v_take := jsonb_build_array(jsonb_build_object('journalId', v_undoes, 'points', taken_back));
      elsif taken_back > 0 then
        -- Largest remainder: each journal's whole part of its share, then one more for the largest fractions.
        with given as (
          select g.journal_id, g.points, div(g.points::numeric * taken_back, sum(g.points) over ()) as whole,
            mod(g.points::numeric * taken_back, sum(g.points) over ()) as rest
          from goen.ledger_given_for(p_tenant, v_members, p_cause_id) g where g.points > 0
        ), ranked as (
          select g.*, row_number() over (order by g.rest desc, g.journal_id) as place, taken_back - sum(g.whole) over () as extra from given g
        )
        select jsonb_agg(jsonb_build_object('journalId', r.journal_id, 'points', r.whole + (r.place <= r.extra)::integer) order by r.journal_id)
        into v_take from ranked r where r.whole + (r.place <= r.extra)::integer > 0;
      end if;
    else
      select coalesce(sum(t.points), 0) into taken_back from jsonb_to_recordset(p_take) t("journalId" uuid, points bigint);
      if exists (select from (select t."journalId" as id, sum(t.points) as points, min(t.points) as least
            from jsonb_to_recordset(p_take) t("journalId" uuid, points bigint) group by 1) t
          left join goen.ledger_given_for(p_tenant, v_members, p_cause_id) g on g.journal_id = t.id
          where t.least < 0 or t.points > coalesce(g.points, 0)) or taken_back > v_earned - v_taken then
        raise exception 'ledger: more than was given' using errcode = 'LG007';
      end if;
    end if;
    if v_take is not null then v_snapshot := coalesce(v_snapshot, '{}') || jsonb_build_object('takeBack', v_take); end if;

    v_before := w;
    w.version := w.version + 1;
    if taken_back > 0 or restored > 0 then
      journal_id := p_id;
      insert into public.point_journals (tenant_id, member_id, id, kind, idempotency_key, request_hash, occurred_at, recorded_at,
        business_date, actor_kind, actor_id, store_id, undoes_id, cause_id, reason, snapshot, wallet_version)
      values (p_tenant, p_member, p_id, 'return', p_key, p_hash, p_occurred_at, p_now, p_business_date, p_actor_kind, p_actor_id,
        p_store_id, v_undoes, p_cause_id, p_reason, v_snapshot, w.version);
    else
      -- Nothing to take or give; keep what was settled on the way.
      w.version := w.version - 1;
    end if;

    v_left := restored;
    if v_left > 0 then
      -- What this sale still holds of each lot: its draws less what came back. Never more than the lot has room for.
      for v_lot in
        select l.id, -sum(m.amount) as held from (
          select m.lot_id, m.amount, j.kind = 'spend' as is_draw from public.point_lot_moves m
          join public.point_journals j on j.tenant_id = m.tenant_id and j.member_id = m.member_id and j.id = m.journal_id
          where j.tenant_id = p_tenant and j.member_id = p_member and j.cause_id = p_cause_id and j.kind in ('spend', 'return')
          union all
          -- Posted from a hold: the hold drew the lots.
          select x.lot_id, -x.amount, true from public.point_journals j
          join public.point_holds h on h.tenant_id = j.tenant_id and h.member_id = j.member_id and h.ended_by = j.id and h.state = 'posted'
          join public.point_hold_lots x on x.tenant_id = h.tenant_id and x.member_id = h.member_id and x.hold_id = h.id
          where j.tenant_id = p_tenant and j.member_id = p_member and j.cause_id = p_cause_id and j.kind = 'spend'
        ) m
        join public.point_lots l on l.tenant_id = p_tenant and l.member_id = p_member and l.id = m.lot_id
        where l.state <> 'expired' and l.expires_at > p_at
        group by l.id, l.expires_at having sum(m.amount) < 0 and bool_or(m.is_draw)
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
        if cardinality(v_members) > 1 then
          -- Lots of a merged wallet are closed: what they had left to live, their points keep.
          select greatest(v_grace, max(l.expires_at)) into v_grace from public.point_lot_moves m
          join public.point_journals j on j.tenant_id = m.tenant_id and j.member_id = m.member_id and j.id = m.journal_id
          join public.point_lots l on l.tenant_id = m.tenant_id and l.member_id = m.member_id and l.id = m.lot_id
          where j.tenant_id = p_tenant and j.member_id = any(v_members[2:]) and j.cause_id = p_cause_id and j.kind = 'spend';
        end if;
        insert into public.point_lots (tenant_id, member_id, id, journal_id, state, granted, remaining, available_at, expires_at, origin)
        values (p_tenant, p_member, p_id, p_id, 'available', v_left, v_left, p_at, v_grace, 'other');
        w.next_due_at := least(w.next_due_at, v_grace);
      end if;
      w.available := w.available + restored;
    end if;

    v_left := taken_back;
    -- Each journal's part from its own lots.
    for v_take_part in
      select t."journalId" as journal_id, t.points from jsonb_to_recordset(v_take) t("journalId" uuid, points bigint)
      where t.points > 0
    loop
      v_of_journal := v_take_part.points;
      for v_lot in
        select l.id, l.remaining, l.state from public.point_lots l
        where l.tenant_id = p_tenant and l.member_id = p_member and l.remaining > 0
          and coalesce(l.earned_by, l.journal_id) = v_take_part.journal_id
        order by l.expires_at, l.id
      loop
        exit when v_of_journal = 0;
        v_part := least(v_of_journal, v_lot.remaining);
        update public.point_lots l set remaining = l.remaining - v_part
        where l.tenant_id = p_tenant and l.member_id = p_member and l.id = v_lot.id;
        v_ids := v_ids || v_lot.id;
        v_amounts := v_amounts || -v_part;
        v_of_journal := v_of_journal - v_part;
        v_left := v_left - v_part;
        if v_lot.state = 'pending' then v_drawn_pending := v_drawn_pending + v_part; else v_drawn := v_drawn + v_part; end if;
      end loop;
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
