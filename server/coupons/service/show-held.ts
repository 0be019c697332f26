import { and, eq, isNull } from "drizzle-orm";
import { heldCoupons } from "@/db/schema/coupons";
import { type Ctx, inTransaction } from "@/server/kernel/ctx";
import { countChanges } from "./figures";

/** Writes down that the member has opened the coupon, the first time. Repeating it changes nothing. */
export async function showHeld(ctx: Ctx, memberId: string, heldId: string): Promise<void> {
  await inTransaction(ctx, async (t) => {
    const [shown] = await t.tx
      .update(heldCoupons)
      .set({ shownAt: t.now })
      .where(
        and(
          eq(heldCoupons.tenantId, t.tenant),
          eq(heldCoupons.memberId, memberId),
          eq(heldCoupons.id, heldId),
          isNull(heldCoupons.shownAt),
        ),
      )
      .returning({
        couponId: heldCoupons.couponId,
        originId: heldCoupons.originId,
        storeId: heldCoupons.storeId,
      });
    if (shown) await countChanges(t, [{ ...shown, shown: 1 }]);
  });
}
