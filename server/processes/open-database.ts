import { startEmbedded } from "@/db/embedded";
import { readStartSettings } from "./start-settings";

/**
 * For commands: the database of DATABASE_URL, or the one in the data folder, used where it runs and else started for this
 * command. Sets the addresses that the kernel reads; returns what closes it again.
 */
export async function openDatabase(): Promise<() => Promise<void>> {
  const settings = readStartSettings([]);
  if (!settings.hasOwnDatabase) return async () => {};
  const started = await startEmbedded({ dataDir: settings.dataDir });
  process.env.DATABASE_URL = started.ownerUrl;
  process.env.DATABASE_APP_URL = started.appUrl;
  process.env.DATABASE_BATCH_URL = started.batchUrl;
  return async () => {
    if (!started.wasRunning) await started.stop();
  };
}
