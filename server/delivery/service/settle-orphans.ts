import { sql } from "drizzle-orm";
import { type Ctx, inTransaction } from "@/server/kernel/ctx";
import { leaseMs } from "./chunk-lease";

/**
 * A sender that died with messages in its hand, in a chunk that was cancelled meanwhile, has no successor: what it had handed
 * over becomes 'unknown' here. Returns how many.
 */
export const settleOrphans = (ctx: Ctx): Promise<number> =>
  inTransaction(ctx, async (t) => {
    const settled = await t.tx.execute(sql`
      update deliveries d set state = 'unknown', state_reason = 'outcome_unknown', settled_at = ${t.now}, provider_message_id = null
      from send_chunks c
      where d.tenant_id = ${t.tenant} and d.state = 'handed' and d.handed_at < ${new Date(t.now.getTime() - 10 * leaseMs)}
        and c.tenant_id = d.tenant_id and c.id = d.chunk_id and c.state = 'cancelled'`);
    return settled.rowCount ?? 0;
  });
