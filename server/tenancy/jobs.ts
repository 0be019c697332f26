import { sweepFiles } from "@/server/kernel/files";
import type { ModuleJobs } from "@/server/kernel/jobs";

export const moduleJobs: ModuleJobs = {
  jobs: [],
  ticks: [
    {
      name: "files.sweep",
      everySeconds: 3600,
      role: "app",
      run: async (ctx) => {
        await sweepFiles(ctx);
      },
    },
  ],
  subscriptions: [],
};
