import { sql } from "drizzle-orm";
import type { z } from "zod";
import { ensure } from "@/server/campaigns/access";
import { type Verdict, verdicts } from "@/server/campaigns/input";
import { type Ctx, read } from "@/server/kernel/ctx";
import type { Tx } from "@/server/kernel/database";
import { tenantOf } from "@/server/kernel/gate";
import { parseInput } from "@/server/kernel/parse";
import { addDays, dayIn, instantOf } from "@/server/kernel/time";
import { canReadResults } from "../access";
import { numbersInput } from "../input";
import { attributionDaysOf } from "./attribution";
import { keptAnswer } from "./kept-answers";
import { type Effect, effectOf, type Group } from "../rules/effect";

export interface DayNumbers {
  day: string;
  decided: number;
  sent: number;
  opened: number;
  clicked: number;
}

export interface CampaignNumbers {
  candidates: number;
  undecided: number;
  verdicts: Record<Verdict, number>;
  deliveries: { total: number; byState: Record<string, number>; opened: number; clicked: number };
  /** Days after the verdict in which a purchase counts. */
  attributionDays: number;
  effect: Effect;
  days: DayNumbers[];
  /** When they were counted: of a large campaign a few minutes ago. */
  asOf: Date;
}

const mostDays = 120;

/**
 * What a campaign did: verdicts, messages by state, people's opens and clicks (those of machines are kept apart by the
 * tracking), purchases of those it could write to against those held out, and the last days one by one. Of a large campaign
 * as the background reckoned them last. `not_found` also for another shop's.
 */
export async function campaignNumbers(ctx: Ctx, input: z.input<typeof numbersInput>): Promise<CampaignNumbers> {
  ensure(canReadResults(ctx.actor));
  const { campaignId, days } = parseInput(numbersInput, input);
  const kept = await keptAnswer(ctx, "numbers", campaignId);
  if (!kept) return reckonNumbers(ctx, campaignId, days);
  const answer = kept.answer as CampaignNumbers;
  return { ...answer, days: answer.days.slice(-days), asOf: kept.computedAt };
}

/** The same, counted now, with the days of `days` days. */
export async function reckonNumbers(ctx: Ctx, campaignId: string, days = mostDays): Promise<CampaignNumbers> {
  const { timeZone } = await tenantOf(ctx);
  return read(ctx, async (tx) => {
    const attributionDays = await attributionDaysOf(tx, ctx, campaignId);
    const counted = await tx.execute<{ verdict: Verdict | null; n: number }>(sql`
      select verdict, count(*) as n from candidates
      where tenant_id = ${ctx.tenant} and campaign_id = ${campaignId} group by verdict`);
    const byVerdict = Object.fromEntries(verdicts.map((verdict) => [verdict, 0])) as Record<Verdict, number>;
    let undecided = 0;
    for (const { verdict, n } of counted.rows) {
      if (verdict === null) undecided = n;
      else byVerdict[verdict] = n;
    }
    return {
      candidates: counted.rows.reduce((sum, row) => sum + row.n, 0),
      undecided,
      verdicts: byVerdict,
      deliveries: await deliveryNumbers(tx, ctx, campaignId),
      attributionDays,
      effect: await effect(tx, ctx, campaignId, attributionDays),
      days: await dailyNumbers(tx, ctx, campaignId, timeZone, days),
      asOf: ctx.now,
    };
  });
}

async function deliveryNumbers(tx: Tx, ctx: Ctx, campaignId: string): Promise<CampaignNumbers["deliveries"]> {
  const { rows } = await tx.execute<{ state: string; n: number; opened: number; clicked: number }>(sql`
    select state, count(*) as n, count(coalesce(opened_at, clicked_at)) as opened, count(clicked_at) as clicked
    from deliveries where tenant_id = ${ctx.tenant} and campaign_id = ${campaignId} group by state`);
  const sum = (of: (row: (typeof rows)[number]) => number) => rows.reduce((total, row) => total + of(row), 0);
  return {
    total: sum((row) => row.n),
    byState: Object.fromEntries(rows.map((row) => [row.state, row.n])),
    opened: sum((row) => row.opened),
    clicked: sum((row) => row.clicked),
  };
}

