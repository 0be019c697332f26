import { hostname } from "node:os";
import { sql } from "drizzle-orm";
import { processHeartbeats } from "@/db/schema/kernel";
import { database } from "@/server/kernel/database";
import { log } from "@/server/kernel/log";

export type ProcessName = "worker" | "sender" | "ingest";

export const heartbeatEveryMs = 5_000;

/** Says every few seconds that this process lives; the returned function stops it and takes the row away. */
export function startHeartbeat(process_: ProcessName): () => Promise<void> {
  const instance = `${hostname()}:${process.pid}`;
  const startedAt = new Date();
  const beat = async () => {
    const seenAt = new Date();
    await database("app").transaction(null, "write", async (tx) => {
      await tx
        .insert(processHeartbeats)
        .values({ process: process_, instance, startedAt, seenAt })
        .onConflictDoUpdate({ target: [processHeartbeats.process, processHeartbeats.instance], set: { seenAt } });
      // Rows of processes that died hard are swept by whoever is alive.
      await tx
        .delete(processHeartbeats)
        .where(sql`${processHeartbeats.seenAt} < ${new Date(seenAt.getTime() - 3_600_000)}`);
    });
  };
  const safely = () => beat().catch((error: unknown) => log.warn({ err: error }, "heartbeat failed"));
  const timer = setInterval(() => void safely(), heartbeatEveryMs);
  void safely();
  return async () => {
    clearInterval(timer);
    await database("app")
      .transaction(null, "write", (tx) =>
        tx.delete(processHeartbeats).where(sql`process = ${process_} and instance = ${instance}`),
      )
      .catch(() => {});
  };
}
