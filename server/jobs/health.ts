import { processHeartbeats } from "@/db/schema/kernel";
import { hasPendingMigrations } from "@/db/migrate";
import { database, poolOf } from "@/server/kernel/database";
import { log } from "@/server/kernel/log";

type Part = "ok" | "down";

export interface Health {
  status: Part;
  parts: Record<"database" | "migrations" | "worker" | "sender" | "ingest", Part>;
}

/** A process is down when its newest heartbeat is older than this. */
const silentAfterMs = 20_000;

/** State of database, migrations and processes; every part is 'ok' or the whole is 'down'. */
export async function checkHealth(now: Date): Promise<Health> {
  const parts: Health["parts"] = {
    database: "down",
    migrations: "down",
    worker: "down",
    sender: "down",
    ingest: "down",
  };
  try {
    const beats = await database("app").transaction(null, "read", (tx) => tx.select().from(processHeartbeats));
    parts.database = "ok";
    for (const beat of beats) {
      if (now.getTime() - beat.seenAt.getTime() < silentAfterMs && beat.process in parts)
        parts[beat.process as "worker"] = "ok";
    }
    const isPending = await hasPendingMigrations(
      async (text) => (await poolOf("owner").query<{ hash: string }>(text)).rows,
    );
    parts.migrations = isPending ? "down" : "ok";
  } catch (error) {
    log.warn({ err: error }, "health check found trouble");
  }
  return { status: Object.values(parts).every((part) => part === "ok") ? "ok" : "down", parts };
}
