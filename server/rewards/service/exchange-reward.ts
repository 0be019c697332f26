import { randomInt } from "node:crypto";
import { and, eq, ne, sql } from "drizzle-orm";
import type { z } from "zod";
import { rewardOrders, rewardStocks, rewards } from "@/db/schema/rewards";
import { issueMany } from "@/server/coupons/service/issue-coupon";
import { audit } from "@/server/kernel/audit";
import { type Ctx, inTransaction, type TxCtx } from "@/server/kernel/ctx";
import { DomainError } from "@/server/kernel/errors";
import { newId } from "@/server/kernel/ids";
import { parseInput } from "@/server/kernel/parse";
import { spendPoints } from "@/server/points/service/spend-points";
import { rankOf } from "@/server/ranks/queries/rank-of";
import { demand } from "@/server/tenancy/access";
import { storesOf } from "@/server/tenancy/queries/shop";
import { canExchange, canHandleRewards } from "../access";
import { exchangeAtCounterInput, exchangeInput } from "../input";
import { problemOf } from "../rules/offer";
import { orderNumber, orderSerials } from "../rules/order-number";

export interface Exchanged {
  orderId: string;
  orderNo: string;
  points: number;
  heldCouponId: string | null;
  isRepeat: boolean;
}

/**
 * Exchanges points for a reward: the piece, the points and the order in one transaction. The same `key` again is the same exchange.
 * Throws refused `rewards.not_possible` {problem}, `points.insufficient`, not_found `rewards.reward`, `tenancy.store`, invalid
 * `rewards.store_needed`, forbidden.
 */
export async function exchangeReward(
  ctx: Ctx,
  memberId: string,
  input: z.input<typeof exchangeInput>,
): Promise<Exchanged> {
  demand(canExchange(ctx.actor, memberId));
  return exchange(ctx, memberId, parseInput(exchangeInput, input), false);
}

/** The same by staff for a member before them, handed over at once if the piece lies there. */
export async function exchangeAtCounter(ctx: Ctx, input: z.input<typeof exchangeAtCounterInput>): Promise<Exchanged> {
  demand(canHandleRewards(ctx.actor));
  const { memberId, isHandedOver, ...rest } = parseInput(exchangeAtCounterInput, input);
  return exchange(ctx, memberId, rest, isHandedOver);
}

function exchange(
  ctx: Ctx,
  memberId: string,
  { rewardId, key, storeId }: z.output<typeof exchangeInput>,
  isHandedOver: boolean,
): Promise<Exchanged> {
  return inTransaction(ctx, async (t) => {
    // One exchange of a member at a time: a second press finds the first, and a limit per member counts it.
    await t.tx.execute(
      sql`select pg_advisory_xact_lock(hashtextextended(${`rewards.exchange:${t.tenant}:${memberId}`}, 23))`,
    );
    const before = await madeBefore(t, memberId, key);
    if (before) return before;
    const reward = await offered(t, memberId, rewardId);
    const at = await placeOf(t, reward, storeId);
    await takePiece(t, rewardId);
    const orderId = newId();
    const { journalId } = await spendPoints(t, {
      memberId,
      key: `reward:${orderId}`,
      points: reward.pricePoints,
      purchaseId: orderId,
      storeId: at,
      occurredAt: t.now,
    });
    const heldCouponId =
      reward.couponId === null ? null : await giveCoupon(t, memberId, reward.couponId, { orderId, rewardId });
    const isOver = heldCouponId !== null || isHandedOver;
    const orderNo = orderNumber(randomInt(orderSerials));
    await t.tx.insert(rewardOrders).values({
      tenantId: t.tenant,
      memberId,
      id: orderId,
      rewardId,
      orderKey: key,
      orderNo,
      kind: reward.kind,
      texts: reward.texts,
      points: reward.pricePoints,
      valueYen: reward.valueYen,
      state: isOver ? "handed_over" : "ordered",
      storeId: at,
      heldCouponId,
      journalId,
      orderedAt: t.now,
      handedOverAt: isOver ? t.now : null,
      handedOverBy: isHandedOver && t.actor.kind === "staff" ? t.actor.id : null,
    });
    await audit(t, {
      action: "rewards.exchange",
      subject: { kind: "reward_order", id: orderId },
      memberId,
      after: { orderNo, rewardId, points: reward.pricePoints, storeId: at, isHandedOver },
    });
    return { orderId, orderNo, points: reward.pricePoints, heldCouponId, isRepeat: false };
  });
}

