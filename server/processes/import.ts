// `npm run import -- <stores|products|members|purchases> <file>`: see docs/imports.md.
import { startEmbedded } from "@/db/embedded";
import { migrate } from "@/db/migrate";
import { readStartSettings } from "./start-settings";

/** The database of DATABASE_URL, or the one in the data folder: used where it runs, else started for this import. */
async function openDatabase(): Promise<() => Promise<void>> {
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

process.env.GOEN_PROCESS = "import";
const hasArguments = process.argv.slice(2).some((argument) => !argument.startsWith("-"));
const close = hasArguments ? await openDatabase() : async () => {};
try {
  if (hasArguments) await migrate(process.env.DATABASE_URL ?? "");
  // Only now: what it imports reads the settings chosen above.
  const { importCommand } = await import("./import-command");
  process.exitCode = await importCommand(process.argv.slice(2));
} finally {
  await close();
}
