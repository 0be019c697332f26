import type { Ctx } from "@/server/kernel/ctx";
import { tenantOf } from "@/server/kernel/gate";
import { businessDayIn } from "@/server/kernel/time";

/** The shop's business day of an instant, now unless told otherwise. */
export async function businessDay(ctx: Ctx, at: Date = ctx.now): Promise<string> {
  const shop = await tenantOf(ctx);
  return businessDayIn(at, shop.timeZone, shop.businessDayStartMinutes);
}
