import { sql } from "drizzle-orm";
import { z } from "zod";
import { type Verdict, verdicts } from "@/server/campaigns/input";
import { type Ctx, read } from "@/server/kernel/ctx";
import { defineExport } from "@/server/kernel/export-kinds";
import { logWords } from "../rules/log-words";

const perPage = 2_000;
const wanted = z.strictObject({ campaignId: z.uuid(), verdict: z.enum(verdicts).optional() });
type Wanted = z.output<typeof wanted>;

const headers = {
  ja: "会員番号,姓,名,きっかけ,判定,理由,判定日時,送信の状態,送信日時,開封日時,クリック日時",
  en: "Member number,Family name,Given name,Occasion,Verdict,Why,Decided,Sending,Handed over,Opened,Clicked",
};

const ofCampaign = (ctx: Ctx, { campaignId, verdict }: Wanted) => sql`c.tenant_id = ${ctx.tenant}
  and c.campaign_id = ${campaignId} ${verdict ? sql`and c.verdict = ${verdict}` : sql``}`;

interface Line extends Record<string, unknown> {
  member_id: string;
  campaign_version_id: string;
  occurrence: string;
  member_no: string;
  family_name: string | null;
  given_name: string | null;
  product_name: string | null;
  verdict: Verdict | null;
  decided_at: string | null;
  lost_to: string | null;
  state: string | null;
  state_reason: string | null;
  handed_at: string | null;
  opened_at: string | null;
  clicked_at: string | null;
}

/** Everyone a campaign considered with the verdict on each, as a file, in the order of their ids. */
export const logExport = defineExport({
  name: "campaign_log",
  permission: "results.read_names",
  filter: wanted,
  countPersons: async (ctx, filter) => {
    const { rows } = await read(ctx, (tx) =>
      tx.execute<{ n: number }>(
        sql`select count(distinct c.member_id) as n from candidates c where ${ofCampaign(ctx, filter)}`,
      ),
    );
    return rows[0]?.n ?? 0;
  },
  header: (locale) => headers[locale].split(","),
  lines: async function* (ctx, filter, locale = "ja") {
    const nil = "00000000-0000-0000-0000-000000000000";
    let after = { member: nil, version: nil, occurrence: "" };
    for (;;) {
      const from = after;
      const { rows } = await read(ctx, (tx) =>
        tx.execute<Line>(sql`
          select c.member_id, c.campaign_version_id, c.occurrence, m.member_no, m.family_name, m.given_name, c.verdict,
            c.decided_at, g.name as product_name, w.name as lost_to, d.state, d.state_reason, d.handed_at, d.opened_at, d.clicked_at
          from candidates c
          join members m on m.tenant_id = c.tenant_id and m.member_id = c.member_id
          left join campaigns w on w.tenant_id = c.tenant_id and w.id = c.verdict_campaign_id
          left join products g on g.tenant_id = c.tenant_id and g.id = (c.facts->>'productId')::uuid
          left join deliveries d on d.tenant_id = c.tenant_id and d.member_id = c.member_id and d.due_at = c.due_at
            and d.id = c.delivery_id
          where ${ofCampaign(ctx, filter)} and (c.member_id, c.campaign_version_id, c.occurrence)
            > (${from.member}::uuid, ${from.version}::uuid, ${from.occurrence})
          order by c.member_id, c.campaign_version_id, c.occurrence limit ${perPage}`),
      );
      for (const row of rows) {
        const said = logWords(
          { verdict: row.verdict, lostTo: row.lost_to, state: row.state, stateReason: row.state_reason },
          locale,
        );
        yield [
          row.member_no,
          row.family_name,
          row.given_name,
          row.product_name ?? row.occurrence,
          said.verdict,
          said.why,
          instant(row.decided_at),
          said.state,
          instant(row.handed_at),
          instant(row.opened_at),
          instant(row.clicked_at),
        ];
      }
      const last = rows.at(-1);
      if (rows.length < perPage || !last) return;
      after = { member: last.member_id, version: last.campaign_version_id, occurrence: last.occurrence };
    }
  },
});

const instant = (text: string | null) => (text === null ? null : new Date(text).toISOString());
