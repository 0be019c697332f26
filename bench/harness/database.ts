import { rmSync } from "node:fs";
import path from "node:path";
import { startEmbedded } from "@/db/embedded";
import { migrate } from "@/db/migrate";

interface Asked {
  /** The folder under .data/bench; each program has its own, so that two can run side by side. */
  name: string;
  port: number;
  /** Throws away what earlier runs left, where that would change what is measured. */
  isFresh?: boolean;
}

/** A durable database of its own for one program, migrated; the product's settings point at it. `close` also lets go of the product's pools. */
export async function benchDatabase({ name, port, isFresh = false }: Asked) {
  const dataDir = path.resolve(".data/bench", name);
  if (isFresh) rmSync(dataDir, { recursive: true, force: true });
  const cluster = await startEmbedded({ dataDir, port });
  process.env.DATABASE_URL = cluster.ownerUrl;
  process.env.DATABASE_APP_URL = cluster.appUrl;
  process.env.DATABASE_BATCH_URL = cluster.batchUrl;
  const close = async () => {
    // Loaded only now: it reads the settings above.
    const { closeDatabases } = await import("@/server/kernel/database");
    await closeDatabases();
    await cluster.stop();
  };
  try {
    await migrate(cluster.ownerUrl);
  } catch (error) {
    await close();
    throw error;
  }
  return { ...cluster, close };
}
