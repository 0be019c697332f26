import type { ModuleJobs } from "@/server/kernel/jobs";
import { visitsForPerson } from "./queries/visits-of";

export const moduleJobs: ModuleJobs = {
  jobs: [],
  ticks: [],
  subscriptions: [],
  personSources: [{ name: "store_visits", collect: visitsForPerson }],
  mergePart: { tables: [{ table: "store_visits" }] },
};
