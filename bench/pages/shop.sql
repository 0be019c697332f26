-- A shop of a given number of members as a desk sees it, and a second one of a tenth, so that naming the tenant matters: names with
-- their readings as they are spread in Japan (a few surnames hold most people), keys, tags, stores, sales, the audit log, and one
-- campaign that considered everybody. Deterministic: everything follows from row numbers. Run as superuser with triggers off.
create or replace function pg_temp.dice(n bigint, salt int, sides int) returns int language sql immutable parallel safe as
  $$ select (abs(hashint8extended(n, salt)) % sides)::int $$;
create or replace function pg_temp.id(kind int, shop int, n bigint) returns uuid language sql immutable parallel safe as
  $$ select (lpad(to_hex(kind), 4, '0') || lpad(to_hex(shop), 4, '0') || '-0000-7000-8000-' || lpad(to_hex(n), 12, '0'))::uuid $$;
-- A member number: 29, ten digits, and GS1's check digit.
create or replace function pg_temp.card(shop int, n bigint) returns text language sql immutable parallel safe as $$
  select t || (10 - (select sum(substr(t, i, 1)::int * case when i % 2 = 1 then 1 else 3 end) from generate_series(1, 12) i) % 10) % 10
  from (select '29' || lpad((shop * 1000000000 + n * 37)::text, 10, '0') as t) s $$;

create or replace procedure pg_temp.fill(shop int, count_of_members bigint, at timestamptz) language plpgsql as $fill$
declare
  tenant uuid := pg_temp.id(1, shop, 0);
  family text[] := '{佐藤,鈴木,高橋,田中,伊藤,渡辺,山本,中村,小林,加藤,吉田,山田,佐々木,山口,松本,井上,木村,林,斎藤,清水,山崎,森,池田,橋本,阿部,石川,山下,中島,石井,小川,前田,岡田,長谷川,藤田,後藤,近藤,村上,遠藤,青木,坂本}';
  family_kana text[] := '{サトウ,スズキ,タカハシ,タナカ,イトウ,ワタナベ,ヤマモト,ナカムラ,コバヤシ,カトウ,ヨシダ,ヤマダ,ササキ,ヤマグチ,マツモト,イノウエ,キムラ,ハヤシ,サイトウ,シミズ,ヤマザキ,モリ,イケダ,ハシモト,アベ,イシカワ,ヤマシタ,ナカジマ,イシイ,オガワ,マエダ,オカダ,ハセガワ,フジタ,ゴトウ,コンドウ,ムラカミ,エンドウ,アオキ,サカモト}';
  given text[] := '{花子,太郎,陽子,健一,美咲,翔太,由美子,大輔,恵子,拓也,真由美,直樹,裕子,隆,久美子,誠,明美,浩,智子,剛,幸子,修,和子,茂,愛,蓮,葵,湊,結衣,樹}';
  given_kana text[] := '{ハナコ,タロウ,ヨウコ,ケンイチ,ミサキ,ショウタ,ユミコ,ダイスケ,ケイコ,タクヤ,マユミ,ナオキ,ユウコ,タカシ,クミコ,マコト,アケミ,ヒロシ,トモコ,ツヨシ,サチコ,オサム,カズコ,シゲル,アイ,レン,アオイ,ミナト,ユイ,イツキ}';
