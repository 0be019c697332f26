import { type SQL, sql } from "drizzle-orm";
import type { z } from "zod";
import { type Ctx, read } from "@/server/kernel/ctx";
import { defineExport } from "@/server/kernel/export-kinds";
import { tenantOf } from "@/server/kernel/gate";
import { addDays, instantOf } from "@/server/kernel/time";
import { consentFilter } from "../input";

const perPage = 2_000;
const headers = {
  ja: [
    "会員番号",
    "チャネル",
    "同意",
    "日時",
    "方法",
    "文面の版",
    "記録した人",
    "記録した人のID",
    "IPアドレス",
    "端末",
    "記録ID",
  ],
  en: [
    "Member no.",
    "Channel",
    "Consent",
    "At",
    "How",
    "Text version",
    "Recorded by",
    "Recorded by (ID)",
    "IP address",
    "Device",
    "Record ID",
  ],
};

async function conditions(ctx: Ctx, filter: z.output<typeof consentFilter>): Promise<SQL> {
  const { timeZone } = await tenantOf(ctx);
  const parts = [sql`c.tenant_id = ${ctx.tenant}`];
  if (filter.channel) parts.push(sql`c.channel = ${filter.channel}`);
  if (filter.memberId) parts.push(sql`c.member_id = ${filter.memberId}`);
  if (filter.from) parts.push(sql`c.at >= ${instantOf(filter.from, 0, timeZone).toISOString()}::timestamptz`);
  if (filter.to) parts.push(sql`c.at < ${instantOf(addDays(filter.to, 1), 0, timeZone).toISOString()}::timestamptz`);
  return sql.join(parts, sql` and `);
}

type Row = {
  member_no: string;
  member_id: string;
  id: string;
  channel: string;
  is_granted: boolean;
  at: string;
  source: string;
  text_version: string;
  actor_kind: string;
  actor_id: string | null;
  ip: string | null;
  user_agent: string | null;
} & Record<string, unknown>;

/** The consent ledger as it stands (特定電子メール法 art. 4 rule: who, when, how, to which wording): every yes and no, nothing summed up. */
export const consentExport = defineExport({
  name: "consent_ledger",
  permission: "privacy.handle",
  filter: consentFilter,
  countPersons: async (ctx, filter) => {
    const where = await conditions(ctx, filter);
    const { rows } = await read(ctx, (tx) =>
      tx.execute<{ n: number }>(sql`select count(distinct c.member_id)::bigint as n from consents c where ${where}`),
    );
    return rows[0]?.n ?? 0;
  },
  header: (locale) => headers[locale],
  lines: async function* (ctx, filter, locale = "ja") {
    const where = await conditions(ctx, filter);
    const zero = "00000000-0000-0000-0000-000000000000";
    let after = { member: zero, id: zero };
    for (;;) {
      const { rows } = await read(ctx, (tx) =>
        tx.execute<Row>(sql`
          select m.member_no, c.member_id, c.id, c.channel, c.is_granted,
            to_char(c.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as at, c.source, c.text_version, c.actor_kind, c.actor_id,
            c.ip, c.user_agent
          from consents c join members m on m.tenant_id = c.tenant_id and m.member_id = c.member_id
          where ${where} and (c.member_id, c.id) > (${after.member}::uuid, ${after.id}::uuid)
          order by c.member_id, c.id limit ${perPage}`),
      );
      for (const row of rows)
        yield [
          row.member_no,
          row.channel,
          row.is_granted ? (locale === "ja" ? "同意" : "yes") : locale === "ja" ? "撤回" : "no",
          row.at,
          row.source,
          row.text_version,
          row.actor_kind,
          row.actor_id,
          row.ip,
          row.user_agent,
          row.id,
        ];
      const last = rows.at(-1);
      if (!last) return;
      after = { member: last.member_id, id: last.id };
    }
  },
});
