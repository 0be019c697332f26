import { z } from "zod";
import { defineJob, type ModuleJobs } from "@/server/kernel/jobs";
import { auditExport } from "./queries/audit-export";
import { writeExportJob } from "./service/exports";
import { clearAway } from "./service/housekeeping";
import { writeExport } from "./service/write-export";

export const moduleJobs: ModuleJobs = {
  jobs: [
    defineJob({
      name: writeExportJob,
      payload: z.object({ exportId: z.uuid() }),
      handle: (ctx, { exportId }) => writeExport(ctx, exportId),
    }),
  ],
  ticks: [
    {
      name: "tenancy.clear_away",
      everySeconds: 3600,
      role: "app",
      run: async (ctx) => {
        await clearAway(ctx);
      },
    },
  ],
  subscriptions: [],
  exports: [auditExport],
};
