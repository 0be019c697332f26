import type { ModuleJobs } from "@/server/kernel/jobs";
import { subscribe } from "@/server/kernel/domain-events";
import { allPages } from "@/server/kernel/person-data";
import { familyOf, ledgerProofs, pointHistory, walletOf, walletsOf } from "./queries";
import { closeWallet } from "./service/close-wallet";
import { settleDue } from "./service/settle-due";
import { pointMerge } from "./service/merge-rows";

export const moduleJobs: ModuleJobs = {
  jobs: [],
  ticks: [
    {
      name: "points.settle",
      everySeconds: 60,
      role: "batch",
      run: async (ctx) => {
        await settleDue(ctx);
      },
    },
  ],
  subscriptions: [
    subscribe({
      event: "member.withdrawn",
      name: "points.close_wallet",
      handle: async (ctx, { memberId }) => {
        await closeWallet(ctx, memberId);
      },
    }),
  ],
  proofs: ledgerProofs,
  personSources: [
    { name: "points", collect: (ctx, memberId) => walletOf(ctx, memberId) },
    {
      name: "point_family",
      // Their own part in it; who else is in the family is the others' data.
      collect: async (ctx, memberId) => {
        const { family } = await familyOf(ctx, memberId);
        const self = family?.members.find((one) => one.memberId === memberId);
        return family && self ? { name: family.name, role: self.role, joinedAt: self.joinedAt } : null;
      },
    },
    {
      name: "point_history",
      collect: (ctx, memberId) =>
        allPages(async (cursor: number | undefined) => {
          const { rows, nextCursor } = await pointHistory(ctx, { memberId, cursor, limit: 100 });
          return { rows, cursor: nextCursor };
        }),
    },
  ],
  memberColumns: [
    {
      headers: {
        ja: ["利用可能ポイント", "仮ポイント", "不足ポイント", "次の期限", "期限のポイント"],
        en: ["Points", "Pending points", "Points owed", "Next expiry", "Points expiring"],
      },
      of: async (ctx, memberIds) =>
        new Map(
          [...(await walletsOf(ctx, memberIds))].map(([memberId, { available, pending, debt, nextExpiry }]) => [
            memberId,
            [available, pending, debt, nextExpiry?.lastDay ?? null, nextExpiry?.points ?? null],
          ]),
        ),
    },
  ],
  mergePart: pointMerge,
};
