// The product the journeys run against: started for this run alone, on a free port, with an empty data folder.
import { existsSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { placeFor } from "../../db/embedded-files";

type Product = { baseUrl: string; env: Record<string, string> };

const folderOf = (pid: string | number) => join(".data", `e2e-${pid}`);

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

/** Ends the database of a run that was killed, by the process id PostgreSQL itself wrote down, and removes its data. */
function removeRun(dataDir: string): void {
  // Not always inside the data folder: see placeFor.
  const { folder } = placeFor(dataDir);
  const pidFile = join(folder, "cluster", "postmaster.pid");
  if (existsSync(pidFile)) {
    const pid = Number(readFileSync(pidFile, "utf8").split("\n")[0]);
    const commandFile = `/proc/${pid}/cmdline`;
    const isPostgres = existsSync(commandFile) && readFileSync(commandFile, "utf8").includes("postgres");
    if (isPostgres) process.kill(pid, "SIGQUIT");
  }
  for (const place of [folder, dataDir]) rmSync(place, { recursive: true, force: true });
}

/** Removes the data of earlier runs, except those that still run. */
function removeEarlierRuns(): void {
  if (!existsSync(".data")) return;
  for (const name of readdirSync(".data")) {
    const pid = /^e2e-(\d+)$/.exec(name)?.[1];
    if (pid && !isAlive(Number(pid))) removeRun(folderOf(pid));
  }
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      server.close(() =>
        address && typeof address === "object" ? resolve(address.port) : reject(new Error("no port")),
      );
    });
  });
}

/** Chooses address and folder once per run; workers find the choice in the environment they inherit. */
export async function prepareProduct(): Promise<Product> {
  if (!process.env.GOEN_E2E_PORT) {
    removeEarlierRuns();
    process.env.GOEN_E2E_PORT = String(await freePort());
    process.env.GOEN_E2E_DATA_DIR = folderOf(process.pid);
    // The product has been stopped by then.
    process.once("exit", () => removeRun(folderOf(process.pid)));
  }
  const port = process.env.GOEN_E2E_PORT;
  const baseUrl = `http://127.0.0.1:${port}`;
  const env = {
    PORT: port,
    GOEN_DATA_DIR: process.env.GOEN_E2E_DATA_DIR ?? folderOf(process.pid),
    GOEN_BASE_URL: baseUrl,
    GOEN_HOST: "127.0.0.1",
    GOEN_DEV_ROUTES: "1",
    MAIL_CHANNEL: "captured",
    DATABASE_URL: "",
    DATABASE_APP_URL: "",
    DATABASE_BATCH_URL: "",
  };
  return { baseUrl, env };
}
