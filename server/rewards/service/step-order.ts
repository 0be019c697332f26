import { and, eq, sql } from "drizzle-orm";
import type { z } from "zod";
import { rewardOrders, rewardStocks } from "@/db/schema/rewards";
import { audit } from "@/server/kernel/audit";
import { type Ctx, inTransaction, type TxCtx } from "@/server/kernel/ctx";
import { DomainError } from "@/server/kernel/errors";
import { parseInput } from "@/server/kernel/parse";
import { returnPurchasePoints } from "@/server/points/service/return-purchase-points";
import { demand } from "@/server/tenancy/access";
import { canExchange, canHandleRewards } from "../access";
import { cancelOrderInput, type OrderState, stepOrderInput } from "../input";
import { nextStates } from "../rules/offer";

const isOrder = (t: { tenant: string }, of: { memberId: string; orderId: string }) =>
  and(eq(rewardOrders.tenantId, t.tenant), eq(rewardOrders.memberId, of.memberId), eq(rewardOrders.id, of.orderId));

/** The order, locked, if it can go to that state. Throws not_found, conflict `rewards.changed_meanwhile`, refused `rewards.wrong_state`. */
async function lockOrder(t: TxCtx, of: { memberId: string; orderId: string; version: number }, to: OrderState) {
  const [row] = await t.tx.select().from(rewardOrders).where(isOrder(t, of)).for("update");
  if (!row) throw new DomainError("not_found", "rewards.order");
  if (row.version !== of.version) throw new DomainError("conflict", "rewards.changed_meanwhile");
  const state = row.state as OrderState;
  if (!nextStates[state].includes(to)) throw new DomainError("refused", "rewards.wrong_state", { state });
  return row;
}

/** Staff say that it lies ready, or hand it over. Throws what `lockOrder` throws, forbidden. */
export async function stepOrder(ctx: Ctx, input: z.input<typeof stepOrderInput>): Promise<{ version: number }> {
  demand(canHandleRewards(ctx.actor));
  const { step, ...of } = parseInput(stepOrderInput, input);
  const to = step === "ready" ? "ready" : "handed_over";
  return inTransaction(ctx, async (t) => {
    const before = await lockOrder(t, of, to);
    const version = before.version + 1;
    const by = t.actor.kind === "staff" ? t.actor.id : null;
    await t.tx
      .update(rewardOrders)
      .set({
        state: to,
        version,
        ...(to === "ready" ? { readyAt: t.now } : { handedOverAt: t.now, handedOverBy: by }),
      })
      .where(isOrder(t, of));
    await audit(t, {
      action: to === "ready" ? "rewards.ready" : "rewards.hand_over",
      subject: { kind: "reward_order", id: of.orderId },
      memberId: of.memberId,
      before: { state: before.state },
      after: { orderNo: before.orderNo },
    });
    return { version };
  });
}

/**
 * Calls an exchange off that was not handed over yet: the piece goes back into the stock, the points into the lots they came from. The
 * member may as long as it is not ready, staff until it is handed over. Throws what `lockOrder` throws, forbidden.
 */
export async function cancelOrder(ctx: Ctx, input: z.input<typeof cancelOrderInput>): Promise<{ points: number }> {
  const { reason, ...of } = parseInput(cancelOrderInput, input);
  demand(canExchange(ctx.actor, of.memberId));
  return inTransaction(ctx, async (t) => {
    const before = await lockOrder(t, of, "cancelled");
    if (t.actor.kind === "member" && before.state !== "ordered")
      throw new DomainError("refused", "rewards.wrong_state", { state: before.state });
    await t.tx
      .update(rewardStocks)
      .set({ pieces: sql`${rewardStocks.pieces} + 1` })
      .where(and(eq(rewardStocks.tenantId, t.tenant), eq(rewardStocks.rewardId, before.rewardId)));
    const { points, storeId } = before;
    await returnPurchasePoints(t, {
      memberId: of.memberId,
      purchaseId: of.orderId,
      returnId: of.orderId,
      occurredAt: t.now,
      storeId,
      saleTotalYen: points,
      returnedBeforeYen: 0,
      returnedYen: points,
    });
    await t.tx
      .update(rewardOrders)
      .set({ state: "cancelled", cancelledAt: t.now, cancelReason: reason || null, version: before.version + 1 })
      .where(isOrder(t, of));
    await audit(t, {
      action: "rewards.cancel",
      subject: { kind: "reward_order", id: of.orderId },
      memberId: of.memberId,
      before: { state: before.state },
      after: { orderNo: before.orderNo, points, reason },
    });
    return { points };
  });
}
