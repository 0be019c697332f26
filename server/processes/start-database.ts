// The embedded PostgreSQL of a stand-alone start, kept alive like the other processes.
import { connect } from "node:net";
import { type EmbeddedPostgres, startEmbedded } from "@/db/embedded";

export type StartedDatabase = { urls: Record<string, string>; stop(): Promise<void> };

const checkEveryMs = 1_000;

function answers(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ port, host: "127.0.0.1", timeout: 5_000 });
    const finish = (isUp: boolean) => {
      socket.destroy();
      resolve(isUp);
    };
    socket.once("connect", () => finish(true));
    socket.once("timeout", () => finish(false));
    socket.once("error", () => finish(false));
  });
}

/** Starts the database in `dataDir`, or takes over the one a killed supervisor left running, and restarts it when it dies. */
export async function startDatabase(dataDir: string, say: (line: string) => void): Promise<StartedDatabase> {
  let current: EmbeddedPostgres = await startEmbedded({ dataDir });
  say(`PostgreSQL answers at 127.0.0.1:${current.port}${current.wasRunning ? " (was still running)" : ""}.`);
  const { port } = current;
  let isStopping = false;
  let check: Promise<void> = Promise.resolve();

  async function restartIfDown(): Promise<void> {
    if (await answers(port)) return;
    if (isStopping) return;
    say("PostgreSQL has ended unexpectedly; starting it again.");
    try {
      // The same port, because the children hold its address.
      current = await startEmbedded({ dataDir, port });
      say(
        current.port === port ? "PostgreSQL answers again." : `Port ${port} was taken meanwhile; please restart Goen.`,
      );
    } catch (error) {
      // Its orphans may need a moment to go before a new one may start.
      say(`PostgreSQL cannot be started yet: ${error instanceof Error ? error.message.split("\n")[0] : String(error)}`);
    }
  }

  const timer = setInterval(() => {
    check = check.then(restartIfDown);
  }, checkEveryMs);

  return {
    urls: {
      DATABASE_URL: current.ownerUrl,
      DATABASE_APP_URL: current.appUrl,
      DATABASE_BATCH_URL: current.batchUrl,
    },
    stop: async () => {
      isStopping = true;
      clearInterval(timer);
      await check;
      await current.stop();
    },
  };
}
