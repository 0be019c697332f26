import { subscribe } from "@/server/kernel/domain-events";
import type { ModuleJobs } from "@/server/kernel/jobs";
import { earningProofs } from "./queries/proofs";
import { earningHeldOf } from "./queries/why";
import { awardOccasion } from "./service/award-occasion";
import { giveBirthdayPoints } from "./service/birthday-gifts";
import { keepPromises, lapseOldPromises, lapsePromises, takeBackPromises, waitForMerged } from "./service/promises";

export const moduleJobs: ModuleJobs = {
  jobs: [],
  ticks: [
    {
      name: "earning.birthdays",
      everySeconds: 3_600,
      role: "app",
      run: async (ctx) => {
        await giveBirthdayPoints(ctx);
      },
    },
    { name: "earning.lapse_promises", everySeconds: 3_600, role: "app", run: lapseOldPromises },
  ],
  subscriptions: [
    subscribe({
      event: "member.joined",
      name: "earning.sign_up",
      handle: async (ctx, { memberId, storeId }) => {
        await awardOccasion(ctx, { memberId, occasion: "sign_up", key: "once", storeId });
      },
    }),
    subscribe({
      event: "member.profile_completed",
      name: "earning.profile_completed",
      handle: async (ctx, { memberId }) => {
        await awardOccasion(ctx, { memberId, occasion: "profile_completed", key: "once" });
      },
    }),
    subscribe({
      event: "purchase.recorded",
      name: "earning.keep_promises",
      handle: async (ctx, { memberId, purchaseId, kind, wholeSaleId }) => {
        if (kind === "sale") await keepPromises(ctx, memberId, purchaseId);
        if (wholeSaleId) await takeBackPromises(ctx, wholeSaleId);
      },
    }),
    subscribe({
      event: "member.withdrawn",
      name: "earning.lapse_promises",
      handle: (ctx, { memberId }) => lapsePromises(ctx, memberId),
    }),
  ],
  personSources: [{ name: "earning", collect: earningHeldOf }],
  proofs: earningProofs,
  mergePart: {
    tables: [{ table: "earn_parts" }, { table: "earn_promises" }],
    hooks: [{ name: "earning", merged: waitForMerged }],
  },
};
