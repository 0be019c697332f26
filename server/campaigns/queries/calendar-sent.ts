import { sql } from "drizzle-orm";
import { type Ctx, read } from "@/server/kernel/ctx";
import { addDays, instantOf } from "@/server/kernel/time";

export interface SentOnDay {
  day: string;
  /** Null for the shop's service mails: receipts, sign-in links. */
  campaignId: string | null;
  /** Handed over, whatever became of it. */
  sent: number;
  /** Bounced, failed, or of unknown outcome. */
  troubled: number;
  /** Fixed, and waiting for its hour. */
  waiting: number;
}

/** A message is sent at most so long after the day it was due for: look-back, waiting for the morning, a first run's backlog. */
const longestDelay = "120 days";
const left = ["handed", "accepted", "delivered", "bounced", "failed", "unknown"];
const troubled = ["bounced", "failed", "unknown"];
const waiting = ["planned", "claimed"];

/**
 * Messages of the days from one to another by campaign. Asks the index by campaign, state and time once for each campaign, so
 * that it costs what was sent on these days and not what was ever sent.
 */
export async function sentByDay(ctx: Ctx, timeZone: string, from: string, to: string): Promise<SentOnDay[]> {
  const start = sql`${instantOf(from, 0, timeZone).toISOString()}::timestamptz`;
  const end = sql`${instantOf(addDays(to, 1), 0, timeZone).toISOString()}::timestamptz`;
  const states = sql`${sql.param([...left, ...waiting])}::text[]`;
  const counted = (campaign: ReturnType<typeof sql>) => sql`
    select (d.send_at at time zone ${timeZone})::date::text as day, d.state, count(*) as n from deliveries d
    where d.tenant_id = ${ctx.tenant} and ${campaign} and d.state = any(${states})
      and d.send_at >= ${start} and d.send_at < ${end} and d.due_at >= ${start} - interval '${sql.raw(longestDelay)}'
    group by 1, 2`;
  const { rows } = await read(ctx, (tx) =>
    tx.execute<SentOnDay & Record<string, unknown>>(sql`
      select day, "campaignId", coalesce(sum(n) filter (where state = any(${sql.param(left)}::text[])), 0)::bigint as sent,
        coalesce(sum(n) filter (where state = any(${sql.param(troubled)}::text[])), 0)::bigint as troubled,
        coalesce(sum(n) filter (where state = any(${sql.param(waiting)}::text[])), 0)::bigint as waiting
      from (
        select p.id as "campaignId", x.* from campaigns p cross join lateral (${counted(sql`d.campaign_id = p.id`)}) x
          where p.tenant_id = ${ctx.tenant}
        union all select null, x.* from (${counted(sql`d.campaign_id is null`)}) x
      ) y group by day, "campaignId" order by day, "campaignId"`),
  );
  return rows;
}