/** A member's group is the one of their first verdict: a later change of the holdout's size does not move them. */
async function effect(tx: Tx, ctx: Ctx, campaignId: string, attributionDays: number): Promise<Effect> {
  const { rows } = await tx.execute<{
    is_held_out: boolean;
    members: number;
    buyers: number;
    yen: number;
    yen_variance: number;
  }>(sql`
    with firsts as (
      select distinct on (member_id) member_id, decided_at, verdict = 'holdout' as is_held_out
      from candidates
      where tenant_id = ${ctx.tenant} and campaign_id = ${campaignId}
        and verdict in ('holdout', 'send', 'exited', 'quiet_hours', 'household', 'capped', 'lost_to')
      order by member_id, decided_at, occurrence
    ), spent as (
      select f.member_id, f.is_held_out, coalesce(sum(p.total_yen), 0)::float8 as yen, count(*) filter (where p.kind = 'sale') as sales
      from firsts f
      left join purchases p on p.tenant_id = ${ctx.tenant} and p.member_id = f.member_id
        and p.occurred_at > f.decided_at and p.occurred_at <= ${ctx.now.toISOString()}::timestamptz
        and p.occurred_at <= f.decided_at + make_interval(days => ${attributionDays}::integer)
      group by f.member_id, f.is_held_out
    )
    select is_held_out, count(*) as members, count(*) filter (where sales > 0) as buyers,
      sum(yen) as yen, coalesce(var_samp(yen), 0) as yen_variance
    from spent group by is_held_out`);
  const groupOf = (isHeldOut: boolean): Group => {
    const row = rows.find((one) => one.is_held_out === isHeldOut);
    return {
      members: row?.members ?? 0,
      buyers: row?.buyers ?? 0,
      yen: row?.yen ?? 0,
      yenVariance: row?.yen_variance ?? 0,
    };
  };
  return effectOf(groupOf(false), groupOf(true));
}

async function dailyNumbers(
  tx: Tx,
  ctx: Ctx,
  campaignId: string,
  timeZone: string,
  days: number,
): Promise<DayNumbers[]> {
  const today = dayIn(ctx.now, timeZone);
  const first = addDays(today, 1 - days);
  const since = sql`${instantOf(first, 0, timeZone).toISOString()}::timestamptz`;
  const dayOf = (column: string) => sql`(${sql.raw(column)} at time zone ${timeZone})::date::text`;
  const ofCampaign = sql`tenant_id = ${ctx.tenant} and campaign_id = ${campaignId}`;
  const { rows } = await tx.execute<{ what: "decided" | "sent" | "opened" | "clicked"; day: string; n: number }>(sql`
    select what, day, sum(n)::bigint as n from (
      select 'decided' as what, ${dayOf("decided_at")} as day, count(*) as n from candidates
        where ${ofCampaign} and decided_at >= ${since} group by 2
      union all select 'sent', ${dayOf("handed_at")}, count(*) from deliveries where ${ofCampaign} and handed_at >= ${since} group by 2
      union all select 'opened', ${dayOf("opened_at")}, count(*) from deliveries where ${ofCampaign} and opened_at >= ${since} group by 2
      union all select 'clicked', ${dayOf("clicked_at")}, count(*) from deliveries where ${ofCampaign} and clicked_at >= ${since} group by 2
    ) x group by what, day`);
  return Array.from({ length: days }, (_, place) => {
    const day = addDays(first, place);
    const of = (what: (typeof rows)[number]["what"]) =>
      rows.find((row) => row.day === day && row.what === what)?.n ?? 0;
    return { day, decided: of("decided"), sent: of("sent"), opened: of("opened"), clicked: of("clicked") };
  });
}
