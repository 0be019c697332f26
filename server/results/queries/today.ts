import { sql } from "drizzle-orm";
import { ensure } from "@/server/campaigns/access";
import { type Verdict, verdicts } from "@/server/campaigns/input";
import { type Ctx, read } from "@/server/kernel/ctx";
import { tenantOf } from "@/server/kernel/gate";
import { addDays, dayIn, instantOf } from "@/server/kernel/time";
import { canReadResults } from "../access";
import { isOfNow, keptAnswer } from "./kept-answers";

export interface TodaySends {
  day: string;
  campaigns: {
    /** Null for service mails. */
    campaignId: string | null;
    name: string | null;
    sent: number;
    waiting: number;
    /** Of what left: bounced, failed, or of unknown outcome. */
    troubled: number;
    /** Whom a verdict of today held back, and why. */
    held: Partial<Record<Verdict, number>>;
  }[];
  /** 0..23 in the shop's zone: what left, and what waits for its hour. */
  hours: { hour: number; sent: number; waiting: number }[];
}

const left = ["handed", "accepted", "delivered", "bounced", "failed", "unknown"];
const troubled = new Set(["bounced", "failed", "unknown"]);

type Sent = { campaignId: string | null; name: string | null; state: string; hour: number; n: number };
type Held = { campaignId: string; name: string; verdict: Verdict; n: number };

/** What leaves today, by campaign and hour, and whom today's verdicts hold back. Of a large shop as of a few minutes ago. */
export async function todaySends(ctx: Ctx): Promise<TodaySends> {
  ensure(canReadResults(ctx.actor));
  const kept = await keptAnswer(ctx, "today", ctx.tenant);
  if (kept && isOfNow(kept, ctx.now)) {
    const answer = kept.answer as TodaySends;
    if (answer.day === dayIn(ctx.now, (await tenantOf(ctx)).timeZone)) return answer;
  }
  return reckonToday(ctx);
}

/** The same, counted now. Two statements, whatever the number of campaigns. */
export async function reckonToday(ctx: Ctx): Promise<TodaySends> {
  const { timeZone } = await tenantOf(ctx);
  const day = dayIn(ctx.now, timeZone);
  const start = sql`${instantOf(day, 0, timeZone).toISOString()}::timestamptz`;
  const end = sql`${instantOf(addDays(day, 1), 0, timeZone).toISOString()}::timestamptz`;
  const states = sql`${sql.param([...left, "planned", "claimed"])}::text[]`;
  const counted = (campaign: ReturnType<typeof sql>) => sql`
    select d.state, extract(hour from d.send_at at time zone ${timeZone})::integer as hour, count(*) as n from deliveries d
    where d.tenant_id = ${ctx.tenant} and ${campaign} and d.state = any(${states})
      and d.send_at >= ${start} and d.send_at < ${end} and d.due_at >= ${start} - interval '120 days'
    group by 1, 2`;
  const held = verdicts.filter((verdict) => verdict !== "send");
  return read(ctx, async (tx) => {
    const sent = await tx.execute<Sent & Record<string, unknown>>(sql`
      select p.id as "campaignId", p.name, x.* from campaigns p cross join lateral (${counted(sql`d.campaign_id = p.id`)}) x
        where p.tenant_id = ${ctx.tenant}
      union all select null, null, x.* from (${counted(sql`d.campaign_id is null`)}) x`);
    const verdictRows = await tx.execute<Held & Record<string, unknown>>(sql`
      select p.id as "campaignId", p.name, v.verdict, x.n from campaigns p
      cross join unnest(${sql.param(held)}::text[]) v(verdict)
      cross join lateral (select count(*) as n from candidates c where c.tenant_id = ${ctx.tenant} and c.campaign_id = p.id
        and c.verdict = v.verdict and c.decided_at >= ${start}) x
      where p.tenant_id = ${ctx.tenant} and p.state in ('live', 'paused', 'finished') and x.n > 0`);
    return folded(day, sent.rows, verdictRows.rows);
  });
}

function folded(day: string, sent: readonly Sent[], held: readonly Held[]): TodaySends {
  const campaigns = new Map<string | null, TodaySends["campaigns"][number]>();
  const of = (campaignId: string | null, name: string | null) => {
    const one = campaigns.get(campaignId) ?? { campaignId, name, sent: 0, waiting: 0, troubled: 0, held: {} };
    campaigns.set(campaignId, one);
    return one;
  };
  const hours = Array.from({ length: 24 }, (_, hour) => ({ hour, sent: 0, waiting: 0 }));
  for (const { campaignId, name, state, hour, n } of sent) {
    const isLeft = left.includes(state);
    for (const one of [of(campaignId, name), hours[hour]]) if (one) one[isLeft ? "sent" : "waiting"] += n;
    if (troubled.has(state)) of(campaignId, name).troubled += n;
  }
  for (const { campaignId, name, verdict, n } of held) of(campaignId, name).held[verdict] = n;
  const size = (one: TodaySends["campaigns"][number]) => one.sent + one.waiting;
  return { day, campaigns: [...campaigns.values()].toSorted((a, b) => size(b) - size(a)), hours };
}
