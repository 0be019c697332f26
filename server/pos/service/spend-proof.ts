import { and, eq } from "drizzle-orm";
import { pointHolds } from "@/db/schema/point-life";
import type { Ctx, TxCtx } from "@/server/kernel/ctx";
import { DomainError } from "@/server/kernel/errors";
import { tenantOf } from "@/server/kernel/gate";
import { voidHold } from "@/server/points/service/hold-points";
import { isPermitGood } from "@/server/members/rules/permit";

/** Throws refused `pos.code_needed` where the shop asks for the code on the phone and the till has not seen it. */
export async function demandCode(ctx: Ctx, memberId: string, permit: string | undefined): Promise<void> {
  const { spendProof } = await tenantOf(ctx);
  if (spendProof !== "code") return;
  if (permit === undefined || !isPermitGood(ctx.tenant, memberId, permit, ctx.now))
    throw new DomainError("refused", "pos.code_needed", { field: "permit" });
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
