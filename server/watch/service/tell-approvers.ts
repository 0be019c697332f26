import { and, eq, inArray, isNull, sql } from "drizzle-orm";
import { staffMemberships } from "@/db/schema/tenancy";
import { type Ctx, inTransaction } from "@/server/kernel/ctx";
import { emit } from "@/server/kernel/domain-events";
import { tenantOf } from "@/server/kernel/gate";
import { newId } from "@/server/kernel/ids";
import { permissions } from "@/server/kernel/permissions";
import { quietUntil } from "@/server/kernel/quiet-hours";

/** Who asks often within minutes makes one mail. */
const restsMs = 2 * 60_000;

/**
 * Has everybody who may decide written to about the requests that came since the last time, once each and not about their own: one mail per
 * person, however many wait. In the shop's quiet hours nobody is; what came then goes in the morning. Returns how many are told. Safe to repeat.
 */
export async function tellApprovers(ctx: Ctx): Promise<number> {
  const shop = await tenantOf(ctx);
  const [startMinutes, endMinutes] = [shop.quietStartMinutes, shop.quietEndMinutes];
  if (quietUntil(ctx.now, { startMinutes, endMinutes, timeZone: shop.timeZone })) return 0;
  return inTransaction(ctx, async (t) => {
    const { rows: fresh } = await t.tx.execute<{ asked_by_account: string }>(sql`
      update point_approvals set told_at = ${t.now.toISOString()}::timestamptz
      where tenant_id = ${t.tenant} and state = 'waiting' and told_at is null
        and asked_at <= ${new Date(t.now.getTime() - restsMs).toISOString()}::timestamptz and expires_at > ${t.now.toISOString()}::timestamptz
      returning asked_by_account`);
    if (fresh.length === 0) return 0;
    const deciders = await t.tx
      .select({ accountId: staffMemberships.accountId })
      .from(staffMemberships)
      .where(
        and(
          eq(staffMemberships.tenantId, t.tenant),
          isNull(staffMemberships.removedAt),
          inArray(staffMemberships.role, [...permissions["points.approve"]]),
        ),
      );
    const { rows: open } = await t.tx.execute<{ asked_by_account: string; n: number }>(sql`
      select asked_by_account, count(*) as n from point_approvals
      where tenant_id = ${t.tenant} and state = 'waiting' and expires_at > ${t.now.toISOString()}::timestamptz group by asked_by_account`);
    let told = 0;
    for (const { accountId } of deciders) {
      if (fresh.every((one) => one.asked_by_account === accountId)) continue;
      const waiting = open.reduce((sum, one) => sum + (one.asked_by_account === accountId ? 0 : one.n), 0);
      await emit(t, "approvals.waiting", { digestId: newId(), accountId, waiting });
      told += 1;
    }
    return told;
  });
}
