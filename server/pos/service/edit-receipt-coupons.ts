import { and, eq, sql } from "drizzle-orm";
import type { z } from "zod";
import { posReceiptCoupons } from "@/db/schema/pos";
import { canEditCoupons } from "@/server/coupons/access";
import { couponHeads } from "@/server/coupons/queries/definitions";
import { audit } from "@/server/kernel/audit";
import { type Ctx, inTransaction, type TxCtx } from "@/server/kernel/ctx";
import { DomainError } from "@/server/kernel/errors";
import { newId } from "@/server/kernel/ids";
import { parseInput } from "@/server/kernel/parse";
import { demandSegment } from "@/server/kernel/segment-membership";
import { demand } from "@/server/tenancy/access";
import { storesOf } from "@/server/tenancy/queries/shop";
import { type ReceiptCouponInput, receiptCouponInput, receiptCouponKey, saveReceiptCouponInput } from "../input";

type Asked = z.output<typeof receiptCouponInput>;

/** Whatever a rule names must be this shop's. */
async function demandOwn(t: TxCtx, { couponId, categoryId, history, storeIds }: Asked): Promise<void> {
  const [head] = await couponHeads(t, [couponId]);
  if (!head) throw new DomainError("not_found", "coupons.coupon");
  if (head.stoppedAt) throw new DomainError("refused", "coupons.stopped");
  const wanted = [...new Set([categoryId, history?.categoryId ?? null].filter((id) => id !== null))];
  if (wanted.length > 0) {
    const { rows } = await t.tx.execute<{ n: number }>(
      sql`select count(*)::integer as n from categories where tenant_id = ${t.tenant} and id = any(${sql.param(wanted)}::uuid[])`,
    );
    if (rows[0]?.n !== wanted.length) throw new DomainError("not_found", "pos.category");
  }
  if (storeIds.length === 0) return;
  const own = new Set((await storesOf(t)).map(({ id }) => id));
  if (storeIds.some((id) => !own.has(id))) throw new DomainError("not_found", "tenancy.store");
}

const columnsOf = ({ history, storeIds, ...rest }: Asked) => ({
  ...rest,
  storeIds: storeIds.length > 0 ? storeIds : null,
  historyKind: history?.kind ?? null,
  historyCategoryId: history?.categoryId ?? null,
  historyDays: history?.days ?? null,
});

const isRule = (t: TxCtx, id: string) => and(eq(posReceiptCoupons.tenantId, t.tenant), eq(posReceiptCoupons.id, id));

async function lockRule(t: TxCtx, id: string) {
  const [row] = await t.tx.select().from(posReceiptCoupons).where(isRule(t, id)).for("update");
  if (!row) throw new DomainError("not_found", "pos.receipt_coupon");
  return row;
}

/** Prints a coupon under receipts from now on. Throws not_found for a coupon, segment, store or category this shop does not have, refused `coupons.stopped`. */
export async function addReceiptCoupon(ctx: Ctx, input: ReceiptCouponInput): Promise<{ receiptCouponId: string }> {
  demand(canEditCoupons(ctx.actor));
  const asked = parseInput(receiptCouponInput, input);
  if (asked.segmentId !== null) await demandSegment(ctx, asked.segmentId);
  return inTransaction(ctx, async (t) => {
    await demandOwn(t, asked);
    const id = newId();
    const row = { ...columnsOf(asked), tenantId: t.tenant, id, createdAt: t.now, updatedAt: t.now };
    await t.tx.insert(posReceiptCoupons).values(row);
    await audit(t, { action: "pos.add_receipt_coupon", subject: { kind: "receipt_coupon", id }, after: asked });
    return { receiptCouponId: id };
  });
}

/** Changes a rule; coupons that were given stay. Throws what `addReceiptCoupon` throws, conflict `pos.changed_meanwhile`. */
export async function saveReceiptCoupon(
  ctx: Ctx,
  input: z.input<typeof saveReceiptCouponInput>,
): Promise<{ revision: number }> {
  demand(canEditCoupons(ctx.actor));
  const { receiptCouponId: id, revision, ...asked } = parseInput(saveReceiptCouponInput, input);
  if (asked.segmentId !== null) await demandSegment(ctx, asked.segmentId);
  return inTransaction(ctx, async (t) => {
    const before = await lockRule(t, id);
    if (before.revision !== revision) throw new DomainError("conflict", "pos.changed_meanwhile");
    await demandOwn(t, asked);
    const next = revision + 1;
    await t.tx
      .update(posReceiptCoupons)
      .set({ ...columnsOf(asked), revision: next, updatedAt: t.now })
      .where(isRule(t, id));
    await audit(t, {
      action: "pos.save_receipt_coupon",
      subject: { kind: "receipt_coupon", id },
      before: { name: before.name, couponId: before.couponId },
      after: asked,
    });
    return { revision: next };
  });
}

/** Prints it no more; coupons that were given stay. Throws not_found, also for one that is stopped. */
export const stopReceiptCoupon = (ctx: Ctx, input: z.input<typeof receiptCouponKey>) => setStopped(ctx, input, true);
export const resumeReceiptCoupon = (ctx: Ctx, input: z.input<typeof receiptCouponKey>) => setStopped(ctx, input, false);

async function setStopped(ctx: Ctx, input: z.input<typeof receiptCouponKey>, isStopped: boolean): Promise<void> {
  demand(canEditCoupons(ctx.actor));
  const { receiptCouponId: id } = parseInput(receiptCouponKey, input);
  await inTransaction(ctx, async (t) => {
    const before = await lockRule(t, id);
    if ((before.stoppedAt !== null) === isStopped) throw new DomainError("not_found", "pos.receipt_coupon");
    await t.tx
      .update(posReceiptCoupons)
      .set({ stoppedAt: isStopped ? t.now : null, updatedAt: t.now, revision: before.revision + 1 })
      .where(isRule(t, id));
    await audit(t, {
      action: isStopped ? "pos.stop_receipt_coupon" : "pos.resume_receipt_coupon",
      subject: { kind: "receipt_coupon", id },
    });
  });
}
