import { sql } from "drizzle-orm";
import { type Ctx, inTransaction } from "@/server/kernel/ctx";
import { withPinnedDatabase } from "@/server/kernel/database";
import type { ImportKind } from "../rules/fields";

/**
 * Runs `work` while no other import of the kind runs in the shop; null when one does. The lock lives as long as a connection of its own,
 * so it goes with a process that is killed.
 */
export function alone<T>(ctx: Ctx, kind: ImportKind, work: () => Promise<T>): Promise<T | null> {
  return withPinnedDatabase("batch", async (db) => {
    const { rows } = await inTransaction({ ...ctx, db }, (t) =>
      t.tx.execute<{ is_mine: boolean }>(
        sql`select pg_try_advisory_lock(hashtextextended(${`imports:${t.tenant}:${kind}`}, 11)) as is_mine`,
      ),
    );
    return rows[0]?.is_mine ? work() : null;
  });
}
