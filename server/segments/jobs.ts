import type { ModuleJobs } from "@/server/kernel/jobs";
import { segmentExport } from "./queries/segment-export";
import { countSegmentsDaily } from "./service/count-daily";

export const moduleJobs: ModuleJobs = {
  jobs: [],
  ticks: [
    {
      name: "segments.count_daily",
      everySeconds: 900,
      role: "batch",
      run: async (ctx) => {
        await countSegmentsDaily(ctx);
      },
    },
  ],
  subscriptions: [],
  exports: [segmentExport],
};
