import type { ModuleJobs } from "@/server/kernel/jobs";
import { runDueCampaigns } from "./service/run-due-campaigns";

export const moduleJobs: ModuleJobs = {
  jobs: [],
  ticks: [
    {
      name: "campaigns.run",
      everySeconds: 10,
      role: "batch",
      run: async (ctx) => {
        await runDueCampaigns(ctx);
      },
    },
  ],
  subscriptions: [],
};
