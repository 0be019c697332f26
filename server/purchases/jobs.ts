import { z } from "zod";
import { inTransaction } from "@/server/kernel/ctx";
import { subscribe } from "@/server/kernel/domain-events";
import { defineJob, enqueue, type ModuleJobs } from "@/server/kernel/jobs";
import { allPages } from "@/server/kernel/person-data";
import { purchasesOf } from "./queries";
import { beginRanks, countPastOnce, salesCountTowardsRanks } from "./service/rank-facts";
import { purchaseMerge } from "./service/merge-rows";

const beginRanksJob = "purchases.begin_ranks";

export const moduleJobs: ModuleJobs = {
  jobs: [
    defineJob({
      name: beginRanksJob,
      payload: z.object({ programId: z.uuid() }),
      handle: (ctx, { programId }, signal) => beginRanks(ctx, programId, signal),
    }),
  ],
  ticks: [{ name: "purchases.count_past", everySeconds: 60, role: "batch", run: countPastOnce }],
  subscriptions: [
    subscribe({
      event: "rank_program.began",
      name: "purchases.begin_ranks",
      handle: (ctx, payload) =>
        inTransaction(ctx, (t) => enqueue(t, beginRanksJob, payload, { key: `ranks:${payload.programId}` })),
    }),
  ],
  proofs: [{ name: "every_sale_counts_towards_rank", run: salesCountTowardsRanks }],
  personSources: [
    {
      name: "purchases",
      collect: (ctx, memberId) =>
        allPages((cursor: string | undefined) => purchasesOf(ctx, { memberId, cursor, limit: 100 })),
    },
  ],
  mergePart: purchaseMerge,
};
