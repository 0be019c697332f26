import type { ModuleJobs } from "@/server/kernel/jobs";
import { ordersForPerson } from "./queries/orders";

export const moduleJobs: ModuleJobs = {
  jobs: [],
  ticks: [],
  subscriptions: [],
  personSources: [{ name: "reward_orders", collect: ordersForPerson }],
  mergePart: { tables: [{ table: "reward_orders" }] },
};
