-- Points of a sale that wait until it is shipped. Makes the pending lots of a cause available at `p_at`: at once by a journal when that
-- has come, else their date is set. `p_expires_at`: their end from then on, when given. `p_journals`: only what these gave (part of the
-- sale was shipped). A repeat, or nothing pending, changes nothing: journal_id is null and `points` 0.
create or replace function goen.ledger_release(p_tenant uuid, p_member uuid, p_id uuid, p_key text, p_hash text, p_cause_id uuid,
  p_journals uuid[], p_at timestamptz, p_expires_at timestamptz, p_business_date date, p_now timestamptz, p_actor_kind text,
  p_actor_id uuid, p_store_id uuid, out journal_id uuid, out is_repeat boolean, out points bigint, out available bigint)
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  v_open record;
  w public.wallets;
  v_ids uuid[];
  v_repaid bigint;
begin
  v_open := goen.ledger_open(p_tenant, p_member, p_key, p_hash, p_now, p_now);
  w := v_open.wallet;
  journal_id := v_open.first_id;
  is_repeat := journal_id is not null;
  if is_repeat then
    select -sum(e.amount)::bigint into points from public.point_entries e
    where e.tenant_id = p_tenant and e.member_id = p_member and e.journal_id = v_open.first_id and e.account = 'pending';
    available := w.available;
    return;
  end if;
  select array_agg(l.id), coalesce(sum(l.remaining), 0)::bigint into v_ids, points from public.point_lots l
  where l.tenant_id = p_tenant and l.member_id = p_member and l.remaining > 0 and l.state = 'pending'
    and (p_journals is null or coalesce(l.earned_by, l.journal_id) = any(p_journals))
    and exists (select from public.point_journals j where j.tenant_id = p_tenant and j.id = coalesce(l.earned_by, l.journal_id)
      and j.cause_id = p_cause_id and (j.member_id = p_member or j.member_id in (select m.from_member_id from public.point_merges m
        where m.tenant_id = p_tenant and m.member_id = p_member and m.undone_at is null)));
  if points > 0 then
    if p_at <= p_now then w.version := w.version + 1; end if;
    with old as (
      select l.id, l.available_at, l.expires_at from public.point_lots l
      where l.tenant_id = p_tenant and l.member_id = p_member and l.id = any(v_ids)
        and (l.available_at <> p_at or l.expires_at <> coalesce(p_expires_at, l.expires_at))
    ), changed as (
      update public.point_lots l set available_at = p_at, expires_at = coalesce(p_expires_at, l.expires_at) from old
      where l.tenant_id = p_tenant and l.member_id = p_member and l.id = old.id
    )
    insert into public.point_lot_terms (tenant_id, member_id, id, lot_id, changed_at, wallet_version, from_available_at, to_available_at,
      from_expires_at, to_expires_at)
    select p_tenant, p_member, gen_random_uuid(), old.id, p_now, w.version, old.available_at, p_at, old.expires_at,
      coalesce(p_expires_at, old.expires_at) from old;
    w.next_due_at := least(w.next_due_at, p_at, (select min(l.expires_at) from public.point_lots l
      where l.tenant_id = p_tenant and l.member_id = p_member and l.id = any(v_ids)));
    if p_at <= p_now then
      journal_id := p_id;
      insert into public.point_journals (tenant_id, member_id, id, kind, idempotency_key, request_hash, occurred_at, recorded_at,
        business_date, actor_kind, actor_id, store_id, cause_id, wallet_version)
      values (p_tenant, p_member, p_id, 'activate', p_key, p_hash, p_at, p_now, p_business_date, p_actor_kind, p_actor_id, p_store_id,
        p_cause_id, w.version);
      v_repaid := least(w.debt, points);
      w.pending := w.pending - points;
      w.available := w.available + points - v_repaid;
      w.debt := w.debt - v_repaid;
      perform goen.ledger_entries(w, p_id, points - v_repaid, -points, v_repaid, null, 0);
      with lot as (
        select l.id, l.remaining, sum(l.remaining) over (order by l.expires_at, l.id) - l.remaining as before
        from public.point_lots l where l.tenant_id = p_tenant and l.member_id = p_member and l.id = any(v_ids)
      ), drawn as (
        select id, greatest(0, least(remaining, v_repaid - before)) as amount from lot
      ), changed as (
        update public.point_lots l set state = 'available', remaining = l.remaining - d.amount
        from drawn d where l.tenant_id = p_tenant and l.member_id = p_member and l.id = d.id
      )
      insert into public.point_lot_moves (tenant_id, member_id, journal_id, lot_id, amount)
      select p_tenant, p_member, p_id, d.id, -d.amount from drawn d where d.amount > 0;
    end if;
  end if;
  perform goen.ledger_close(w);
  available := w.available;
end $$;
