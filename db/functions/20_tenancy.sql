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

-- Whether a shop waits for an account: it works at one, or one has invited its address and the invitation still stands.
create or replace function goen.is_account_awaited(account uuid, at timestamptz)
returns boolean language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select exists (select from public.staff_memberships m where m.account_id = account and m.removed_at is null)
    or exists (
      select from public.staff_accounts a join public.staff_invitations i on i.email_normalised = a.email_normalised
      where a.id = account and i.accepted_at is null and i.withdrawn_at is null and i.expires_at > at)
$$;
