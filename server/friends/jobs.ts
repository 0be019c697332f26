import { subscribe } from "@/server/kernel/domain-events";
import { isDomainError } from "@/server/kernel/errors";
import type { ModuleJobs } from "@/server/kernel/jobs";
import { referralsForPerson } from "./queries/my-friends";
import { acceptInvitation } from "./service/accept-invitation";
import { noteReturn, noteSale } from "./service/note-purchase";

export const moduleJobs: ModuleJobs = {
  jobs: [],
  ticks: [],
  subscriptions: [
    subscribe({
      event: "member.joined",
      name: "friends.accept",
      handle: async (ctx, { memberId, inviteCode }) => {
        if (!inviteCode) return;
        // Who invited may have left meanwhile; the friend is a member all the same.
        await acceptInvitation(ctx, memberId, { code: inviteCode }).catch((error: unknown) => {
          if (!isDomainError(error) || !error.reason.startsWith("friends.")) throw error;
        });
      },
    }),
    subscribe({
      event: "purchase.recorded",
      name: "friends.note_purchase",
      handle: async (ctx, { memberId, purchaseId, kind, wholeSaleId }) => {
        if (kind === "sale") await noteSale(ctx, memberId, purchaseId);
        if (wholeSaleId) await noteReturn(ctx, memberId, wholeSaleId);
      },
    }),
  ],
  personSources: [{ name: "referrals", collect: referralsForPerson }],
  mergePart: {
    tables: [{ table: "referrals" }],
  },
};
