import { sql } from "drizzle-orm";
import type { z } from "zod";
import { type Ctx, read } from "@/server/kernel/ctx";
import { defineExport } from "@/server/kernel/export-kinds";
import { tenantOf } from "@/server/kernel/gate";
import { addMonths, instantOf } from "@/server/kernel/time";
import { journalFilter } from "../input";

const perPage = 2_000;
const headers = {
  ja: [
    "記録日時",
    "営業日",
    "仕訳ID",
    "会員番号",
    "種類",
    "口座",
    "増減",
    "残高",
    "店舗コード",
    "取引ID",
    "理由",
    "行",
  ],
  en: [
    "Recorded",
    "Business day",
    "Journal ID",
    "Member no.",
    "Kind",
    "Account",
    "Amount",
    "Balance",
    "Store",
    "Cause ID",
    "Reason",
    "Line",
  ],
};

async function bounds(ctx: Ctx, month: string) {
  const { timeZone } = await tenantOf(ctx);
  const first = `${month}-01`;
  return {
    from: instantOf(first, 0, timeZone).toISOString(),
    until: instantOf(addMonths(first, 1), 0, timeZone).toISOString(),
  };
}

type Line = {
  recorded_at: string;
  business_date: string;
  journal_id: string;
  member_id: string;
  member_no: string;
  kind: string;
  account: string;
  amount: number;
  balance_after: number | null;
  store: string | null;
  cause_id: string | null;
  reason: string | null;
  entry_no: number;
} & Record<string, unknown>;

/** Every posting of a month by the books' own clock, each journal's lines together: they sum to zero. */
export const journalExport = defineExport({
  name: "point_journals",
  permission: "books.read",
  filter: journalFilter,
  countPersons: async (ctx, { month }) => {
    const { from, until } = await bounds(ctx, month);
    const { rows } = await read(ctx, (tx) =>
      tx.execute<{ n: number }>(sql`select count(distinct member_id)::bigint as n from point_journals
        where tenant_id = ${ctx.tenant} and recorded_at >= ${from}::timestamptz and recorded_at < ${until}::timestamptz`),
    );
    return rows[0]?.n ?? 0;
  },
  header: (locale) => headers[locale],
  lines: async function* (ctx, { month }) {
    for await (const line of linesOf(ctx, month))
      yield [
        line.recorded_at,
        line.business_date,
        line.journal_id,
        line.member_no,
        line.kind,
        line.account,
        line.amount,
        line.balance_after,
        line.store,
        line.cause_id,
        line.reason,
        line.entry_no,
      ];
  },
});

async function* linesOf(ctx: Ctx, month: z.output<typeof journalFilter>["month"]): AsyncGenerator<Line> {
  const { from, until } = await bounds(ctx, month);
  // By member and id: the primary key's order, so that each page goes on where the last one ended.
  let after = { member: "00000000-0000-0000-0000-000000000000", journal: "00000000-0000-0000-0000-000000000000" };
  for (;;) {
    const { rows } = await read(ctx, (tx) =>
      tx.execute<Line>(sql`
        select to_char(j.recorded_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as recorded_at, j.business_date::text as business_date,
          j.id as journal_id, j.member_id, m.member_no, j.kind, e.account, e.amount, e.balance_after, s.external_id as store, j.cause_id,
          j.reason, e.entry_no
        from (select * from point_journals where tenant_id = ${ctx.tenant} and recorded_at >= ${from}::timestamptz
            and recorded_at < ${until}::timestamptz and (member_id, id) > (${after.member}::uuid, ${after.journal}::uuid)
          order by member_id, id limit ${perPage}) j
        join point_entries e on e.tenant_id = j.tenant_id and e.member_id = j.member_id and e.journal_id = j.id
        join members m on m.tenant_id = j.tenant_id and m.member_id = j.member_id
        left join stores s on s.tenant_id = j.tenant_id and s.id = j.store_id
        order by j.member_id, j.id, e.entry_no`),
    );
    yield* rows;
    const last = rows.at(-1);
    if (!last) return;
    after = { member: last.member_id, journal: last.journal_id };
  }
}
