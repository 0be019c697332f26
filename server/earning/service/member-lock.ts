import { sql } from "drizzle-orm";
import type { TxCtx } from "@/server/kernel/ctx";

/**
 * Makes awards of one member come one after the other until the transaction ends, so that what a rule has given is counted before it
 * gives more. Taken only where a rule limits what one member gets: other sales never wait.
 */
export async function lockMember(t: TxCtx, memberId: string): Promise<void> {
  await t.tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`earning:${t.tenant}:${memberId}`}, 28))`);
}
