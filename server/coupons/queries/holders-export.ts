import { sql } from "drizzle-orm";
import { read } from "@/server/kernel/ctx";
import { defineExport } from "@/server/kernel/export-kinds";
import { holderFilter } from "../input";
import { spokenCode } from "../rules/code";
import { holderPage } from "./holders";

const perPage = 2_000;
const headers = {
  ja: "会員番号,姓,名,コード,受け取り方,状態,配布日時,表示日時,利用回数,利用日時,利用店舗,割引額,返却日時,有効期限",
  en: "Member number,Family name,Given name,Code,Way,State,Given,Seen,Uses,Used,Store,Discount,Given back,Valid until",
};
const states = {
  ja: { usable: "使える", used: "使用済み", over: "期限切れ", withdrawn: "取り下げ" },
  en: { usable: "usable", used: "used", over: "over", withdrawn: "withdrawn" },
};

/** Who holds a coupon and what became of it, as a file: the list as it is narrowed on screen. */
export const holdersExport = defineExport({
  name: "coupon_holders",
  permission: "coupons.handle",
  filter: holderFilter,
  countPersons: async (ctx, filter) => {
    const { couponId } = holderFilter.parse(filter);
    const { rows } = await read(ctx, (tx) =>
      tx.execute<{ n: number }>(
        sql`select count(distinct member_id)::integer as n from held_coupons where tenant_id = ${ctx.tenant} and coupon_id = ${couponId}`,
      ),
    );
    return rows[0]?.n ?? 0;
  },
  header: (locale) => headers[locale].split(","),
  lines: async function* (ctx, filter, locale = "ja") {
    const wanted = holderFilter.parse(filter);
    let after: { at: string; id: string } | null = null;
    for (;;) {
      const rows = await holderPage(ctx, wanted, after, perPage);
      for (const row of rows)
        yield [
          row.memberNo,
          row.familyName,
          row.givenName,
          spokenCode(row.code),
          row.source,
          states[locale][row.state],
          row.issuedAt.toISOString(),
          row.shownAt?.toISOString() ?? null,
          row.uses,
          row.usedAt?.toISOString() ?? null,
          row.usedIn,
          row.discountYen,
          row.returnedAt?.toISOString() ?? null,
          row.validUntil.toISOString(),
        ];
      const last = rows.at(-1);
      if (rows.length < perPage || !last) return;
      after = { at: last.issuedAt.toISOString(), id: last.heldId };
    }
  },
});
