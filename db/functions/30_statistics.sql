-- The planner's picture of tables that the engine joins. Right after an import or a large extraction it is empty or old: every
-- index then looks alike, and a chunk that takes 50 ms takes minutes. Autovacuum would see to it within minutes; this does
-- so at once, where a table has grown by half since it was last looked at. Only the owner may analyse: hence `security definer`.
create or replace function goen.refresh_statistics() returns integer
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare
  part record;
  refreshed integer := 0;
begin
  -- One at a time; whoever comes second works with what the first has made, at the next look.
  if not pg_try_advisory_xact_lock(4700320) then
    return 0;
  end if;
  for part in
    select c.oid::regclass as name
    from pg_class c
    join pg_namespace n on n.oid = c.relnamespace and n.nspname = 'public'
    left join pg_inherits i on i.inhrelid = c.oid
    left join pg_class parent on parent.oid = i.inhparent
    where c.relkind = 'r'
      and coalesce(parent.relname, c.relname) in ('members', 'member_words', 'candidates', 'campaign_runs', 'deliveries', 'suppressions', 'warranties',
        'purchases', 'purchase_lines', 'wallets', 'point_lots', 'member_marks', 'rank_facts', 'rank_standings', 'held_coupons')
      and pg_relation_size(c.oid) / current_setting('block_size')::bigint > c.relpages * 1.5 + 8
  loop
    execute format('analyze %s', part.name);
    refreshed := refreshed + 1;
  end loop;
  return refreshed;
end $$;

-- The same for receipts alone, at once: an import asks in its own transaction, right after it wrote the first of a shop that the
-- planner has never heard of. Whoever comes while somebody looks goes on with what there is.
create or replace function goen.look_at_receipts() returns void
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  if pg_try_advisory_xact_lock(4700320) then
    analyze public.purchases, public.purchase_lines;
  end if;
end $$;
