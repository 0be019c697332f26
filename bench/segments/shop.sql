-- One believable shop of :members members and about ten purchase lines each, and a second one of a tenth of it, so that
-- naming the tenant matters. Deterministic: everything follows from row numbers. Run as superuser with triggers off, because
-- ten million foreign-key look-ups would be the slowest part and prove nothing here.
create or replace function pg_temp.dice(n bigint, salt int, sides int) returns int language sql immutable parallel safe as
  $$ select (abs(hashint8extended(n, salt)) % sides)::int $$;
create or replace function pg_temp.id(kind int, shop int, n bigint) returns uuid language sql immutable parallel safe as
  $$ select (lpad(to_hex(kind), 4, '0') || lpad(to_hex(shop), 4, '0') || '-0000-7000-8000-' || lpad(to_hex(n), 12, '0'))::uuid $$;

create or replace procedure pg_temp.fill(shop int, count_of_members bigint, at timestamptz) language plpgsql as $fill$
declare
  tenant uuid := pg_temp.id(1, shop, 0);
begin
  insert into tenants (id, slug, name, name_latin, trade, brand_color, mail_from_name, mail_from_address, legal_name, legal_address, contact_url, created_at)
  values (tenant, 'bench-' || shop, '測定商店', 'Bench', 'electronics', '#0f5ea8', '測定商店', 'shop@example.jp', '測定商店', '東京都', 'https://example.jp', at);
  insert into categories (tenant_id, id, parent_id, external_id, name, path, created_at)
  select tenant, pg_temp.id(2, shop, c), case when c > 8 then pg_temp.id(2, shop, (c - 1) % 8 + 1) end, 'C' || c, '分類' || c,
    case when c > 8 then '/' || pg_temp.id(2, shop, (c - 1) % 8 + 1) else '' end || '/' || pg_temp.id(2, shop, c) || '/', at
  from generate_series(1, 40) c;
  insert into products (tenant_id, id, external_id, name, category_id, price_yen, warranty_months, created_at, updated_at)
  select tenant, pg_temp.id(3, shop, p), 'P' || p, '商品' || p, pg_temp.id(2, shop, 9 + p % 32), 500 + p * 13 % 90000,
    case when p % 5 = 0 then 12 + 12 * (p % 3) end, at, at
  from generate_series(1, 5000) p;
  insert into members (tenant_id, member_id, member_no, family_name, given_name, email_normalised, birthday, gender, prefecture, locale,
    mail_opt_in, joined_at, last_login_at, withdrawn_at, updated_at)
  select tenant, pg_temp.id(4, shop, m), 'M' || m, '測定', '花子', case when pg_temp.dice(m, 1, 10) < 7 then 'm' || m || '@example.jp' end,
    case when pg_temp.dice(m, 2, 10) < 8 then date '1945-01-01' + pg_temp.dice(m, 3, 23000) end,
    case when pg_temp.dice(m, 4, 10) < 8 then (array['female', 'male', 'female', 'other'])[1 + pg_temp.dice(m, 5, 4)] end,
    (array['東京都', '神奈川県', '大阪府', '愛知県', '埼玉県', '千葉県', '兵庫県', '北海道', '福岡県', '京都府'])[1 + pg_temp.dice(m, 6, 10)], 'ja',
    pg_temp.dice(m, 7, 10) < 5, at - make_interval(mins => pg_temp.dice(m, 8, 1577000)),
    case when pg_temp.dice(m, 9, 10) < 6 then at - make_interval(mins => pg_temp.dice(m, 10, 526000)) end,
    case when pg_temp.dice(m, 11, 50) = 0 then at end, at
  from generate_series(1, count_of_members) m;
  insert into purchases (tenant_id, member_id, id, kind, external_id, store_id, occurred_at, recorded_at, business_date, total_yen, request_hash)
  select tenant, pg_temp.id(4, shop, m), pg_temp.id(5, shop, m * 16 + n), 'sale', m || '-' || n, pg_temp.id(6, shop, pg_temp.dice(m, 12, 20)),
    t.at, t.at, t.at::date, 0, ''
  from generate_series(1, count_of_members) m
  cross join lateral generate_series(1, (array[0, 1, 2, 3, 4, 10])[1 + pg_temp.dice(m, 13, 6)]) n
  cross join lateral (select at - make_interval(mins => (pg_temp.dice(m * 16 + n, 14, 1256)::bigint ^ 2)::int) as at) t;
  insert into purchase_lines (tenant_id, member_id, id, purchase_id, line_no, product_id, quantity, unit_price_yen, amount_yen, occurred_at, store_id, returned_quantity)
  select tenant, p.member_id, pg_temp.id(7, shop, k.key), p.id, n, pg_temp.id(3, shop, 1 + (pg_temp.dice(k.key, 15, 17100)::bigint ^ 3 / 1e9)::int), 1, k.yen, k.yen,
    p.occurred_at, p.store_id, (pg_temp.dice(k.key, 16, 25) = 0)::int
  from (select *, ('x' || right(id::text, 12))::bit(48)::bigint as no from purchases where tenant_id = tenant) p
  cross join lateral generate_series(1, 1 + pg_temp.dice(p.no, 17, 5)) n
  cross join lateral (select p.no * 8 + n as key, 100 + pg_temp.dice(p.no * 8 + n, 18, 30000) as yen) k;
  insert into warranties (tenant_id, member_id, id, purchase_line_id, piece_no, product_id, starts_on, ends_on, created_at)
  select tenant, l.member_id, l.id, l.id, 1, l.product_id, l.occurred_at::date, (l.occurred_at + make_interval(months => p.warranty_months))::date, l.occurred_at
  from purchase_lines l join products p on p.tenant_id = tenant and p.id = l.product_id and p.warranty_months is not null
  where l.tenant_id = tenant and l.returned_quantity = 0;
  insert into wallets (tenant_id, member_id, available, version, next_due_at)
  select tenant, pg_temp.id(4, shop, m), pg_temp.dice(m, 19, 3000), 1, at + make_interval(days => 1 + pg_temp.dice(m, 20, 365))
  from generate_series(1, count_of_members) m;
  insert into point_lots (tenant_id, member_id, id, journal_id, state, granted, remaining, available_at, expires_at, origin)
  select tenant, w.member_id, pg_temp.id(8, shop, row_number() over ()), tenant, 'available', w.available, w.available, at - interval '1 day', w.next_due_at, 'purchase'
  from wallets w where w.tenant_id = tenant and w.available > 0;
end $fill$;
