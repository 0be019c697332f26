import { z } from "zod";
import { defineJob, type ModuleJobs } from "@/server/kernel/jobs";
import { memberSources } from "./queries/export-person";
import { membersExport } from "./queries/members-export";
import { bulkJob, runBulk } from "./service/bulk";
import { clearAway } from "./service/clear-away";
import { memberMerge } from "./service/merge-rows";

export const moduleJobs: ModuleJobs = {
  jobs: [
    defineJob({
      name: bulkJob,
      payload: z.object({ runId: z.uuid() }),
      handle: async (ctx, payload) => {
        const { runId } = z.object({ runId: z.uuid() }).parse(payload);
        await runBulk(ctx, runId);
      },
    }),
  ],
  ticks: [
    {
      name: "members.clear_away",
      everySeconds: 3600,
      role: "app",
      run: async (ctx) => {
        await clearAway(ctx);
      },
    },
  ],
  subscriptions: [],
  personSources: memberSources,
  exports: [membersExport],
  mergePart: memberMerge,
};
