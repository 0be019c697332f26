-- One way of writing a street: 1丁目2番3号, １－２－３ and 1-2-3 are the same.
create or replace function goen.plain_address(p_line text) returns text language sql immutable set search_path = pg_catalog, pg_temp as $$
  select nullif(trim(both '-' from regexp_replace(regexp_replace(lower(normalize(p_line, nfkc)), '丁目|番地の?|番|号室?|[‐‑–—−ー－]', '-', 'g'),
    '[\s　]+|-(?=-)', '', 'g')), '')
$$;

-- By what a member may be recognised (server/identity): fingerprints of what two records of one person have in common. Only members who
-- share one are compared, so that nobody is compared with everybody.
create or replace function goen.member_marks_of(m public.members) returns table (kind text, mark uuid)
language sql immutable set search_path = pg_catalog, pg_temp as $$
  select v.kind, md5(v.kind || ':' || v.value)::uuid
  from (values
    ('email', m.email_normalised),
    ('phone', m.phone_normalised),
    ('kana_birthday', m.kana_normalised || ':' || m.birthday),
    ('kana_postal', m.kana_normalised || ':' || m.postal_code),
    ('name_birthday', m.name_normalised || ':' || m.birthday),
    ('name_postal', m.name_normalised || ':' || m.postal_code),
    ('address', m.postal_code || ':' || goen.plain_address(m.address_line))
  ) v(kind, value)
  where v.value is not null and m.withdrawn_at is null
$$;

-- Writes the marks of these members anew.
create or replace function goen.mark_members(p_tenant uuid, p_members uuid[]) returns void language plpgsql as $$
begin
  delete from public.member_marks k where k.tenant_id = p_tenant and k.member_id = any (p_members);
  insert into public.member_marks (tenant_id, kind, mark, member_id)
  select p_tenant, x.kind, x.mark, m.member_id
  from public.members m cross join lateral goen.member_marks_of(m) x
  where m.tenant_id = p_tenant and m.member_id = any (p_members)
  on conflict do nothing;
end $$;

-- Who shares a mark with one of these members, and what the two records say alike. A mark of more than `p_most` members (a store's own
-- telephone, 1 January 1900) says nothing about a person and is passed over.
create or replace function goen.duplicates_of(p_tenant uuid, p_members uuid[], p_most integer)
returns table (first_member_id uuid, second_member_id uuid, email boolean, phone boolean, name boolean, birthday boolean, address boolean,
  postal boolean, gender boolean) language sql stable as $$
  -- Mark by mark, each by the whole key of its index: a join over marks is planned by what is known of the shop, which right after they
  -- were written is nothing.
  with mine as materialized (
    select distinct k.kind, k.mark from public.member_marks k
    where k.tenant_id = p_tenant and k.member_id = any (p_members) and k.kind <> 'address'
  ), shared as (
    select s.members from mine d cross join lateral (
      select array_agg(few.member_id) as members from (
        select k.member_id from public.member_marks k where k.tenant_id = p_tenant and k.kind = d.kind and k.mark = d.mark
        limit p_most + 1
      ) few
    ) s where cardinality(s.members) between 2 and p_most
  ), pairs as (
    select distinct a.id as one, b.id as other
    from shared s cross join lateral unnest(s.members) a(id) cross join lateral unnest(s.members) b(id)
    where a.id < b.id and (a.id = any (p_members) or b.id = any (p_members))
  )
  select p.one, p.other, x.email_normalised = y.email_normalised, x.phone_normalised = y.phone_normalised,
    case when x.kana_normalised = y.kana_normalised or x.name_normalised = y.name_normalised then true
      when coalesce(x.kana_normalised, x.name_normalised) is not null and coalesce(y.kana_normalised, y.name_normalised) is not null
        and (x.kana_normalised <> y.kana_normalised or x.name_normalised <> y.name_normalised) then false end,
    x.birthday = y.birthday,
    x.postal_code = y.postal_code and goen.plain_address(x.address_line) = goen.plain_address(y.address_line),
    x.postal_code = y.postal_code, x.gender = y.gender
  from pairs p
  join public.members x on x.tenant_id = p_tenant and x.member_id = p.one and x.withdrawn_at is null
  join public.members y on y.tenant_id = p_tenant and y.member_id = p.other and y.withdrawn_at is null
$$;
