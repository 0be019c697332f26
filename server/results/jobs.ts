import { subscribe } from "@/server/kernel/domain-events";
import type { ModuleJobs } from "@/server/kernel/jobs";
import { logExport } from "./queries/log-export";
import { keepAnswers } from "./service/keep-answers";
import { proveDaily } from "./service/prove-daily";
import { forgetDays, rollUpDays } from "./service/roll-up-days";

export const moduleJobs: ModuleJobs = {
  jobs: [],
  ticks: [
    {
      name: "results.roll_up_days",
      everySeconds: 60,
      role: "batch",
      run: async (ctx) => {
        await rollUpDays(ctx);
      },
    },
    {
      name: "results.keep_answers",
      everySeconds: 60,
      role: "batch",
      run: async (ctx) => {
        await keepAnswers(ctx);
      },
    },
    {
      name: "results.prove_daily",
      everySeconds: 900,
      role: "batch",
      run: async (ctx) => {
        await proveDaily(ctx);
      },
    },
  ],
  subscriptions: [
    subscribe({ event: "purchases.imported", name: "results.forget_days", handle: (ctx) => forgetDays(ctx) }),
  ],
  exports: [logExport],
};
