import { type SQL, sql } from "drizzle-orm";
import type { z } from "zod";
import { ensure } from "@/server/campaigns/access";
import { type Verdict, verdicts } from "@/server/campaigns/input";
import { auditRead } from "@/server/kernel/audit";
import { type Ctx, read } from "@/server/kernel/ctx";
import { DomainError } from "@/server/kernel/errors";
import { recordsOf } from "@/server/members/queries/merged-records";
import { searchMembers } from "@/server/members/queries/search-members";
import { parseInput } from "@/server/kernel/parse";
import { canReadMemberMessages, canReadResults, canSeeNames } from "../access";
import { type LogCursor, logInput, memberMessagesInput } from "../input";

/** One candidate and all that became of it. */
export interface MessageRow {
  memberId: string;
  memberNo: string;
  /** Null for analysts, and where it is not known. */
  name: string | null;
  campaignId: string;
  campaignName: string;
  versionId: string;
  occurrence: string;
  /** Of a warranty, when the occurrence is one. */
  productName: string | null;
  dueAt: Date;
  /** Null while undecided. */
  verdict: Verdict | null;
  decidedAt: Date | null;
  lostTo: { campaignId: string; name: string } | null;
  delivery: {
    id: string;
    state: string;
    stateReason: string | null;
    sendAt: Date;
    openedAt: Date | null;
    clickedAt: Date | null;
  } | null;
}

type Page = { rows: MessageRow[]; cursor: LogCursor | null };

/**
 * Whom a campaign considered and the verdict on each, newest verdict first; `verdict` and `q` (the first fifty members that it
 * finds) narrow it, `cursor` continues. `not_found` also for another shop's.
 */
export async function candidateLog(ctx: Ctx, input: z.input<typeof logInput>): Promise<Page> {
  ensure(canReadResults(ctx.actor));
  const { campaignId, verdict, q, cursor, limit } = parseInput(logInput, input);
  const among = q ? (await searchMembers(ctx, { q, limit: 50 })).members.map((member) => member.memberId) : null;
  const after = cursor
    ? sql`and (c.decided_at, c.member_id, c.campaign_version_id, c.occurrence)
        < (${cursor.at}::timestamptz, ${cursor.memberId}::uuid, ${cursor.versionId}::uuid, ${cursor.occurrence})`
    : sql``;
  // A page per verdict from the index that leads with it, merged: no sort of a whole campaign.
  const part = (one: Verdict) => sql`(select c.* from candidates c
    where c.tenant_id = ${ctx.tenant} and c.campaign_id = ${campaignId} and c.verdict = ${one} ${after}
      ${among ? sql`and c.member_id = any(${sql.param(among)}::uuid[])` : sql``}
    order by c.decided_at desc, c.member_id desc, c.campaign_version_id desc, c.occurrence desc limit ${limit + 1})`;
  const parts = (verdict ? [verdict] : verdicts).map(part);
  return read(ctx, async (tx) => {
    const known = await tx.execute(sql`select 1 from campaigns where tenant_id = ${ctx.tenant} and id = ${campaignId}`);
    if (known.rowCount === 0) throw new DomainError("not_found", "campaigns.not_found");
    const { rows } = await tx.execute<Raw>(detailed(ctx, sql.join(parts, sql` union all `), limit));
    return pageOf(ctx, rows, limit);
  });
}

