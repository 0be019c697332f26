import type { ModuleJobs } from "@/server/kernel/jobs";
import { settleDue } from "./service/settle-due";

export const moduleJobs: ModuleJobs = {
  jobs: [],
  ticks: [
    {
      name: "points.settle",
      everySeconds: 60,
      role: "batch",
      run: async (ctx) => {
        await settleDue(ctx);
      },
    },
  ],
  subscriptions: [],
};
