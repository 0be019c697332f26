import { z } from "zod";
import { defineJob, type ModuleJobs } from "@/server/kernel/jobs";
import { runImport, runJob } from "./service/run-import";
import { tendRuns } from "./service/tend-runs";

export const moduleJobs: ModuleJobs = {
  jobs: [
    defineJob({
      name: runJob,
      payload: z.object({ runId: z.uuid() }),
      handle: (ctx, { runId }, signal) => runImport(ctx, runId, signal),
    }),
  ],
  ticks: [{ name: "imports.tend", everySeconds: 5, role: "app", run: tendRuns }],
  subscriptions: [],
};
