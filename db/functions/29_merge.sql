-- Rows that go from one member to another when two records of one person are merged, and back (server/identity). They are copied, then
-- the originals deleted: a row's member says on which node it lies, so it cannot simply be rewritten. All copies are made before anything
-- is deleted, parents first; deletions run the other way round. As owner, because some of it is history that nobody may otherwise delete;
-- therefore only for the shop of the transaction, and only between members of a merge that it has under way.

create or replace function goen.merge_columns(p_table text, out all_columns text, out values_for text, out key_columns text, out key_object text,
  out key_match text) language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
declare
  v_class oid := to_regclass('public.' || quote_ident(p_table));
begin
  select string_agg(quote_ident(a.attname), ', ' order by a.attnum),
    string_agg(case a.attname when 'member_id' then '$3' else 's.' || quote_ident(a.attname) end, ', ' order by a.attnum)
  into all_columns, values_for
  from pg_attribute a where a.attrelid = v_class and a.attnum > 0 and not a.attisdropped and a.attgenerated = '';
  select string_agg(quote_ident(a.attname), ', '), string_agg(format('%L, %I', a.attname, a.attname), ', '),
    coalesce(string_agg(format('k.%1$I = s.%1$I', a.attname), ' and '), 'true')
  into key_columns, key_object, key_match
  from pg_index i join pg_attribute a on a.attrelid = i.indrelid and a.attnum = any (i.indkey)
  where i.indrelid = v_class and i.indisprimary and a.attname not in ('tenant_id', 'member_id');
  key_object := coalesce(key_object, '');
end $$;

create or replace function goen.merge_under_way(p_tenant uuid, p_table text, p_from uuid, p_to uuid) returns void
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
begin
  if p_tenant is distinct from nullif(current_setting('app.tenant_id', true), '')::uuid
    or not exists (select from public.member_merges m where m.tenant_id = p_tenant and p_from in (m.from_member_id, m.to_member_id)
      and p_to in (m.from_member_id, m.to_member_id) and m.state = 'merged')
    or not exists (select from pg_attribute a where a.attrelid = to_regclass('public.' || quote_ident(p_table)) and a.attname = 'member_id')
  then
    raise exception 'merge: not under way' using errcode = 'insufficient_privilege';
  end if;
end $$;

-- Copies the rows with these keys, or all where `p_keys` is null, to `p_to`; what `p_to` has alike stays where it is. Returns the keys of
-- what was copied.
create or replace function goen.merge_copy(p_tenant uuid, p_table text, p_from uuid, p_to uuid, p_keys jsonb default null) returns jsonb
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  c record;
  v_copied jsonb;
begin
  perform goen.merge_under_way(p_tenant, p_table, p_from, p_to);
  c := goen.merge_columns(p_table);
  execute format('with copied as (insert into public.%1$I (%2$s) select %3$s from public.%1$I s where s.tenant_id = $1 and s.member_id = $2%4$s
      on conflict do nothing returning *)
    select coalesce(jsonb_agg(jsonb_build_object(%5$s)), ''[]'') from copied', p_table, c.all_columns, c.values_for,
    case when p_keys is not null then format(' and exists (select from jsonb_populate_recordset(null::public.%I, $4) k where %s)',
      p_table, c.key_match) else '' end, c.key_object)
  into v_copied using p_tenant, p_from, p_to, p_keys;
  return v_copied;
end $$;

-- Deletes the originals of what was copied.
create or replace function goen.merge_clear(p_tenant uuid, p_table text, p_from uuid, p_to uuid, p_keys jsonb) returns void
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  perform goen.merge_under_way(p_tenant, p_table, p_from, p_to);
  execute format('delete from public.%1$I s where s.tenant_id = $1 and s.member_id = $2
      and exists (select from jsonb_populate_recordset(null::public.%1$I, $3) k where %2$s)', p_table, (goen.merge_columns(p_table)).key_match)
  using p_tenant, p_from, p_keys;
end $$;
