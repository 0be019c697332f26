import { and, eq } from "drizzle-orm";
import { memberMerges, mergeSettings } from "@/db/schema/identity";
import { type Ctx, read } from "@/server/kernel/ctx";

const usualUndoDays = 30;

export const thisMerge = (ctx: Ctx, mergeId: string) =>
  and(eq(memberMerges.tenantId, ctx.tenant), eq(memberMerges.id, mergeId));

/** For how many days a merge can be undone. */
export async function undoDays(ctx: Ctx): Promise<number> {
  const [row] = await read(ctx, (tx) =>
    tx.select({ days: mergeSettings.undoDays }).from(mergeSettings).where(eq(mergeSettings.tenantId, ctx.tenant)),
  );
  return row?.days ?? usualUndoDays;
}