/** Everything campaigns considered sending a member, sent or not, with why; newest first. Unknown members have none. */
export async function memberMessages(ctx: Ctx, input: z.input<typeof memberMessagesInput>): Promise<Page> {
  ensure(canReadMemberMessages(ctx.actor));
  const { memberId, cursor, limit } = parseInput(memberMessagesInput, input);
  const at = sql`coalesce(c.decided_at, c.due_at)`;
  const after = cursor
    ? sql`and (${at}, c.member_id, c.campaign_version_id, c.occurrence)
        < (${cursor.at}::timestamptz, ${cursor.memberId}::uuid, ${cursor.versionId}::uuid, ${cursor.occurrence})`
    : sql``;
  // A verdict stays with the record it was passed on; a merged one is this person, too.
  const records = (await recordsOf(ctx, memberId)).map(
    (id) => sql`(select c.* from candidates c where c.tenant_id = ${ctx.tenant} and c.member_id = ${id} ${after}
    order by ${at} desc, c.campaign_version_id desc, c.occurrence desc limit ${limit + 1})`,
  );
  const own = sql.join(records, sql` union all `);
  const page = await read(ctx, async (tx) =>
    pageOf(ctx, (await tx.execute<Raw>(detailed(ctx, own, limit))).rows, limit),
  );
  if (page.rows.length > 0) await auditRead(ctx, { memberId, what: "messages" });
  return page;
}

interface Raw extends Record<string, unknown> {
  member_id: string;
  member_no: string;
  name: string | null;
  campaign_id: string;
  campaign_name: string;
  campaign_version_id: string;
  occurrence: string;
  product_name: string | null;
  due_at: string;
  verdict: Verdict | null;
  decided_at: string | null;
  winner_id: string | null;
  winner_name: string | null;
  delivery_id: string | null;
  state: string;
  state_reason: string | null;
  send_at: string;
  opened_at: string | null;
  clicked_at: string | null;
}

const detailed = (ctx: Ctx, candidates: SQL, limit: number): SQL => sql`
  select c.member_id, m.member_no, nullif(concat_ws(' ', m.family_name, m.given_name), '') as name, c.campaign_id,
    p.name as campaign_name, c.campaign_version_id, c.occurrence, g.name as product_name, c.due_at, c.verdict, c.decided_at,
    w.id as winner_id, w.name as winner_name, d.id as delivery_id, d.state, d.state_reason, d.send_at, d.opened_at, d.clicked_at
  from (${candidates}) c
  join members m on m.tenant_id = ${ctx.tenant} and m.member_id = c.member_id
  join campaigns p on p.tenant_id = ${ctx.tenant} and p.id = c.campaign_id
  left join campaigns w on w.tenant_id = ${ctx.tenant} and w.id = c.verdict_campaign_id
  left join products g on g.tenant_id = ${ctx.tenant} and g.id = (c.facts->>'productId')::uuid
  left join deliveries d on d.tenant_id = ${ctx.tenant} and d.member_id = c.member_id and d.due_at = c.due_at and d.id = c.delivery_id
  order by coalesce(c.decided_at, c.due_at) desc, c.member_id desc, c.campaign_version_id desc, c.occurrence desc
  limit ${limit + 1}`;

function pageOf(ctx: Ctx, raw: Raw[], limit: number): Page {
  const withNames = canSeeNames(ctx.actor);
  const rows = raw.slice(0, limit).map((row): MessageRow => {
    const instant = (text: string | null) => (text === null ? null : new Date(text));
    return {
      memberId: row.member_id,
      memberNo: row.member_no,
      name: withNames ? row.name : null,
      campaignId: row.campaign_id,
      campaignName: row.campaign_name,
      versionId: row.campaign_version_id,
      occurrence: row.occurrence,
      productName: row.product_name,
      dueAt: new Date(row.due_at),
      verdict: row.verdict,
      decidedAt: instant(row.decided_at),
      lostTo: row.winner_id && row.winner_name ? { campaignId: row.winner_id, name: row.winner_name } : null,
      delivery: row.delivery_id
        ? {
            id: row.delivery_id,
            state: row.state,
            stateReason: row.state_reason,
            sendAt: new Date(row.send_at),
            openedAt: instant(row.opened_at),
            clickedAt: instant(row.clicked_at),
          }
        : null,
    };
  });
  const last = rows.at(-1);
  const cursor =
    raw.length > limit && last
      ? {
          at: (last.decidedAt ?? last.dueAt).toISOString(),
          memberId: last.memberId,
          versionId: last.versionId,
          occurrence: last.occurrence,
        }
      : null;
  return { rows, cursor };
}
