import { sql } from "drizzle-orm";
import type { z } from "zod";
import { ensure } from "@/server/campaigns/access";
import type { CampaignState } from "@/server/campaigns/input";
import { type Ctx, read } from "@/server/kernel/ctx";
import { DomainError } from "@/server/kernel/errors";
import { parseInput } from "@/server/kernel/parse";
import { canReadResults } from "../access";
import { progressInput } from "../input";
import { remainingSeconds } from "../rules/progress";

export interface SendingProgress {
  state: CampaignState;
  /** Ready to leave now. */
  ready: number;
  /** Held by a pause. */
  held: number;
  /** Wait for their hour, such as the end of the night; the first of them leaves at `laterAt`. */
  later: number;
  laterAt: Date | null;
  /** What did not arrive, by state and reason. */
  troubled: { state: string; reason: string | null; count: number }[];
  /** Messages handed over in the last minute. */
  perMinute: number;
  /** At that pace, for what is ready; null where nothing moves. */
  secondsLeft: number | null;
}

/** Where a campaign's sending stands this minute. `not_found` also for another shop's. */
export async function sendingNow(ctx: Ctx, input: z.input<typeof progressInput>): Promise<SendingProgress> {
  ensure(canReadResults(ctx.actor));
  const { campaignId } = parseInput(progressInput, input);
  const now = sql`${ctx.now.toISOString()}::timestamptz`;
  return read(ctx, async (tx) => {
    const known = await tx.execute<{ state: CampaignState }>(
      sql`select state from campaigns where tenant_id = ${ctx.tenant} and id = ${campaignId}`,
    );
    const [campaign] = known.rows;
    if (!campaign) throw new DomainError("not_found", "campaigns.not_found");
    // By chunks, of which there is one for hundreds of messages: a hundred are looked into, and so are those in hand; of a larger
    // sending the others count as planned, so somebody who left since is still among them until the chunk is taken up.
    const waiting = await tx.execute<{ ready: number; held: number; later: number; later_at: string | null }>(sql`
      select coalesce(sum(n) filter (where state <> 'held' and send_at <= ${now}), 0)::bigint as ready,
        coalesce(sum(n) filter (where state = 'held'), 0)::bigint as held,
        coalesce(sum(n) filter (where state <> 'held' and send_at > ${now}), 0)::bigint as later,
        min(send_at) filter (where state <> 'held' and send_at > ${now} and n > 0) as later_at
      from (select c.state, c.send_at, case when c.state = 'leased' or count(*) over () <= 100 then (select count(*) from deliveries d
            where d.tenant_id = c.tenant_id and d.chunk_id = c.id and d.state in ('planned', 'claimed')) else c.message_count end as n
          from send_chunks c where c.tenant_id = ${ctx.tenant} and c.campaign_id = ${campaignId} and c.state in ('ready', 'leased', 'held')) chunks`);
    const troubled = await tx.execute<{ state: string; reason: string | null; count: number }>(sql`
      select state, state_reason as reason, count(*) as count from deliveries
      where tenant_id = ${ctx.tenant} and campaign_id = ${campaignId} and state in ('bounced', 'failed', 'unknown', 'cancelled')
      group by 1, 2 order by 3 desc, 1, 2`);
    // By the chunks in hand or just finished: their messages have an index, those of a whole campaign would be read each time.
    const pace = await tx.execute<{ n: number }>(sql`
      select count(*) as n from send_chunks c
      join deliveries d on d.tenant_id = c.tenant_id and d.chunk_id = c.id
      where c.tenant_id = ${ctx.tenant} and c.campaign_id = ${campaignId}
        and (c.state = 'leased' or (c.state = 'done' and c.finished_at > ${now} - interval '1 minute'))
        and d.handed_at > ${now} - interval '1 minute'`);
    const counts = waiting.rows[0] ?? { ready: 0, held: 0, later: 0, later_at: null };
    const perMinute = pace.rows[0]?.n ?? 0;
    return {
      state: campaign.state,
      ready: counts.ready,
      held: counts.held,
      later: counts.later,
      laterAt: counts.later_at === null ? null : new Date(counts.later_at),
      troubled: troubled.rows,
      perMinute,
      secondsLeft: remainingSeconds(counts.ready, perMinute),
    };
  });
}
