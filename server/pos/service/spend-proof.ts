import { and, eq, sql } from "drizzle-orm";
import { pointHolds } from "@/db/schema/point-life";
import type { Ctx, TxCtx } from "@/server/kernel/ctx";
import { DomainError } from "@/server/kernel/errors";
import { tenantOf } from "@/server/kernel/gate";
import { businessDayIn } from "@/server/kernel/time";
import { voidHold } from "@/server/points/service/hold-points";
import { isPermitGood } from "@/server/members/rules/permit";

/** Throws refused `pos.code_needed` where the shop asks for the code on the phone and the till has not seen it. */
export async function demandCode(ctx: Ctx, memberId: string, permit: string | undefined): Promise<void> {
  const { spendProof } = await tenantOf(ctx);
  if (spendProof !== "code") return;
  if (permit === undefined || !isPermitGood(ctx.tenant, memberId, permit, ctx.now))
    throw new DomainError("refused", "pos.code_needed", { field: "permit" });
}

/** Counts points paid with at a till without a connection. Throws refused `pos.offline_limit` {most} above the card's limit of the day. */
export async function countOffline(t: TxCtx, memberId: string, points: number, occurredAt: Date): Promise<void> {
  const shop = await tenantOf(t);
  const most = shop.offlineSpendPerDay;
  const day = businessDayIn(occurredAt, shop.timeZone, shop.businessDayStartMinutes);
  const counted =
    points > most
      ? 0
      : (
          await t.tx.execute(sql`
            insert into pos_offline_spends as s (tenant_id, member_id, business_date, points)
            values (${t.tenant}, ${memberId}, ${day}, ${points})
            on conflict (tenant_id, member_id, business_date) do update set points = s.points + excluded.points
              where s.points + excluded.points <= ${most}`)
        ).rowCount;
  if (!counted) throw new DomainError("refused", "pos.offline_limit", { field: "spendPoints", most });
}

/** Gives a hold back, for its points to be spent by the sale of this transaction. Throws not_found, refused `pos.hold_ended`, `pos.more_than_held`. */
export async function takeHold(t: TxCtx, memberId: string, holdId: string, points: number): Promise<void> {
  const [hold] = await t.tx
    .select({ state: pointHolds.state, points: pointHolds.points, heldUntil: pointHolds.heldUntil })
    .from(pointHolds)
    .where(and(eq(pointHolds.tenantId, t.tenant), eq(pointHolds.memberId, memberId), eq(pointHolds.id, holdId)));
  if (!hold) throw new DomainError("not_found", "pos.hold", { field: "holdId" });
  if (hold.state !== "open" || hold.heldUntil <= t.now)
    throw new DomainError("refused", "pos.hold_ended", { field: "holdId" });
  if (points > hold.points) throw new DomainError("refused", "pos.more_than_held", { field: "spendPoints" });
  await voidHold(t, { memberId, holdId });
}
