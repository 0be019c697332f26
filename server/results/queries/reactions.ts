import { sql } from "drizzle-orm";
import type { z } from "zod";
import { ensure } from "@/server/campaigns/access";
import { type Ctx, read } from "@/server/kernel/ctx";
import { parseInput } from "@/server/kernel/parse";
import { canReadResults } from "../access";
import { progressInput } from "../input";
import { attributionDaysOf } from "./attribution";

export interface CampaignReactions {
  /** Times that people followed a link of the mail to a page of the shop; one person may come more than once. */
  visits: number;
  /** Messages that only scanners and prefetchers opened, or whose links only they followed: counted nowhere else. */
  machines: { opened: number; clicked: number };
  /** What those who were sent a message bought within the days of the result, less what came back. */
  buying: { buyers: number; sales: number; yen: number; pointsGiven: number; pointsUsed: number };
  attributionDays: number;
}

/**
 * What people did after a campaign's messages, and what machines did in their name. Apart from the numbers that are asked for
 * every few seconds: it reads events and purchases person by person. `not_found` also for another shop's.
 */
export async function campaignReactions(ctx: Ctx, input: z.input<typeof progressInput>): Promise<CampaignReactions> {
  ensure(canReadResults(ctx.actor));
  const { campaignId } = parseInput(progressInput, input);
  return read(ctx, async (tx) => {
    const attributionDays = await attributionDaysOf(tx, ctx, campaignId);
    const hits = await tx.execute<{ visits: number; opened: number; clicked: number }>(sql`
      select coalesce(sum(e.visits), 0)::bigint as visits,
        count(*) filter (where e.machine_opens > 0 and d.opened_at is null and d.clicked_at is null) as opened,
        count(*) filter (where e.machine_clicks > 0 and d.clicked_at is null) as clicked
      from deliveries d
      join lateral (
        select count(*) filter (where kind = 'mail.clicked' and not is_bot) as visits,
          count(*) filter (where kind = 'mail.opened' and is_bot) as machine_opens,
          count(*) filter (where kind = 'mail.clicked' and is_bot) as machine_clicks
        from events where tenant_id = d.tenant_id and member_id = d.member_id and delivery_id = d.id
          and kind in ('mail.opened', 'mail.clicked') and occurred_at >= d.handed_at - interval '1 hour') e on true
      where d.tenant_id = ${ctx.tenant} and d.campaign_id = ${campaignId} and d.handed_at is not null`);
    const bought = await tx.execute<{ buyers: number; sales: number; yen: number; given: number; used: number }>(sql`
      with sent as (
        select member_id, min(decided_at) as decided_at from candidates
        where tenant_id = ${ctx.tenant} and campaign_id = ${campaignId} and verdict = 'send' group by member_id)
      select count(distinct p.member_id) filter (where p.kind = 'sale') as buyers,
        count(*) filter (where p.kind = 'sale') as sales, coalesce(sum(p.total_yen), 0)::bigint as yen,
        coalesce(sum(p.points_earned), 0)::bigint as given, coalesce(sum(p.points_spent), 0)::bigint as used
      from sent s
      join purchases p on p.tenant_id = ${ctx.tenant} and p.member_id = s.member_id
        and p.occurred_at > s.decided_at and p.occurred_at <= ${ctx.now.toISOString()}::timestamptz
        and p.occurred_at <= s.decided_at + make_interval(days => ${attributionDays}::integer)`);
    const [hit, buying] = [hits.rows[0], bought.rows[0]];
    return {
      visits: hit?.visits ?? 0,
      machines: { opened: hit?.opened ?? 0, clicked: hit?.clicked ?? 0 },
      buying: {
        buyers: buying?.buyers ?? 0,
        sales: buying?.sales ?? 0,
        yen: buying?.yen ?? 0,
        pointsGiven: buying?.given ?? 0,
        pointsUsed: buying?.used ?? 0,
      },
      attributionDays,
    };
  });
}
