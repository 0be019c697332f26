import type { ModuleJobs } from "@/server/kernel/jobs";
import { subscribe } from "@/server/kernel/domain-events";
import { rankProofs } from "./queries/proofs";
import { ranksHeldOf, ranksOf } from "./queries/standing";
import { giveRankCoupons } from "./service/give-rank-coupons";
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
    subscribe({
      event: "rank.changed",
      name: "ranks.give_coupons",
      handle: (ctx, rise) => giveRankCoupons(ctx, rise),
    }),
  ],
  personSources: [{ name: "ranks", collect: ranksHeldOf }],
  proofs: rankProofs,
  memberColumns: [
    {
      headers: { ja: ["会員ランク"], en: ["Rank"] },
      of: async (ctx, memberIds, locale) =>
        new Map((await ranksOf(ctx, memberIds)).map(({ memberId, name }) => [memberId, [name[locale]]])),
    },
  ],
  mergePart: rankMerge,
};
