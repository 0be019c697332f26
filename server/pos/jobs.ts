import type { ModuleJobs } from "@/server/kernel/jobs";
import { offlineSpendsOf } from "./queries/offline-spends";

export const moduleJobs: ModuleJobs = {
  jobs: [],
  ticks: [],
  subscriptions: [],
  personSources: [{ name: "offline_point_payments", collect: offlineSpendsOf }],
};
