import { and, eq, isNull } from "drizzle-orm";
import type { z } from "zod";
import { categories } from "@/db/schema/catalog";
import { posReceiptCoupons } from "@/db/schema/pos";
import { canEditCoupons } from "@/server/coupons/access";
import { couponHeads } from "@/server/coupons/queries/definitions";
import { audit } from "@/server/kernel/audit";
import { type Ctx, inTransaction } from "@/server/kernel/ctx";
import { DomainError } from "@/server/kernel/errors";
import { newId } from "@/server/kernel/ids";
import { parseInput } from "@/server/kernel/parse";
import { demandSegment } from "@/server/kernel/segment-membership";
import { demand } from "@/server/tenancy/access";
import { type ReceiptCouponInput, receiptCouponInput, receiptCouponKey } from "../input";

/** Prints a coupon under receipts from now on. Throws not_found for a coupon, segment or category this shop does not have, refused `coupons.stopped`. */
export async function addReceiptCoupon(ctx: Ctx, input: ReceiptCouponInput): Promise<{ receiptCouponId: string }> {
  demand(canEditCoupons(ctx.actor));
  const asked = parseInput(receiptCouponInput, input);
  if (asked.segmentId !== null) await demandSegment(ctx, asked.segmentId);
  return inTransaction(ctx, async (t) => {
    const [head] = await couponHeads(t, [asked.couponId]);
    if (!head) throw new DomainError("not_found", "coupons.coupon");
    if (head.stoppedAt) throw new DomainError("refused", "coupons.stopped");
    if (asked.categoryId !== null) {
      const isIt = and(eq(categories.tenantId, t.tenant), eq(categories.id, asked.categoryId));
      const found = await t.tx.select({ id: categories.id }).from(categories).where(isIt);
      if (found.length === 0) throw new DomainError("not_found", "pos.category");
    }
    const id = newId();
    await t.tx.insert(posReceiptCoupons).values({ ...asked, tenantId: t.tenant, id, createdAt: t.now });
    await audit(t, { action: "pos.add_receipt_coupon", subject: { kind: "receipt_coupon", id }, after: asked });
    return { receiptCouponId: id };
  });
}

/** Prints it no more; coupons that were given stay. Throws not_found. */
export async function stopReceiptCoupon(ctx: Ctx, input: z.input<typeof receiptCouponKey>): Promise<void> {
  demand(canEditCoupons(ctx.actor));
  const { receiptCouponId: id } = parseInput(receiptCouponKey, input);
  await inTransaction(ctx, async (t) => {
    const stopped = await t.tx
      .update(posReceiptCoupons)
      .set({ stoppedAt: t.now })
      .where(
        and(
          eq(posReceiptCoupons.tenantId, t.tenant),
          eq(posReceiptCoupons.id, id),
          isNull(posReceiptCoupons.stoppedAt),
        ),
      );
    if (stopped.rowCount === 0) throw new DomainError("not_found", "pos.receipt_coupon");
    await audit(t, { action: "pos.stop_receipt_coupon", subject: { kind: "receipt_coupon", id } });
  });
}
