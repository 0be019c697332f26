import { z } from "zod";
import { subscribe } from "@/server/kernel/domain-events";
import { defineJob, type ModuleJobs } from "@/server/kernel/jobs";
import { codesExport } from "./queries/codes-export";
import { holdersExport } from "./queries/holders-export";
import { heldForPerson, usesForPerson } from "./queries/held";
import { couponProofs } from "./queries/proofs";
import { giveOnJoining } from "./service/give-on-joining";
import { foldFigures } from "./service/figures";
import { makeCodesJob, runBatch } from "./service/make-codes";
import { withdrawHeld } from "./service/withdraw-held";
import { couponMerge } from "./service/merge-rows";

export const moduleJobs: ModuleJobs = {
  jobs: [
    defineJob({
      name: makeCodesJob,
      payload: z.object({ batchId: z.uuid() }),
      handle: async (ctx, payload) => {
        const { batchId } = z.object({ batchId: z.uuid() }).parse(payload);
        await runBatch(ctx, batchId);
      },
    }),
  ],
  ticks: [
    {
      name: "coupons.fold_figures",
      everySeconds: 60,
      role: "app",
      run: async (ctx) => {
        await foldFigures(ctx);
      },
    },
  ],
  subscriptions: [
    subscribe({
      event: "member.withdrawn",
      name: "coupons.withdraw_held",
      handle: (ctx, { memberId }) => withdrawHeld(ctx, memberId),
    }),
    subscribe({
      event: "member.joined",
      name: "coupons.give_on_joining",
      handle: (ctx, { memberId, storeId }) => giveOnJoining(ctx, memberId, storeId),
    }),
  ],
  personSources: [
    { name: "coupons", collect: heldForPerson },
    { name: "coupon_uses", collect: usesForPerson },
  ],
  exports: [codesExport, holdersExport],
  proofs: couponProofs,
  mergePart: couponMerge,
};
