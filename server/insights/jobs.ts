import { z } from "zod";
import { inTransaction } from "@/server/kernel/ctx";
import { database } from "@/server/kernel/database";
import { subscribe } from "@/server/kernel/domain-events";
import { defineJob, enqueue, type ModuleJobs } from "@/server/kernel/jobs";
import { refreshIfDue, refreshNeighbours } from "./service";

export const moduleJobs: ModuleJobs = {
  jobs: [
    defineJob({
      name: "insights.refresh_now",
      payload: z.object({}),
      handle: async (ctx) => {
        await refreshNeighbours({ ...ctx, db: database("batch") });
      },
    }),
  ],
  ticks: [
    {
      name: "insights.refresh",
      everySeconds: 3_600,
      role: "batch",
      run: async (ctx) => {
        await refreshIfDue(ctx);
      },
    },
  ],
  subscriptions: [
    subscribe({
      event: "purchases.imported",
      name: "insights.refresh_after_import",
      // As a job of its own: an import may be of millions of lines, and several imports in a row need one refresh.
      handle: (ctx) =>
        inTransaction(ctx, (t) => enqueue(t, "insights.refresh_now", {}, { key: `insights.refresh_now:${t.tenant}` })),
    }),
  ],
};
