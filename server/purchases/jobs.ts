import type { ModuleJobs } from "@/server/kernel/jobs";
import { allPages } from "@/server/kernel/person-data";
import { purchasesOf } from "./queries";

export const moduleJobs: ModuleJobs = {
  jobs: [],
  ticks: [],
  subscriptions: [],
  personSources: [
    {
      name: "purchases",
      collect: (ctx, memberId) =>
        allPages((cursor: string | undefined) => purchasesOf(ctx, { memberId, cursor, limit: 100 })),
    },
  ],
};
