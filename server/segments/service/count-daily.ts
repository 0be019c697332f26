import { sql } from "drizzle-orm";
import { segmentCounts } from "@/db/schema/segments";
import { type Ctx, inTransaction, read } from "@/server/kernel/ctx";
import { isDomainError } from "@/server/kernel/errors";
import { tenantOf } from "@/server/kernel/gate";
import { log } from "@/server/kernel/log";
import { dayIn } from "@/server/kernel/time";
import { segmentRule } from "../input";
import { reachOfSegment } from "../queries/count";

/** A shop's whole list is through in a few calls; one call must not hold up the shops behind it. */
const segmentsPerCall = 20;

/** Counts the saved segments that have no count of today yet or have changed since, and keeps the numbers. Returns how many were counted. */
export async function countSegmentsDaily(ctx: Ctx): Promise<number> {
  const { timeZone } = await tenantOf(ctx);
  const day = dayIn(ctx.now, timeZone);
  const { rows } = await read(ctx, (tx) =>
    tx.execute<{ id: string; rule: unknown }>(sql`
      select s.id, s.rule from segments s
      where s.tenant_id = ${ctx.tenant} and s.archived_at is null
        and not exists (select from segment_counts c where c.tenant_id = s.tenant_id and c.segment_id = s.id and c.day = ${day}::date
          and c.counted_at >= s.updated_at)
      order by s.id limit ${segmentsPerCall}`),
  );
  let counted = 0;
  for (const { id, rule } of rows) {
    try {
      const { members, reachable } = await reachOfSegment(ctx, segmentRule.parse(rule));
      await inTransaction(ctx, (t) =>
        t.tx
          .insert(segmentCounts)
          .values({ tenantId: t.tenant, segmentId: id, day, members, reachable, countedAt: t.now })
          .onConflictDoUpdate({
            target: [segmentCounts.tenantId, segmentCounts.segmentId, segmentCounts.day],
            set: { members, reachable, countedAt: t.now },
          }),
      );
      counted += 1;
    } catch (error) {
      // One slow segment is a gap in its own history, not in the others'.
      log.warn({ tenant: ctx.tenant, segment: id, err: isDomainError(error) ? error.reason : error }, "not counted");
    }
  }
  return counted;
}