begin
  insert into tenants (id, slug, name, name_latin, trade, brand_color, mail_from_name, mail_from_address, legal_name, legal_address, contact_url, created_at)
  values (tenant, 'bench-' || shop, '測定商店', 'Bench', 'electronics', '#0f5ea8', '測定商店', 'shop@example.jp', '測定商店', '東京都', 'https://example.jp', at);
  insert into stores (tenant_id, id, external_id, name, kind, created_at)
  select tenant, pg_temp.id(6, shop, s), 'S' || s, '店' || s, 'shop', at from generate_series(0, 20) s;
  insert into members (tenant_id, member_id, member_no, external_id, family_name, given_name, family_kana, given_kana, kana_normalised, name_normalised,
    email_normalised, phone_normalised, birthday, gender, prefecture, locale, mail_opt_in, joined_at, joined_store_id, last_login_at, withdrawn_at, updated_at)
  select tenant, pg_temp.id(4, shop, m), pg_temp.card(shop, m), 'EXT' || m, f.name, g.name, f.kana, g.kana, f.kana || g.kana, f.name || g.name,
    case when pg_temp.dice(m, 1, 10) < 7 then 'm' || m || '@example.jp' end,
    case when pg_temp.dice(m, 21, 10) < 8 then '+8190' || lpad((10000000 + m * 7 % 90000000)::text, 8, '0') end,
    date '1945-01-01' + pg_temp.dice(m, 3, 23000), (array['female', 'male', 'female', 'other'])[1 + pg_temp.dice(m, 5, 4)], '東京都', 'ja',
    pg_temp.dice(m, 7, 10) < 5, at - make_interval(mins => pg_temp.dice(m, 8, 1577000), secs => m % 60),
    -- The last store is new: one in a thousand joined there.
    pg_temp.id(6, shop, case when pg_temp.dice(m, 22, 1000) = 0 then 20 else pg_temp.dice(m, 12, 20) end),
    case when pg_temp.dice(m, 9, 10) < 6 then at - make_interval(mins => pg_temp.dice(m, 10, 526000), secs => m % 60) end,
    case when pg_temp.dice(m, 11, 50) = 0 then at end, at
  from generate_series(1, count_of_members) m
  cross join lateral (select family[i] as name, family_kana[i] as kana from (select 1 + (pg_temp.dice(m, 30, 1600)::float ^ 0.5)::int % 40 as i) n) f
  cross join lateral (select given[i] as name, given_kana[i] as kana from (select 1 + pg_temp.dice(m, 31, 30) as i) n) g;
  insert into member_words (tenant_id, member_id, kind, word)
  select m.tenant_id, m.member_id, w.kind, w.word from members m
  cross join lateral goen.member_words(m.family_kana, m.given_kana, m.kana_normalised, m.family_name, m.given_name, m.name_normalised) w
  where m.tenant_id = tenant;
  insert into member_keys (tenant_id, kind, value, member_id, created_at)
  select tenant, k.kind, k.value, m.member_id, at from members m
  cross join lateral (values ('card', m.member_no), ('external', m.external_id), ('email', m.email_normalised), ('phone', m.phone_normalised)) k (kind, value)
  where m.tenant_id = tenant and k.value is not null;
  insert into member_tags (tenant_id, id, name, created_at)
  values (tenant, pg_temp.id(9, shop, 1), 'お得意様', at), (tenant, pg_temp.id(9, shop, 2), '大勢', at);
  insert into member_tag_links (tenant_id, member_id, tag_id, joined_at, added_at)
  select tenant, m.member_id, pg_temp.id(9, shop, t), m.joined_at, at from members m
  cross join generate_series(1, 2) t
  where m.tenant_id = tenant and pg_temp.dice(hashtextextended(m.external_id, t), 40, 100) < case t when 1 then 1 else 20 end;
  insert into purchases (tenant_id, member_id, id, kind, external_id, store_id, occurred_at, recorded_at, business_date, total_yen, request_hash)
  select tenant, pg_temp.id(4, shop, m), pg_temp.id(5, shop, m * 64 + n), 'sale', m || '-' || n, pg_temp.id(6, shop, pg_temp.dice(m, 12, 20)),
    t.at, t.at, t.at::date, 100 + pg_temp.dice(m * 64 + n, 18, 30000), ''
  from generate_series(1, count_of_members) m
  cross join lateral generate_series(1, case when m % 1000 = 0 then 60 else pg_temp.dice(m, 13, 4) end) n
  cross join lateral (select at - make_interval(mins => pg_temp.dice(m * 64 + n, 14, 1500000)) as at) t;
  insert into purchase_lines (tenant_id, member_id, id, purchase_id, line_no, description, quantity, unit_price_yen, amount_yen, occurred_at, store_id)
  select tenant, member_id, pg_temp.id(7, shop, ('x' || right(id::text, 12))::bit(48)::bigint), id, 1, '商品', 1, total_yen, total_yen, occurred_at, store_id
  from purchases where tenant_id = tenant;
  insert into audit_log (tenant_id, id, at, actor_kind, action, subject_kind, subject_id, member_id, request_id)
  select tenant, pg_temp.id(10, shop, a), at - make_interval(mins => pg_temp.dice(a, 50, 526000)), (array['staff', 'member', 'system'])[1 + pg_temp.dice(a, 51, 3)],
    (array['members.update_profile', 'members.set_consent', 'points.adjust', 'purchases.record', 'campaigns.publish'])[1 + (pg_temp.dice(a, 52, 1000) / 249.8)::int],
    'member', pg_temp.id(4, shop, 1 + a % count_of_members), pg_temp.id(4, shop, 1 + a % count_of_members), 'bench'
  from generate_series(1, count_of_members) a;
  insert into segments (tenant_id, id, name, rule, created_at, updated_at)
  select tenant, pg_temp.id(11, shop, s), 'セグメント' || s, '{"type": "has_mail", "is": true}', at, at from generate_series(1, 100) s;
  insert into campaigns (tenant_id, id, name, message_class, state, draft, current_version_id, created_at, updated_at)
  select tenant, pg_temp.id(12, shop, c), 'キャンペーン' || c, 'marketing', 'live', '{}', pg_temp.id(13, shop, c), at, at - make_interval(mins => c)
  from generate_series(1, 300) c;
  insert into campaign_versions (tenant_id, id, campaign_id, version_no, definition, published_at)
  select tenant, pg_temp.id(13, shop, c), pg_temp.id(12, shop, c), 1, '{}', at from generate_series(1, 300) c;
  insert into candidates (tenant_id, member_id, campaign_version_id, occurrence, campaign_id, run_id, due_at, facts, verdict, decided_at)
  select tenant, m.member_id, pg_temp.id(13, shop, 1), 'run', pg_temp.id(12, shop, 1), pg_temp.id(14, shop, 1), at, '{}',
    (array['send', 'send', 'send', 'no_consent', 'no_address', 'holdout', 'quiet_hours', 'capped'])[1 + pg_temp.dice(hashtextextended(m.external_id, 9), 60, 8)],
    at - make_interval(secs => pg_temp.dice(hashtextextended(m.external_id, 9), 61, 3600))
  from members m where m.tenant_id = tenant;
end $fill$;
