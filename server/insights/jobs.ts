import type { ModuleJobs } from "@/server/kernel/jobs";

export const moduleJobs: ModuleJobs = { jobs: [], ticks: [], subscriptions: [] };
