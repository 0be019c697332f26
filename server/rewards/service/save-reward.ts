import { and, eq, sql } from "drizzle-orm";
import type { z } from "zod";
import { rewardStocks, rewards } from "@/db/schema/rewards";
import { couponHeads } from "@/server/coupons/queries/definitions";
import { dayBegins } from "@/server/coupons/rules/validity";
import { audit } from "@/server/kernel/audit";
import { type Ctx, inTransaction, type TxCtx } from "@/server/kernel/ctx";
import { DomainError } from "@/server/kernel/errors";
import { fileById, keepFiles } from "@/server/kernel/files";
import { tenantOf } from "@/server/kernel/gate";
import { newId } from "@/server/kernel/ids";
import { parseInput } from "@/server/kernel/parse";
import { addDays } from "@/server/kernel/time";
import { demand } from "@/server/tenancy/access";
import { storesOf } from "@/server/tenancy/queries/shop";
import { canEditRewards } from "../access";
import { createRewardInput, type RewardFields, rewardKey, saveRewardInput } from "../input";

const isReward = (t: { tenant: string }, rewardId: string) =>
  and(eq(rewards.tenantId, t.tenant), eq(rewards.id, rewardId));

/** Puts a reward into the catalogue. Throws not_found for a coupon, store or picture that is not the shop's, forbidden. */
export async function createReward(ctx: Ctx, input: z.input<typeof createRewardInput>): Promise<{ rewardId: string }> {
  demand(canEditRewards(ctx.actor));
  const { pieces, ...fields } = parseInput(createRewardInput, input);
  return inTransaction(ctx, async (t) => {
    const rewardId = newId();
    const columns = await columnsOf(t, fields, null);
    await t.tx
      .insert(rewards)
      .values({ tenantId: t.tenant, id: rewardId, ...columns, createdAt: t.now, updatedAt: t.now });
    if (pieces !== null) await t.tx.insert(rewardStocks).values({ tenantId: t.tenant, rewardId, pieces });
    await audit(t, {
      action: "rewards.create",
      subject: { kind: "reward", id: rewardId },
      after: { name: fields.texts.title.ja, pricePoints: fields.pricePoints, pieces },
    });
    return { rewardId };
  });
}

/**
 * Changes a reward; exchanges made before keep what they were and cost. Throws conflict `rewards.changed_meanwhile`, refused
 * `rewards.stock_below_zero`, not_found, forbidden.
 */
export async function saveReward(ctx: Ctx, input: z.input<typeof saveRewardInput>): Promise<{ revision: number }> {
  demand(canEditRewards(ctx.actor));
  const { rewardId, revision, pieces, piecesShown, ...fields } = parseInput(saveRewardInput, input);
  return inTransaction(ctx, async (t) => {
    const before = await lockReward(t, rewardId);
    if (before.revision !== revision) throw new DomainError("conflict", "rewards.changed_meanwhile");
    const columns = await columnsOf(t, fields, before.pictureId);
    await t.tx
      .update(rewards)
      .set({ ...columns, revision: revision + 1, updatedAt: t.now })
      .where(isReward(t, rewardId));
    await setStock(t, rewardId, pieces, piecesShown);
    await audit(t, {
      action: "rewards.save",
      subject: { kind: "reward", id: rewardId },
      before: { name: before.texts, pricePoints: before.pricePoints },
      after: { name: fields.texts, pricePoints: fields.pricePoints, pieces },
    });
    return { revision: revision + 1 };
  });
}

export const stopReward = (ctx: Ctx, input: z.input<typeof rewardKey>) => setStopped(ctx, input, true);
export const resumeReward = (ctx: Ctx, input: z.input<typeof rewardKey>) => setStopped(ctx, input, false);

async function setStopped(ctx: Ctx, input: z.input<typeof rewardKey>, isStopped: boolean): Promise<void> {
  demand(canEditRewards(ctx.actor));
  const { rewardId } = parseInput(rewardKey, input);
  await inTransaction(ctx, async (t) => {
    const before = await lockReward(t, rewardId);
    if ((before.stoppedAt !== null) === isStopped) return;
    await t.tx
      .update(rewards)
      .set({ stoppedAt: isStopped ? t.now : null, updatedAt: t.now, revision: before.revision + 1 })
      .where(isReward(t, rewardId));
    await audit(t, {
      action: isStopped ? "rewards.stop" : "rewards.resume",
      subject: { kind: "reward", id: rewardId },
    });
  });
}

async function lockReward(t: TxCtx, rewardId: string) {
  const [row] = await t.tx.select().from(rewards).where(isReward(t, rewardId)).for("update");
  if (!row) throw new DomainError("not_found", "rewards.reward");
  return row;
}

async function columnsOf(t: TxCtx, fields: RewardFields, pictureBefore: string | null) {
  const { from, until, storeIds, rankIds, couponId, pictureId, ...rest } = fields;
  if (couponId !== null && (await couponHeads(t, [couponId])).length === 0)
    throw new DomainError("not_found", "coupons.coupon");
  if (storeIds.length > 0) {
    const own = new Set((await storesOf(t)).map(({ id }) => id));
    if (storeIds.some((id) => !own.has(id))) throw new DomainError("not_found", "tenancy.store");
  }
  if (pictureId !== null && pictureId !== pictureBefore) {
    // A picture that is kept already belongs to another reward of the shop; it is shared, not copied.
    const file = await fileById(t, pictureId);
    if (file?.kind !== "reward_picture") throw new DomainError("not_found", "files.not_found");
    await keepFiles(t, { fileIds: [pictureId], kind: "reward_picture" });
  }
  const clock = await tenantOf(t);
  return {
    ...rest,
    couponId,
    pictureId,
    rankIds: rankIds.length > 0 ? rankIds : null,
    storeIds: storeIds.length > 0 ? storeIds : null,
    validFrom: from === null ? null : dayBegins(from, clock),
    validUntil: until === null ? null : dayBegins(addDays(until, 1), clock),
  };
}

/** Puts in or takes out the difference to what the editor saw. */
async function setStock(t: TxCtx, rewardId: string, pieces: number | null, shown: number | null): Promise<void> {
  const isStock = and(eq(rewardStocks.tenantId, t.tenant), eq(rewardStocks.rewardId, rewardId));
  if (pieces === null) {
    await t.tx.delete(rewardStocks).where(isStock);
    return;
  }
  const [row] = await t.tx.select().from(rewardStocks).where(isStock).for("update");
  if (!row) {
    await t.tx.insert(rewardStocks).values({ tenantId: t.tenant, rewardId, pieces });
    return;
  }
  const more = pieces - (shown ?? row.pieces);
  if (row.pieces + more < 0) throw new DomainError("refused", "rewards.stock_below_zero", { pieces: row.pieces });
  await t.tx
    .update(rewardStocks)
    .set({ pieces: sql`${rewardStocks.pieces} + ${more}` })
    .where(isStock);
}
