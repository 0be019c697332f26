process.env.GOEN_PROCESS ??= "ingest";

// The name above must be set before the log and the pools are made.
const { ingestHits } = await import("@/server/delivery/service/ingest-hits");
const { startHeartbeat } = await import("@/server/jobs/heartbeat");
const { startLoop, stopOnSignal } = await import("@/server/jobs/loop");
const { closeDatabases } = await import("@/server/kernel/database");
const { log } = await import("@/server/kernel/log");
const { refuseSuperuser } = await import("@/server/kernel/role-check");

await refuseSuperuser();
const loop = startLoop("ingest", 500, async () => (await ingestHits(new Date())) > 0);
const endHeartbeat = startHeartbeat("ingest");
log.info("ingest is up");

stopOnSignal(async () => {
  await loop.stop();
  await endHeartbeat();
  await closeDatabases();
});

export {};
