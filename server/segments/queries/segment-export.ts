import { sql } from "drizzle-orm";
import { z } from "zod";
import type { Ctx } from "@/server/kernel/ctx";
import { defineExport } from "@/server/kernel/export-kinds";
import { memberCells, memberColumnHeaders } from "@/server/kernel/member-columns";
import { asEngine, segmentPredicate } from "./count";
import { segmentById } from "./saved";

const perPage = 2_000;
const wanted = z.strictObject({ segmentId: z.uuid() });

const headers = {
  ja: "会員番号,姓,名,セイ,メイ,メール,電話,郵便番号,都道府県,市区町村,番地,メール受信許可,入会日時",
  en: "Member number,Family name,Given name,Family kana,Given kana,Mail,Phone,Postal code,Prefecture,City,Address,Mail consent,Joined",
};

type Row = Record<string, string | null> & { member_id: string };

/** The members of a saved segment as a file, as they are when it is written, in the order of their ids. */
export const segmentExport = defineExport({
  name: "segment_members",
  permission: "segments.edit",
  filter: wanted,
  countPersons: async (ctx, { segmentId }) => {
    const predicate = await predicateOf(ctx, segmentId, true);
    const { rows } = await asEngine(ctx, (tx) =>
      tx.execute<{ n: number }>(sql`select count(*) as n from members m where ${predicate}`),
    );
    return rows[0]?.n ?? 0;
  },
  header: (locale) => [...headers[locale].split(","), ...memberColumnHeaders(locale)],
  lines: async function* (ctx, { segmentId }, locale = "ja") {
    const predicate = await predicateOf(ctx, segmentId, false);
    let after = "00000000-0000-0000-0000-000000000000";
    for (;;) {
      const { rows } = await asEngine(ctx, (tx) =>
        tx.execute<Row>(sql`
          select m.member_id, m.member_no, m.family_name, m.given_name, m.family_kana, m.given_kana, m.email_normalised,
            m.phone_normalised, m.postal_code, m.prefecture, m.city, m.address_line,
            case when m.mail_opt_in then '1' else '0' end as consent,
            to_char(m.joined_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as joined
          from members m where ${predicate} and m.member_id > ${after}::uuid order by m.member_id limit ${perPage}`),
      );
      const more = await memberCells(
        ctx,
        rows.map((row) => row.member_id),
        locale,
      );
      for (const { member_id: memberId, ...row } of rows) yield [...Object.values(row), ...more(memberId)];
      const last = rows.at(-1);
      if (rows.length < perPage || !last) return;
      after = last.member_id;
    }
  },
});

async function predicateOf(ctx: Ctx, segmentId: string, isWholeShop: boolean) {
  const { rule } = await segmentById(ctx, segmentId);
  return segmentPredicate(ctx, rule, isWholeShop);
}
