process.env.GOEN_PROCESS ??= "worker";

const { startWorker } = await import("@/server/jobs/worker");
await startWorker();

export {};
