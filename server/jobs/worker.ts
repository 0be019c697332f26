import { closeDatabases } from "@/server/kernel/database";
import { env } from "@/server/kernel/env";
import { log } from "@/server/kernel/log";
import { refuseSuperuser } from "@/server/kernel/role-check";
import { startHeartbeat } from "./heartbeat";
import { startLoop, stopOnSignal } from "./loop";
import { drainOutbox } from "./outbox";
import { startQueue } from "./queue";
import { jobs, subscriptions, ticks } from "./registry";
import { runTick } from "./tick";

/** The worker: jobs of the queue, events of the outbox, and the ticks of every module. */
export async function startWorker(): Promise<void> {
  await refuseSuperuser();
  const queue = await startQueue(jobs, env().WORKER_CONCURRENCY);
  const outbox = startLoop("outbox", 300, async () => (await drainOutbox(subscriptions, new Date())) > 0);
  const loops = ticks.map((tick) =>
    startLoop(tick.name, tick.everySeconds * 1_000, async () => {
      await runTick(tick, new Date());
      return false;
    }),
  );
  const endHeartbeat = startHeartbeat("worker");
  log.info({ jobs: jobs.length, ticks: ticks.map((tick) => tick.name) }, "worker is up");
  stopOnSignal(async () => {
    await Promise.all([queue.stop(), outbox.stop(), ...loops.map((loop) => loop.stop())]);
    await endHeartbeat();
    await closeDatabases();
  });
}
