import { and, eq, isNull } from "drizzle-orm";
import { referrals } from "@/db/schema/visits";
import { type Ctx, inTransaction } from "@/server/kernel/ctx";

/** A friend has bought something for the first time. Repeating it changes nothing. */
export async function noteSale(ctx: Ctx, memberId: string, purchaseId: string): Promise<void> {
  await inTransaction(ctx, (t) =>
    t.tx
      .update(referrals)
      .set({ purchaseId, boughtAt: t.now })
      .where(
        and(
          eq(referrals.tenantId, t.tenant),
          eq(referrals.memberId, memberId),
          isNull(referrals.purchaseId),
          isNull(referrals.refusedFor),
        ),
      ),
  );
}

/** That purchase came back as a whole: the next one counts. */
export async function noteReturn(ctx: Ctx, memberId: string, purchaseId: string): Promise<void> {
  await inTransaction(ctx, (t) =>
    t.tx
      .update(referrals)
      .set({ purchaseId: null, boughtAt: null, returnedAt: t.now })
      .where(
        and(eq(referrals.tenantId, t.tenant), eq(referrals.memberId, memberId), eq(referrals.purchaseId, purchaseId)),
      ),
  );
}
