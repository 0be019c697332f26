import type { ModuleJobs } from "@/server/kernel/jobs";
import { subscribe } from "@/server/kernel/domain-events";
import { rankProofs } from "./queries/proofs";
import { ranksHeldOf } from "./queries/standing";
import { judgeDue } from "./service/judge-due";
import { forgetRanks } from "./service/set-by-hand";
import { rankMerge } from "./service/merge-rows";

export const moduleJobs: ModuleJobs = {
  jobs: [],
  ticks: [
    {
      name: "ranks.judge",
      everySeconds: 600,
      role: "batch",
      run: async (ctx) => {
        await judgeDue(ctx);
      },
    },
  ],
  subscriptions: [
    subscribe({
      event: "member.withdrawn",
      name: "ranks.forget",
      handle: (ctx, { memberId }) => forgetRanks(ctx, memberId),
    }),
  ],
  personSources: [{ name: "ranks", collect: ranksHeldOf }],
  proofs: rankProofs,
  mergePart: rankMerge,
};
