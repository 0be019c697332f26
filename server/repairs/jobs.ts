import type { ModuleJobs } from "@/server/kernel/jobs";
import { repairsHeldOf } from "./queries/person-data";

export const moduleJobs: ModuleJobs = {
  jobs: [],
  ticks: [],
  subscriptions: [],
  personSources: [{ name: "repairs", collect: repairsHeldOf }],
};
