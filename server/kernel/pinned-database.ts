import type { PoolClient, PoolRole } from "@/db/client";
import { beginStatement, betweenBeginAndCommit, type Database, poolOf } from "./database";

/**
 * One connection for the whole of `work`, for what lives in a session: temporary tables, session locks and COPY. Its transactions are not
 * tried again, because a lost session has lost those tables too.
 */
export async function withPinnedDatabase<T>(
  role: PoolRole,
  work: (db: Database, client: PoolClient) => Promise<T>,
): Promise<T> {
  const client = await poolOf(role).connect();
  const db: Database = {
    role,
    async transaction(tenant, mode, inside) {
      const begin = beginStatement(tenant, mode);
      try {
        return await betweenBeginAndCommit(client, { begin, isPipelined: false }, inside);
      } catch (error) {
        await client.query("rollback").catch(() => {});
        throw error;
      }
    },
  };
  try {
    return await work(db, client);
  } finally {
    // Given back bare; a connection that cannot say so is closed, and its tables and locks go with it.
    const isBare = await client
      .query("select pg_advisory_unlock_all()")
      .then(() => client.query("discard temporary"))
      .then(
        () => true,
        () => false,
      );
    client.release(!isBare);
  }
}
