import { and, asc, eq, gte } from "drizzle-orm";
import { segmentCounts } from "@/db/schema/segments";
import { type Ctx, read } from "@/server/kernel/ctx";
import { tenantOf } from "@/server/kernel/gate";
import { parseInput } from "@/server/kernel/parse";
import { addDays, dayIn } from "@/server/kernel/time";
import { segmentId } from "../input";
import { segmentById } from "./saved";

export const historyDays = 90;

export interface DayCount {
  day: string;
  members: number;
  reachable: number;
}

/** How many a saved segment had on each of the last 90 days that were counted, oldest first. Throws `forbidden`, `not_found`. */
export async function segmentHistory(ctx: Ctx, id: string): Promise<DayCount[]> {
  const input = parseInput(segmentId, { id });
  await segmentById(ctx, input.id);
  const { timeZone } = await tenantOf(ctx);
  const first = addDays(dayIn(ctx.now, timeZone), 1 - historyDays);
  return read(ctx, (tx) =>
    tx
      .select({ day: segmentCounts.day, members: segmentCounts.members, reachable: segmentCounts.reachable })
      .from(segmentCounts)
      .where(
        and(
          eq(segmentCounts.tenantId, ctx.tenant),
          eq(segmentCounts.segmentId, input.id),
          gte(segmentCounts.day, first),
        ),
      )
      .orderBy(asc(segmentCounts.day)),
  );
}
