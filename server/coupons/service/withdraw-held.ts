import { and, eq, isNull } from "drizzle-orm";
import { heldCoupons } from "@/db/schema/coupons";
import { type Ctx, inTransaction } from "@/server/kernel/ctx";

/** Ends all coupons of a member who has left. Repeating it changes nothing. */
export async function withdrawHeld(ctx: Ctx, memberId: string): Promise<void> {
  await inTransaction(ctx, (t) =>
    t.tx
      .update(heldCoupons)
      .set({ withdrawnAt: t.now })
      .where(
        and(eq(heldCoupons.tenantId, t.tenant), eq(heldCoupons.memberId, memberId), isNull(heldCoupons.withdrawnAt)),
      ),
  );
}
