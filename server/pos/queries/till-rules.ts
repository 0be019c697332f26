import type { Ctx } from "@/server/kernel/ctx";
import { tenantOf } from "@/server/kernel/gate";
import { tillOf } from "../access";
import { mostItems, mostLines } from "../input";
import { clockToleranceSeconds, oldestDays, staleHours } from "../rules/till-clock";

/** What a till has to know before it works, also for the hours without a connection. */
export async function tillRules(ctx: Ctx) {
  const till = tillOf(ctx.actor);
  const shop = await tenantOf(ctx);
  return {
    serverTime: ctx.now.toISOString(),
    storeId: till.storeId,
    device: till.device,
    timeZone: shop.timeZone,
    businessDayStartMinutes: shop.businessDayStartMinutes,
    currency: "JPY" as const,
    spendProof: shop.spendProof === "code" ? ("code" as const) : ("card" as const),
    offlineSpendPerDay: shop.offlineSpendPerDay,
    clockToleranceSeconds,
    staleHours,
    oldestDays,
    mostLines,
    mostItems,
  };
}
