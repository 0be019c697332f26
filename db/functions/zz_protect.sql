-- Applied last, at every migration: walls and grants for whatever tables exist now, so that a new table cannot be forgotten.
-- Policies: `app` sees one tenant, set for the transaction; `batch` (segment and campaign engine, whose builder names the
-- tenant) and the owner (migrations, back-ups) see all.
do $$
declare
  t record;
begin
  grant usage on schema public, goen to goen_app, goen_batch;
  grant select, insert, update, delete on all tables in schema public to goen_app, goen_batch;
  grant usage, select on all sequences in schema public to goen_app, goen_batch;
  grant execute on all functions in schema goen to goen_app, goen_batch;
  -- The ledger is written by its own functions alone, which run as the owner.
  revoke insert, update, delete on wallets, point_journals, point_entries, point_lots, point_lot_moves, point_lot_terms, point_holds,
    point_hold_lots from goen_app, goen_batch;
  -- History is append-only for everyone who serves requests.
  revoke update, delete on audit_log, consents, campaign_versions,
    campaign_state_changes, repair_events, coupon_versions from goen_app, goen_batch;
  -- Published rules never change; a version that has not begun can be called off.
  revoke update, delete on earn_rule_sets from goen_app, goen_batch;
  grant update (cancelled_at, cancelled_by) on earn_rule_sets to goen_app, goen_batch;
  for t in
    select c.oid, c.relname, c.relrowsecurity and c.relforcerowsecurity as is_walled
    from pg_class c
    join pg_namespace n on n.oid = c.relnamespace and n.nspname = 'public'
    join pg_attribute a on a.attrelid = c.oid and a.attname = 'tenant_id' and not a.attisdropped
    where c.relkind in ('r', 'p')
  loop
    if not t.is_walled then
      execute format('alter table public.%I enable row level security', t.relname);
      execute format('alter table public.%I force row level security', t.relname);
    end if;
    if not exists (select from pg_policy where polrelid = t.oid and polname = 'one_tenant') then
      execute format($p$create policy one_tenant on public.%I to goen_app
        using (tenant_id = nullif(current_setting('app.tenant_id', true), '')::uuid)
        with check (tenant_id = nullif(current_setting('app.tenant_id', true), '')::uuid)$p$, t.relname);
      execute format('create policy every_tenant on public.%I to goen_batch using (true) with check (true)', t.relname);
      execute format('create policy owner_sees_all on public.%I to %I using (true) with check (true)', t.relname, current_user);
    end if;
  end loop;
end $$;
