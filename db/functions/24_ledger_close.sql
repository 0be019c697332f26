-- The end of a wallet: the member has left. SQLSTATE LG004: the wallet is closed.

-- Forfeits whatever the (locked) wallet holds, and cancels what it owes, by one journal that stands against all that came
-- before. Returns the wallet after it, written; nothing is posted for an empty wallet.
create or replace function goen.ledger_forfeit(p_wallet public.wallets, p_id uuid, p_at timestamptz, p_now timestamptz,
  p_business_date date, p_actor_kind text, p_actor_id uuid) returns public.wallets language plpgsql as $$
declare
  w public.wallets := p_wallet;
begin
  if w.available = 0 and w.pending = 0 and w.debt = 0 and w.held = 0 then return w; end if;
  w.version := w.version + 1;
  w.available := 0;
  w.pending := 0;
  w.debt := 0;
  w.held := 0;
  w.next_due_at := null;
  insert into public.point_journals (tenant_id, member_id, id, kind, idempotency_key, request_hash, occurred_at, recorded_at,
    business_date, actor_kind, actor_id, wallet_version)
  values (w.tenant_id, w.member_id, p_id, 'close', 'close:' || p_id, 'close', p_at, p_now, p_business_date, p_actor_kind,
    p_actor_id, w.version);
  perform goen.ledger_entries(w, p_id, -p_wallet.available, -p_wallet.pending, p_wallet.debt, 'forfeited',
    p_wallet.available + p_wallet.pending + p_wallet.held - p_wallet.debt, null, 0, -p_wallet.held);
  update public.point_holds h set state = 'voided', ended_at = p_at, ended_by = p_id
  where h.tenant_id = w.tenant_id and h.member_id = w.member_id and h.state = 'open';
  insert into public.point_lot_moves (tenant_id, member_id, journal_id, lot_id, amount)
  select l.tenant_id, l.member_id, p_id, l.id, -l.remaining from public.point_lots l
  where l.tenant_id = w.tenant_id and l.member_id = w.member_id and l.remaining > 0;
  update public.point_lots l set state = 'expired', remaining = 0
  where l.tenant_id = w.tenant_id and l.member_id = w.member_id and l.remaining > 0;
  perform goen.ledger_close(w);
  return w;
end $$;

-- Closes a wallet for good: posts what is due, forfeits the rest. Repeating it changes nothing. LG003 when there is no such member.
create or replace function goen.ledger_close_wallet(p_tenant uuid, p_member uuid, p_id uuid, p_now timestamptz,
  p_business_date date, p_actor_kind text, p_actor_id uuid, out journal_id uuid, out forfeited bigint) language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  v_open record;
  w public.wallets;
begin
  v_open := goen.ledger_open(p_tenant, p_member, 'close:' || p_id, 'close', p_now, p_now);
  w := v_open.wallet;
  forfeited := w.available + w.pending + w.held - w.debt;
  journal_id := case when w.available = 0 and w.pending = 0 and w.debt = 0 and w.held = 0 then null else p_id end;
  -- ledger_open has settled what was due without writing the wallet: forfeiting writes it, and so must the empty case.
  w := goen.ledger_forfeit(w, p_id, p_now, p_now, p_business_date, p_actor_kind, p_actor_id);
  perform goen.ledger_close(w);
  update public.wallets x set closed_at = p_now where x.tenant_id = p_tenant and x.member_id = p_member and x.closed_at is null;
end $$;
