import { sql } from "drizzle-orm";
import { ensure } from "@/server/campaigns/access";
import { type Ctx, inTransaction, read } from "@/server/kernel/ctx";
import { DomainError } from "@/server/kernel/errors";
import { canReadResults } from "../access";
import type { AnswerKind } from "../queries/kept-answers";
import { reckonNumbers } from "../queries/numbers";
import { reckonOverview } from "../queries/overview";
import { reckonToday } from "../queries/today";

/** From so many rows on, counting them takes longer than somebody who opens a page should wait. */
export const largeFrom = 20_000;
const everySeconds = 120;
/** A campaign of millions takes the database half a minute: a few at each tick, those that waited longest first. */
const campaignsAtOnce = 3;

/**
 * Reckons for a large shop what its home page and its large campaigns show, and keeps it. Returns how many answers were
 * reckoned; 0 for a shop that is small enough to be counted whenever somebody looks. Needs the engine's database role.
 */
export async function keepAnswers(ctx: Ctx): Promise<number> {
  ensure(canReadResults(ctx.actor));
  if (ctx.actor.kind !== "system") throw new DomainError("forbidden", "campaigns.read_role");
  if (!(await isLarge(ctx))) return 0;
  let kept = 0;
  for (const kind of ["overview", "today"] as const) {
    if (!(await isDue(ctx, kind))) continue;
    await keep(ctx, kind, ctx.tenant, await (kind === "overview" ? reckonOverview(ctx) : reckonToday(ctx)));
    kept += 1;
  }
  for (const campaignId of await dueCampaigns(ctx)) {
    await keep(ctx, "numbers", campaignId, await reckonNumbers(ctx, campaignId));
    kept += 1;
  }
  return kept;
}

/** Whether the shop has more members than are counted at a look; walks at most so many entries of one index. */
async function isLarge(ctx: Ctx): Promise<boolean> {
  const { rowCount } = await read(ctx, (tx) =>
    tx.execute(sql`select 1 from members where tenant_id = ${ctx.tenant}
      order by joined_at desc nulls first, member_id desc nulls first offset ${largeFrom} limit 1`),
  );
  return rowCount === 1;
}

async function isDue(ctx: Ctx, kind: AnswerKind): Promise<boolean> {
  const { rowCount } = await read(ctx, (tx) =>
    tx.execute(sql`select 1 from result_answers where tenant_id = ${ctx.tenant} and kind = ${kind}
      and subject_id = ${ctx.tenant} and computed_at > ${ctx.now.toISOString()}::timestamptz - make_interval(secs => ${everySeconds})`),
  );
  return rowCount === 0;
}

/** Large campaigns whose numbers may have moved: within a day of a run every five minutes, while sales may still follow four times a day. */
async function dueCampaigns(ctx: Ctx): Promise<string[]> {
  const now = sql`${ctx.now.toISOString()}::timestamptz`;
  const { rows } = await read(ctx, (tx) =>
    tx.execute<{ id: string }>(sql`
      select p.id from campaigns p
      cross join lateral (select max(r.started_at) as at from campaign_runs r where r.tenant_id = p.tenant_id and r.campaign_id = p.id) run
      left join result_answers a on a.tenant_id = p.tenant_id and a.kind = 'numbers' and a.subject_id = p.id
      where p.tenant_id = ${ctx.tenant} and run.at is not null
        and (a.computed_at is null or (run.at > ${now} - interval '1 day' and a.computed_at < ${now} - interval '5 minutes')
          or (run.at > ${now} - interval '120 days' and a.computed_at < ${now} - interval '6 hours'))
        and exists (select from candidates c where c.tenant_id = p.tenant_id and c.campaign_id = p.id offset ${largeFrom} limit 1)
      order by a.computed_at nulls first, p.id limit ${campaignsAtOnce}`),
  );
  return rows.map(({ id }) => id);
}

const keep = (ctx: Ctx, kind: AnswerKind, subjectId: string, answer: object) =>
  inTransaction(ctx, (t) =>
    t.tx.execute(sql`insert into result_answers (tenant_id, kind, subject_id, answer, computed_at)
      values (${t.tenant}, ${kind}, ${subjectId}::uuid, ${JSON.stringify(answer)}::jsonb, ${t.now.toISOString()}::timestamptz)
      on conflict (tenant_id, kind, subject_id) do update set answer = excluded.answer, computed_at = excluded.computed_at`),
  );
