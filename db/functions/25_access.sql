-- Two doors that are opened before the shop is known. Row-level security hides every shop's rows from the serving role then, so these run as
-- the owner; both answer only to somebody who holds the secret itself.
create or replace function goen.invitation_of_link(wanted_link uuid)
returns table (tenant_id uuid, invitation_id uuid)
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select i.tenant_id, i.id from public.staff_invitations i where i.link_id = wanted_link
$$;

drop function if exists goen.api_key_of_hash(text, timestamptz);
-- The key whose secret this is, if it is alive; the secret before the last rotation is good for its day of grace.
create or replace function goen.api_key_behind(wanted_hash text, at timestamptz)
returns setof public.api_keys
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select k.* from public.api_keys k
  where k.revoked_at is null and (k.expires_at is null or k.expires_at > at) and (k.secret_hash = wanted_hash or (k.former_secret_hash = wanted_hash and k.former_until > at))
$$;

-- Where an account works, also whether the shop asks for a second step.
create or replace function goen.totp_shops_of_account(account uuid)
returns table (tenant_id uuid)
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select m.tenant_id
  from public.staff_memberships m join public.access_settings s on s.tenant_id = m.tenant_id
  where m.account_id = account and m.removed_at is null and s.requires_totp
$$;
