import { sql } from "drizzle-orm";
import { z } from "zod";
import { read } from "@/server/kernel/ctx";
import { defineExport } from "@/server/kernel/export-kinds";
import { spokenCode } from "../rules/code";

const perPage = 5_000;

const headers = { ja: "コード,状態,作成日時,受取日時,利用日時", en: "Code,State,Made,Taken,Used" };
const states = {
  ja: { free: "未使用", taken: "受取済み", used: "使用済み" },
  en: { free: "free", taken: "taken", used: "used" },
};

type Row = Record<string, unknown> & {
  code: string;
  state: "free" | "taken" | "used";
  made: string;
  taken: string | null;
  used: string | null;
};

/** The unique codes of one run, for the printer: as many as there are, page by page, in the order of the codes. No person stands in it. */
export const codesExport = defineExport({
  name: "coupon_codes",
  permission: "coupons.edit",
  filter: z.strictObject({ batchId: z.uuid(), locale: z.enum(["ja", "en"]).default("ja") }),
  countPersons: async () => 0,
  header: (locale) => headers[locale].split(","),
  lines: async function* (ctx, { batchId, locale }) {
    let after = "";
    for (;;) {
      const { rows } = await read(ctx, (tx) =>
        tx.execute<Row>(sql`
          select c.code,
            case when c.used > 0 or h.uses > 0 then 'used' when c.held_id is not null then 'taken' else 'free' end as state,
            to_char(c.created_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as made,
            to_char(c.taken_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as taken,
            to_char(coalesce(c.used_at, h.last_used_at) at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as used
          from coupon_codes c
          left join held_coupons h on h.tenant_id = c.tenant_id and h.member_id = c.member_id and h.id = c.held_id
          where c.tenant_id = ${ctx.tenant} and c.batch_id = ${batchId}::uuid and c.code > ${after}
          order by c.code limit ${perPage}`),
      );
      for (const { code, state, made, taken, used } of rows)
        yield [spokenCode(code), states[locale][state], made, taken, used];
      const last = rows.at(-1);
      if (rows.length < perPage || !last) return;
      after = last.code;
    }
  },
});
