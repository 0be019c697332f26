import { sql } from "drizzle-orm";
import { type Ctx, inTransaction } from "@/server/kernel/ctx";
import { DomainError } from "@/server/kernel/errors";
import { issueMany } from "./issue-coupon";

/** Gives a new member what everybody gets who joins. A coupon that is over or all given is passed by. Safe to repeat. */
export async function giveOnJoining(ctx: Ctx, memberId: string, storeId: string | null): Promise<void> {
  await inTransaction(ctx, async (t) => {
    const { rows } = await t.tx.execute<{ id: string }>(sql`
      select c.id from coupons c
      join coupon_versions v on v.tenant_id = c.tenant_id and v.coupon_id = c.id and v.version = c.version
      where c.tenant_id = ${t.tenant} and c.stopped_at is null and v.definition ->> 'isGivenOnJoining' = 'true' order by c.id`);
    for (const { id: couponId } of rows) {
      const given = { memberId, key: `joined:${couponId}`, sourceId: null };
      await issueMany(t, { couponId, source: "sign_up", storeId, rows: [given] }).catch((error: unknown) => {
        if (!(error instanceof DomainError && error.reason === "coupons.over")) throw error;
      });
    }
  });
}
