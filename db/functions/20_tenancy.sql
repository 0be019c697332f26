-- The one place where memberships are read across shops: at sign-in an account asks where it may go. Row-level security hides
-- other shops' rows from the serving role, so this runs as the owner and answers for one account only.
create or replace function goen.memberships_of_account(account uuid)
returns table (tenant_id uuid, membership_id uuid, role text, slug text, name text, brand_color text)
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select m.tenant_id, m.id, m.role, t.slug, t.name, t.brand_color
  from public.staff_memberships m join public.tenants t on t.id = m.tenant_id
  where m.account_id = account and m.removed_at is null
  order by t.slug
$$;
