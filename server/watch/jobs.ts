import { subscribe } from "@/server/kernel/domain-events";
import type { ModuleJobs } from "@/server/kernel/jobs";
import { approvalsForExport, lateGrantsForExport } from "./queries/person-data";
import { endApprovalsOf } from "./service/approvals";
import { forgetMember } from "./service/findings";
import { tellApprovers } from "./service/tell-approvers";
import { lookForFraud } from "./service/look";

export const moduleJobs: ModuleJobs = {
  jobs: [],
  ticks: [
    {
      name: "watch.look",
      everySeconds: 3_600,
      role: "batch",
      run: async (ctx) => {
        await lookForFraud(ctx);
      },
    },
    {
      name: "watch.tell_approvers",
      everySeconds: 600,
      role: "app",
      run: async (ctx) => {
        await tellApprovers(ctx);
      },
    },
  ],
  subscriptions: [
    subscribe({
      event: "purchase.recorded",
      name: "watch.look_at_card",
      handle: async (ctx, { memberId }) => {
        await lookForFraud(ctx, memberId);
      },
    }),
    subscribe({
      event: "member.withdrawn",
      name: "watch.forget",
      handle: async (ctx, { memberId }) => {
        await endApprovalsOf(ctx, memberId);
        await forgetMember(ctx, memberId);
      },
    }),
  ],
  personSources: [
    { name: "late_grants", collect: lateGrantsForExport },
    { name: "hand_adjustments", collect: approvalsForExport },
  ],
};
