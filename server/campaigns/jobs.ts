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
  mergePart: {
    tables: [
      { table: "candidates", kept: "Why a campaign wrote to the record it looked at; nothing more is decided for it." },
    ],
  },
};
