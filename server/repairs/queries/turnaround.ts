import { sql } from "drizzle-orm";
import { type Ctx, read } from "@/server/kernel/ctx";
import { DomainError } from "@/server/kernel/errors";
import { tenantOf } from "@/server/kernel/gate";
import { parseInput } from "@/server/kernel/parse";
import { addDays, instantOf } from "@/server/kernel/time";
import { demand } from "@/server/tenancy/access";
import type { z } from "zod";
import { canReadTurnaround } from "../access";
import { type OpenState, openStates, periodInput } from "../input";

/** A stay that began longer before the period than this is not asked after. */
const longestStayDays = 366;

/**
 * How long repairs stood in each state: the median in days of all stays that ended in the period (local days, both included), with
 * how many came in, were handed back, and the median from request to hand-over. Throws `invalid` when the period runs backwards.
 */
export async function turnaround(ctx: Ctx, input: z.input<typeof periodInput>) {
  demand(canReadTurnaround(ctx.actor));
  const { from, to, storeId } = parseInput(periodInput, input);
  if (from > to) throw new DomainError("invalid", "repairs.period", { field: "to" });
  const { timeZone } = await tenantOf(ctx);
  const [begin, end] = [instantOf(from, 0, timeZone), instantOf(addDays(to, 1), 0, timeZone)];
  const earliest = new Date(begin.getTime() - longestStayDays * 86_400_000);
  const inStore = storeId === undefined ? sql`` : sql`and r.store_id = ${storeId}::uuid`;
  return read(ctx, async (tx) => {
    const stays = await tx.execute<{ state: string; n: number; median: number }>(sql`
      select state, count(*) as n, percentile_cont(0.5) within group (order by extract(epoch from left_at - at)) / 86400.0 as median
      from (
        select e.to_state as state, e.at,
          lead(e.at) over (partition by e.tenant_id, e.member_id, e.repair_id order by e.at, e.id) as left_at
        from repair_events e
        join repair_requests r on r.tenant_id = e.tenant_id and r.member_id = e.member_id and r.id = e.repair_id
        where e.tenant_id = ${ctx.tenant} and e.kind = 'state' and e.at >= ${earliest} and e.at < ${end} ${inStore}) stays
      where left_at >= ${begin}
      group by state`);
    const { rows } = await tx.execute<{ came: number; done: number; refused: number; median: number | null }>(sql`
      select count(*) filter (where r.requested_at >= ${begin} and r.requested_at < ${end}) as came,
        count(*) filter (where r.state = 'done' and r.closed_at >= ${begin} and r.closed_at < ${end}) as done,
        count(*) filter (where r.state in ('refused', 'declined') and r.closed_at >= ${begin} and r.closed_at < ${end}) as refused,
        percentile_cont(0.5) within group (order by extract(epoch from r.closed_at - r.requested_at) / 86400.0)
          filter (where r.state = 'done' and r.closed_at >= ${begin} and r.closed_at < ${end}) as median
      from repair_requests r where r.tenant_id = ${ctx.tenant} ${inStore}`);
    const found = new Map(stays.rows.map((row) => [row.state, row]));
    const total = rows[0];
    return {
      came: total?.came ?? 0,
      done: total?.done ?? 0,
      refused: total?.refused ?? 0,
      medianDays: total?.median ?? null,
      byState: openStates.map((state: OpenState) => ({
        state,
        stays: found.get(state)?.n ?? 0,
        medianDays: found.get(state)?.median ?? null,
      })),
    };
  });
}
