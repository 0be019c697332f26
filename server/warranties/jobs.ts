import type { ModuleJobs } from "@/server/kernel/jobs";
import { warrantiesOf } from "./queries";

export const moduleJobs: ModuleJobs = {
  jobs: [],
  ticks: [],
  subscriptions: [],
  personSources: [{ name: "warranties", collect: (ctx, memberId) => warrantiesOf(ctx, memberId) }],
  mergePart: { tables: [{ table: "warranties" }] },
};
