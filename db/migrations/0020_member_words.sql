CREATE TABLE "member_words" (
	"tenant_id" uuid NOT NULL,
	"member_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"word" text NOT NULL,
	CONSTRAINT "member_words_tenant_id_member_id_kind_word_pk" PRIMARY KEY("tenant_id","member_id","kind","word"),
	CONSTRAINT "member_words_kind" CHECK (kind in ('kana', 'name'))
);
--> statement-breakpoint
ALTER TABLE "member_words" ADD CONSTRAINT "member_words_tenant_id_member_id_members_tenant_id_member_id_fk" FOREIGN KEY ("tenant_id","member_id") REFERENCES "public"."members"("tenant_id","member_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "member_words_by_word" ON "member_words" USING btree ("tenant_id","kind","word" text_pattern_ops,"member_id");--> statement-breakpoint
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
$$;--> statement-breakpoint
INSERT INTO "member_words" ("tenant_id", "member_id", "kind", "word")
SELECT m.tenant_id, m.member_id, w.kind, w.word FROM "members" m
CROSS JOIN LATERAL goen.member_words(m.family_kana, m.given_kana, m.kana_normalised, m.family_name, m.given_name, m.name_normalised) w;
