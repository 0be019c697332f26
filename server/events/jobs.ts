import type { ModuleJobs } from "@/server/kernel/jobs";
import { eventsOf } from "./queries";

export const moduleJobs: ModuleJobs = {
  jobs: [],
  ticks: [],
  subscriptions: [],
  // The export itself has asked whether the caller may have it.
  personSources: [{ name: "events", collect: eventsOf }],
  mergePart: { tables: [{ table: "events" }] },
};
