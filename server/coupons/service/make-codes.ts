import { and, eq, sql } from "drizzle-orm";
import type { z } from "zod";
import { couponBatches } from "@/db/schema/coupons";
import { audit } from "@/server/kernel/audit";
import { actorId, type Ctx, inTransaction, type TxCtx } from "@/server/kernel/ctx";
import { DomainError } from "@/server/kernel/errors";
import { newId } from "@/server/kernel/ids";
import { enqueue } from "@/server/kernel/jobs";
import { parseInput } from "@/server/kernel/parse";
import { demand } from "@/server/tenancy/access";
import { canEditCoupons } from "../access";
import { batchKey, makeCodesInput } from "../input";
import { lockCoupon } from "./save-coupon";

/** Codes of one transaction: some tenths of a second, after which a stop is seen. */
const perTransaction = 25_000;
/** A small number is there at once; more is the worker's. */
const inRequest = 1_000;
export const makeCodesJob = "coupons.make_codes";

const thisBatch = (t: { tenant: string }, batchId: string) =>
  and(eq(couponBatches.tenantId, t.tenant), eq(couponBatches.id, batchId));

async function lockBatch(t: TxCtx, batchId: string) {
  const [batch] = await t.tx.select().from(couponBatches).where(thisBatch(t, batchId)).for("update");
  if (!batch) throw new DomainError("not_found", "coupons.batch");
  return batch;
}

/**
 * Begins to make unique codes for a coupon, under the terms it has now. Up to 1,000 are there at once, up to a million by a job with
 * progress. Throws not_found `coupons.coupon`, refused `coupons.stopped`, forbidden.
 */
export async function makeCodes(
  ctx: Ctx,
  input: z.input<typeof makeCodesInput>,
): Promise<{ batchId: string; isRunning: boolean }> {
  demand(canEditCoupons(ctx.actor));
  const { couponId, count, name } = parseInput(makeCodesInput, input);
  const batchId = newId();
  await inTransaction(ctx, async (t) => {
    const coupon = await lockCoupon(t, couponId);
    if (coupon.stoppedAt) throw new DomainError("refused", "coupons.stopped");
    await t.tx.insert(couponBatches).values({
      tenantId: t.tenant,
      id: batchId,
      couponId,
      version: coupon.version,
      name,
      wanted: count,
      state: "queued",
      createdAt: t.now,
      createdBy: actorId(t.actor),
    });
    await audit(t, {
      action: "coupons.make_codes",
      subject: { kind: "coupon", id: couponId },
      after: { batchId, name, count },
    });
    if (count > inRequest) await enqueue(t, makeCodesJob, { batchId });
  });
  if (count > inRequest) return { batchId, isRunning: true };
  await runBatch(ctx, batchId);
  return { batchId, isRunning: false };
}

/** Makes what is missing, chunk by chunk, until all are there or somebody stops it. Safe to repeat at any point. */
export async function runBatch(ctx: Ctx, batchId: string): Promise<void> {
  for (;;) {
    const isThrough = await inTransaction(ctx, async (t) => {
      const batch = await lockBatch(t, batchId);
      if (batch.state !== "queued" && batch.state !== "running") return true;
      const next = Math.min(perTransaction, batch.wanted - batch.made);
      // A code that is there already (one in thousands of millions) is simply missing, and made in the next chunk.
      const { rows } = await t.tx.execute<{ n: number }>(sql`
        with made as (
          insert into coupon_codes (tenant_id, code, coupon_id, version, kind, batch_id, created_at)
          select ${t.tenant}::uuid, code, ${batch.couponId}::uuid, ${batch.version}::integer, 'unique', ${batchId}::uuid,
            ${t.now.toISOString()}::timestamptz
          from goen.new_coupon_codes(${next}) code on conflict do nothing returning 1)
        select count(*)::integer as n from made`);
      const made = batch.made + (rows[0]?.n ?? 0);
      const isDone = made >= batch.wanted;
      await t.tx
        .update(couponBatches)
        .set({ made, state: isDone ? "done" : "running", finishedAt: isDone ? t.now : null })
        .where(thisBatch(t, batchId));
      return isDone;
    });
    if (isThrough) return;
  }
}

/** Stops the making; what is made stays good. Repeating it changes nothing. */
export const stopBatch = (ctx: Ctx, input: z.input<typeof batchKey>) =>
  steer(ctx, input, async (t, batch) => {
    if (batch.state === "queued" || batch.state === "running")
      await t.tx.update(couponBatches).set({ state: "stopped" }).where(thisBatch(t, batch.id));
  });

/** Goes on with what was stopped. */
export const resumeBatch = (ctx: Ctx, input: z.input<typeof batchKey>) =>
  steer(ctx, input, async (t, batch) => {
    if (batch.state !== "stopped") return;
    await t.tx.update(couponBatches).set({ state: "queued" }).where(thisBatch(t, batch.id));
    await enqueue(t, makeCodesJob, { batchId: batch.id });
  });

async function steer(
  ctx: Ctx,
  input: z.input<typeof batchKey>,
  act: (t: TxCtx, batch: typeof couponBatches.$inferSelect) => Promise<void>,
): Promise<void> {
  demand(canEditCoupons(ctx.actor));
  const { batchId } = parseInput(batchKey, input);
  await inTransaction(ctx, async (t) => act(t, await lockBatch(t, batchId)));
}
