import type { ModuleJobs } from "@/server/kernel/jobs";
import { offlineSpendsOf } from "./queries/offline-spends";

export const moduleJobs: ModuleJobs = {
  jobs: [],
  ticks: [],
  subscriptions: [],
  // Both records may have a row of one day, and after the day it says nothing any more.
  mergePart: { tables: [{ table: "pos_offline_spends", kept: "limits of a day that has passed" }] },
  personSources: [{ name: "offline_point_payments", collect: offlineSpendsOf }],
};
