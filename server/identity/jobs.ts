import { z } from "zod";
import { subscribe } from "@/server/kernel/domain-events";
import { defineJob, type ModuleJobs } from "@/server/kernel/jobs";
import { mergesOf } from "./queries/merges";
import { finaliseMerges, forgetMerged } from "./service/finalise-merges";
import { compareMember, findDuplicates, findJob } from "./service/find-duplicates";

const own = "Stays with the record it was written for.";

export const moduleJobs: ModuleJobs = {
  jobs: [
    defineJob({
      name: findJob,
      payload: z.object({}),
      handle: (ctx, _payload, signal) => findDuplicates(ctx, true, signal),
    }),
  ],
  ticks: [
    {
      name: "identity.finalise_merges",
      everySeconds: 3600,
      role: "app",
      run: async (ctx) => {
        await finaliseMerges(ctx);
      },
    },
    {
      name: "identity.find_duplicates",
      everySeconds: 3600,
      role: "batch",
      run: (ctx) => findDuplicates(ctx),
    },
  ],
  subscriptions: [
    subscribe({
      event: "member.joined",
      name: "identity.compare_new",
      handle: async (ctx, { memberId }) => {
        await compareMember(ctx, memberId);
      },
    }),
    subscribe({
      event: "member.withdrawn",
      name: "identity.forget_merged",
      handle: (ctx, { memberId }) => forgetMerged(ctx, memberId),
    }),
  ],
  personSources: [{ name: "merged_records", collect: mergesOf }],
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
