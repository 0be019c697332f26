import { subscribe } from "@/server/kernel/domain-events";
import type { ModuleJobs } from "@/server/kernel/jobs";
import { finaliseMerges, forgetMerged } from "./service/finalise-merges";

const own = "Stays with the record it was written for.";

export const moduleJobs: ModuleJobs = {
  jobs: [],
  ticks: [
    {
      name: "identity.finalise_merges",
      everySeconds: 3600,
      role: "app",
      run: async (ctx) => {
        await finaliseMerges(ctx);
      },
    },
  ],
  subscriptions: [
    subscribe({
      event: "member.withdrawn",
      name: "identity.forget_merged",
      handle: (ctx, { memberId }) => forgetMerged(ctx, memberId),
    }),
  ],
  mergePart: {
    tables: [
      { table: "household_members" },
      { table: "replay_members", kept: "What a trial of other rules found then." },
      { table: "pos_offline_spends", kept: own },
      { table: "point_approvals", kept: own },
      { table: "late_grants", kept: own },
      { table: "privacy_requests", kept: own },
    ],
  },
};
