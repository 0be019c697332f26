-- Words under which a member is found beside the beginning of the whole name. All are ends of the normalised whole, so that
-- there is one way to normalise (server/members/rules/kana.ts): a given name of its own, what follows a blank, or, where a
-- name is written in one piece (山田太郎), whatever follows a possible family name: one to three letters, two to five kana.
create or replace function goen.member_words(family_kana text, given_kana text, kana text, family_name text, given_name text, name text)
returns table (kind text, word text) language sql immutable parallel safe set search_path = pg_catalog, pg_temp as $$
  select distinct w.kind, w.word
  from (values
      ('kana', kana, given_kana, family_kana, '[\s・.''’]', 2, 5, 2, '^[ァ-ヺー]+$'),
      ('name', name, given_name, family_name, '\s', 1, 3, 1, '^[々〆㐀-鿿豈-﫿𠀀-𲎯][ぁ-ヿ々〆㐀-鿿豈-﫿𠀀-𲎯]{2,}$')
    ) n (kind, whole, given, family, ignored, shortest, longest, least, in_one_piece)
  cross join lateral (select char_length(regexp_replace(
      coalesce(normalize(given, nfkc), substring(normalize(family, nfkc) from '^\s*\S+\s+(\S.*)$'), ''), ignored, '', 'g'))) g (letters)
  cross join lateral (
    select kind, right(whole, g.letters) where g.letters > 0
    union all
    select kind, substr(whole, after + 1) from generate_series(shortest, longest) after
    where g.letters = 0 and whole ~ in_one_piece and char_length(whole) >= after + least
  ) w (kind, word)
  where w.word <> whole
$$;

create or replace function goen.keep_member_words() returns trigger
language plpgsql set search_path = pg_catalog, public, pg_temp as $$
begin
  if tg_op = 'UPDATE' then
    delete from member_words where tenant_id = old.tenant_id and member_id = old.member_id;
  end if;
  insert into member_words (tenant_id, member_id, kind, word)
  select new.tenant_id, new.member_id, w.kind, w.word
  from goen.member_words(new.family_kana, new.given_kana, new.kana_normalised, new.family_name, new.given_name, new.name_normalised) w;
  return null;
end $$;

create or replace trigger words_of_new_member after insert on members for each row
  when (new.kana_normalised is not null or new.name_normalised is not null) execute function goen.keep_member_words();
create or replace trigger words_of_changed_member after update on members for each row
  when ((old.kana_normalised, old.name_normalised, old.given_kana, old.given_name, old.family_kana, old.family_name)
    is distinct from (new.kana_normalised, new.name_normalised, new.given_kana, new.given_name, new.family_kana, new.family_name))
  execute function goen.keep_member_words();
