import { sql } from "drizzle-orm";
import { type Ctx, inTransaction } from "@/server/kernel/ctx";

/**
 * After a withdrawal: what is planned for the person is cancelled, and names leave what was kept to show sent mails again. What
 * a sender holds this moment is refused by its own last look. Safe to repeat. Returns how many messages will not be sent.
 */
export async function letGoOf(ctx: Ctx, memberId: string): Promise<{ cancelled: number }> {
  return inTransaction(ctx, async (t) => {
    const cancelled = await t.tx.execute(sql`update deliveries
      set state = 'cancelled', state_reason = 'withdrawn', settled_at = ${t.now.toISOString()}::timestamptz
      where tenant_id = ${t.tenant} and member_id = ${memberId}::uuid and state = 'planned'`);
    await t.tx.execute(sql`update deliveries set inputs = inputs - 'name'
      where tenant_id = ${t.tenant} and member_id = ${memberId}::uuid and inputs ? 'name'`);
    return { cancelled: cancelled.rowCount ?? 0 };
  });
}
