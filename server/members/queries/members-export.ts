import { and, asc, gt, inArray, sql } from "drizzle-orm";
import { z } from "zod";
import { members } from "@/db/schema/members";
import { type Ctx, read } from "@/server/kernel/ctx";
import { defineExport } from "@/server/kernel/export-kinds";
import { memberCells, memberColumnHeaders } from "@/server/kernel/member-columns";
import { memberFilter, memberId } from "../input";
import { membersIn } from "./member-filter";

const perPage = 2_000;

/** All that a filter finds, or those who were chosen one by one. */
const wanted = z.object({ filter: memberFilter.optional(), memberIds: z.array(memberId).min(1).max(1_000).optional() });
type Wanted = z.output<typeof wanted>;

const headers = {
  ja: "会員番号,外部ID,姓,名,セイ,メイ,メール,電話,生年月日,性別,郵便番号,都道府県,市区町村,番地,メール受信許可,入会日時,退会日時",
  en: "Member number,External ID,Family name,Given name,Family kana,Given kana,Mail,Phone,Birthday,Gender,Postal code,Prefecture,City,Address,Mail consent,Joined,Left",
};

const conditionOf = async (ctx: Ctx, { filter, memberIds }: Wanted) =>
  and(
    await membersIn(ctx, memberFilter.parse(filter ?? {})),
    memberIds ? inArray(members.memberId, memberIds) : undefined,
  );

/** The list of members as a file: what the desk sees of each, in the order of their ids. */
export const membersExport = defineExport({
  name: "members",
  permission: "members.read",
  filter: wanted,
  countPersons: async (ctx, filter) => {
    const condition = await conditionOf(ctx, filter);
    const { rows } = await read(ctx, (tx) =>
      tx.execute<{ n: number }>(sql`select count(*)::int as n from ${members} where ${condition}`),
    );
    return rows[0]?.n ?? 0;
  },
  header: (locale) => [...headers[locale].split(","), ...memberColumnHeaders(locale)],
  lines: async function* (ctx, filter, locale = "ja") {
    const condition = await conditionOf(ctx, filter);
    let after = "00000000-0000-0000-0000-000000000000";
    for (;;) {
      const from = after;
      const rows = await read(ctx, (tx) =>
        tx
          .select()
          .from(members)
          .where(and(condition, gt(members.memberId, from)))
          .orderBy(asc(members.memberId))
          .limit(perPage),
      );
      const more = await memberCells(
        ctx,
        rows.map((row) => row.memberId),
        locale,
      );
      for (const row of rows)
        yield [
          row.memberNo,
          row.externalId,
          row.familyName,
          row.givenName,
          row.familyKana,
          row.givenKana,
          row.emailNormalised,
          row.phoneNormalised,
          row.birthday,
          row.gender,
          row.postalCode,
          row.prefecture,
          row.city,
          row.addressLine,
          row.mailOptIn ? "1" : "0",
          row.joinedAt.toISOString(),
          row.withdrawnAt?.toISOString() ?? null,
          ...more(row.memberId),
        ];
      const last = rows.at(-1);
      if (rows.length < perPage || !last) return;
      after = last.memberId;
    }
  },
});