async function madeBefore(t: TxCtx, memberId: string, key: string): Promise<Exchanged | null> {
  const [row] = await t.tx
    .select()
    .from(rewardOrders)
    .where(
      and(eq(rewardOrders.tenantId, t.tenant), eq(rewardOrders.memberId, memberId), eq(rewardOrders.orderKey, key)),
    );
  if (!row) return null;
  return { orderId: row.id, orderNo: row.orderNo, points: row.points, heldCouponId: row.heldCouponId, isRepeat: true };
}

export const notPossible = (problem: string) => new DomainError("refused", "rewards.not_possible", { problem });

/** The reward, if this member may have it now; whether the points suffice is for the ledger to say. */
async function offered(t: TxCtx, memberId: string, rewardId: string) {
  const [reward] = await t.tx
    .select()
    .from(rewards)
    .where(and(eq(rewards.tenantId, t.tenant), eq(rewards.id, rewardId)));
  if (!reward) throw new DomainError("not_found", "rewards.reward");
  const exchanged =
    reward.mostPerMember === null
      ? 0
      : await t.tx.$count(
          rewardOrders,
          and(
            eq(rewardOrders.tenantId, t.tenant),
            eq(rewardOrders.memberId, memberId),
            eq(rewardOrders.rewardId, rewardId),
            ne(rewardOrders.state, "cancelled"),
          ),
        );
  const rankIds = (reward.rankIds ?? []) as string[];
  const rank = rankIds.length > 0 ? await rankOf(t, memberId) : null;
  const problem = problemOf(
    { ...reward, rankIds, pieces: null },
    { rankId: rank?.rankId ?? null, exchanged, available: Number.MAX_SAFE_INTEGER },
    t.now,
  );
  if (problem) throw notPossible(problem);
  return reward;
}

/** Where it is handed over: one of the stores that do; a coupon needs none. */
async function placeOf(
  t: TxCtx,
  reward: { kind: string; storeIds: unknown },
  storeId: string | null,
): Promise<string | null> {
  if (storeId === null) {
    if (reward.kind === "goods") throw new DomainError("invalid", "rewards.store_needed", { field: "storeId" });
    return null;
  }
  const allowed = reward.storeIds as string[] | null;
  const isShop = (await storesOf(t)).some(({ id, kind }) => id === storeId && kind === "shop");
  if (!isShop || (allowed !== null && !allowed.includes(storeId))) throw new DomainError("not_found", "tenancy.store");
  return storeId;
}

/** Takes a piece where pieces are counted. The condition is the lock: of two members at the last piece one gets it. */
async function takePiece(t: TxCtx, rewardId: string): Promise<void> {
  const isStock = and(eq(rewardStocks.tenantId, t.tenant), eq(rewardStocks.rewardId, rewardId));
  const taken = await t.tx
    .update(rewardStocks)
    .set({ pieces: sql`${rewardStocks.pieces} - 1` })
    .where(and(isStock, sql`${rewardStocks.pieces} > 0`))
    .returning({ pieces: rewardStocks.pieces });
  if (taken.length > 0) return;
  const [row] = await t.tx.select().from(rewardStocks).where(isStock);
  if (row) throw notPossible("sold_out");
}

async function giveCoupon(
  t: TxCtx,
  memberId: string,
  couponId: string,
  { orderId, rewardId }: { orderId: string; rewardId: string },
): Promise<string> {
  const row = { memberId, key: `reward:${orderId}`, sourceId: orderId };
  const { issued } = await issueMany(t, { couponId, source: "reward", originId: rewardId, rows: [row] });
  const one = issued.get(`${memberId} ${row.key}`);
  if (!one) throw notPossible("sold_out");
  return one.heldId;
}
