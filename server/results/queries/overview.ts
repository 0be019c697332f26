import { type SQL, sql } from "drizzle-orm";
import { ensure } from "@/server/campaigns/access";
import { type Ctx, read } from "@/server/kernel/ctx";
import { tenantOf } from "@/server/kernel/gate";
import { dayIn, instantOf } from "@/server/kernel/time";
import { canReadResults } from "../access";
import { isOfNow, keptAnswer } from "./kept-answers";

export interface Overview {
  members: number;
  /** Members whose newest answer about mail is yes. */
  withMailConsent: number;
  liveCampaigns: number;
  pausedCampaigns: number;
  /** Messages of today that have left, service mails included. */
  sentToday: number;
  /** As of the last reckoning of today's figures, a few minutes ago. */
  openedToday: number;
  /** The newest runs of all campaigns: whom each found, and to how many of them something was sent. */
  runs: {
    runId: string;
    campaignId: string;
    campaignName: string;
    startedAt: Date;
    decidedAt: Date | null;
    candidates: number;
    sent: number;
  }[];
}

type Counts = Omit<Overview, "runs" | "liveCampaigns" | "pausedCampaigns"> & Record<string, unknown>;
type Run = Omit<Overview["runs"][number], "startedAt" | "decidedAt"> & {
  startedAt: string;
  decidedAt: string | null;
} & Record<string, unknown>;

/** The shop at a glance: a handful of counts and the last five runs. Of a large shop those of a few minutes ago. */
export async function overview(ctx: Ctx): Promise<Overview> {
  ensure(canReadResults(ctx.actor));
  const kept = await keptAnswer(ctx, "overview", ctx.tenant);
  return kept && isOfNow(kept, ctx.now)
    ? { ...revived(kept.answer), ...(await campaignCounts(ctx)) }
    : reckonOverview(ctx);
}

function revived(answer: unknown): Overview {
  const kept = answer as Omit<Overview, "runs"> & { runs: Run[] };
  return { ...kept, runs: kept.runs.map(asRun) };
}

const asRun = (run: Run): Overview["runs"][number] => ({
  ...run,
  startedAt: new Date(run.startedAt),
  decidedAt: run.decidedAt === null ? null : new Date(run.decidedAt),
});

/** Few rows, and what somebody has just switched must be seen at once. */
async function campaignCounts(ctx: Ctx): Promise<Pick<Overview, "liveCampaigns" | "pausedCampaigns">> {
  const { rows } = await read(ctx, (tx) =>
    tx.execute<{ liveCampaigns: number; pausedCampaigns: number }>(sql`
      select count(*) filter (where state = 'live') as "liveCampaigns", count(*) filter (where state = 'paused') as "pausedCampaigns"
      from campaigns where tenant_id = ${ctx.tenant}`),
  );
  return rows[0] ?? { liveCampaigns: 0, pausedCampaigns: 0 };
}

/** The same, counted now. */
export async function reckonOverview(ctx: Ctx): Promise<Overview> {
  const { timeZone } = await tenantOf(ctx);
  const today = dayIn(ctx.now, timeZone);
  const midnight = sql`${instantOf(today, 0, timeZone).toISOString()}::timestamptz`;
  // The index holds messages by campaign, state and time: asked once for each campaign, and not message by message.
  const sent = (
    campaign: SQL,
  ) => sql`(select count(*) from deliveries d where d.tenant_id = ${ctx.tenant} and ${campaign}
    and d.state in ('handed', 'accepted', 'delivered', 'bounced', 'failed', 'unknown')
    and d.send_at >= ${midnight} and d.due_at >= ${midnight} - interval '120 days')`;
  const counted = await read(ctx, async (tx) => {
    const counts = await tx.execute<Counts>(sql`
      select m.members, m.consenting as "withMailConsent", d.sent as "sentToday", d.opened as "openedToday"
      from (select count(*) as members, count(*) filter (where mail_opt_in) as consenting
          from members where tenant_id = ${ctx.tenant} and withdrawn_at is null) m,
        (select ${sent(sql`d.campaign_id is null`)}
            + coalesce((select sum(x.n)::bigint from campaigns p cross join lateral (select ${sent(sql`d.campaign_id = p.id`)} as n) x
              where p.tenant_id = ${ctx.tenant}), 0) as sent,
          coalesce((select value from daily_figures where tenant_id = ${ctx.tenant} and day = ${today}::date and figure = 'mails_opened'), 0) as opened) d`);
    const runs = await tx.execute<Run>(sql`
      select r.id as "runId", r.campaign_id as "campaignId", p.name as "campaignName", r.started_at as "startedAt", r.decided_at as "decidedAt",
        n.candidates, n.sent
      from (select * from campaign_runs where tenant_id = ${ctx.tenant} order by started_at desc limit 5) r
      join campaigns p on p.tenant_id = ${ctx.tenant} and p.id = r.campaign_id
      cross join lateral (select count(*) as candidates, count(*) filter (where verdict = 'send') as sent
        from candidates where tenant_id = ${ctx.tenant} and run_id = r.id) n
      order by r.started_at desc`);
    const [row] = counts.rows;
    if (!row) throw new TypeError("overview: counts without a row");
    return { ...row, runs: runs.rows.map(asRun) };
  });
  return { ...counted, ...(await campaignCounts(ctx)) };
}
