import { z } from "zod";
import { repairMailSteps } from "@/server/contents/input";
import { subscribe } from "@/server/kernel/domain-events";
import { defineJob, type ModuleJobs } from "@/server/kernel/jobs";
import { allPages } from "@/server/kernel/person-data";
import type { MailChannel } from "./channels/channel";
import { chosenMailChannel } from "./channels/choose";
import { deliveriesOf, suppressionsOf } from "./queries/deliveries";
import { sendAccessMail } from "./service/access-mail";
import { ingestHits } from "./service/ingest-hits";
import { letGoOf } from "./service/let-go";
import { planRepairMail } from "./service/repair-mails";
import { sendDueChunks } from "./service/send-due-chunks";
import { planReceipt, sendSignInMail } from "./service/service-mails";
import { sendAccountMail, sendDecidedMail, sendInvitationMail, sendWaitingMail } from "./service/staff-mails";
import { sendSignUpMail } from "./service/sign-up-mail";
import { settleOrphans } from "./service/settle-orphans";
import { followConsent } from "./service/unsubscribe";
import { deliveryMerge } from "./service/merge-rows";

async function byMail(send: (channel: MailChannel) => Promise<unknown>): Promise<void> {
  const channel = chosenMailChannel();
  try {
    await send(channel);
  } finally {
    await channel.close();
  }
}

// The sender and ingest processes do this work all the time; the ticks are for hosts that cannot keep them, by way of cron,
// and as a second pair of hands. Chunks are leased and hits are taken with their locks, so neither can happen twice.
export const moduleJobs: ModuleJobs = {
  jobs: [
    defineJob({
      name: "delivery.sign_up_mail",
      payload: z.object({ signUpId: z.uuid() }),
      handle: (ctx, signUp) => byMail((channel) => sendSignUpMail(ctx, signUp, channel)),
    }),
  ],
  ticks: [
    {
      name: "delivery.send",
      everySeconds: 60,
      role: "batch",
      run: async ({ tenant, now }) => {
        const channel = chosenMailChannel();
        try {
          await sendDueChunks(now, { channel, tenant, maxChunks: 20 });
        } finally {
          await channel.close();
        }
      },
    },
    {
      name: "delivery.ingest",
      everySeconds: 60,
      role: "batch",
      run: async ({ tenant, now }) => {
        while ((await ingestHits(now, { tenant })) > 0);
      },
    },
    {
      name: "delivery.settle",
      everySeconds: 60,
      role: "batch",
      run: async (ctx) => {
        await settleOrphans(ctx);
      },
    },
  ],
  personSources: [
    {
      name: "messages",
      collect: (ctx, memberId) =>
        allPages((cursor: string | undefined) => deliveriesOf(ctx, { memberId, cursor, limit: 100 })),
    },
    { name: "sending_stops", collect: (ctx, memberId) => suppressionsOf(ctx, { memberId }) },
  ],
  subscriptions: [
    subscribe({
      event: "member.withdrawn",
      name: "delivery.let_go",
      handle: async (ctx, { memberId }) => {
        await letGoOf(ctx, memberId);
      },
    }),
    subscribe({
      event: "sign_in_link.requested",
      name: "delivery.sign_in_mail",
      handle: async (ctx, link) => {
        const channel = chosenMailChannel();
        try {
          await sendSignInMail(ctx, link, channel);
        } finally {
          await channel.close();
        }
      },
    }),
    subscribe({
      event: "member.access_changed",
      name: "delivery.access_mail",
      handle: async (ctx, change) => {
        const channel = chosenMailChannel();
        try {
          await sendAccessMail(ctx, change, channel);
        } finally {
          await channel.close();
        }
      },
    }),
    subscribe({
      event: "staff.invited",
      name: "delivery.invitation_mail",
      handle: (ctx, invited) => byMail((channel) => sendInvitationMail(ctx, invited, channel)),
    }),
    subscribe({
      event: "staff.account_changed",
      name: "delivery.account_mail",
      handle: (ctx, { changeId, ...changed }) => byMail((channel) => sendAccountMail(ctx, changed, changeId, channel)),
    }),
    subscribe({
      event: "approvals.waiting",
      name: "delivery.approvals_mail",
      handle: (ctx, digest) => byMail((channel) => sendWaitingMail(ctx, digest, channel)),
    }),
    subscribe({
      event: "approval.decided",
      name: "delivery.decided_mail",
      handle: (ctx, decided) => byMail((channel) => sendDecidedMail(ctx, decided, channel)),
    }),
    subscribe({
      event: "consent.granted",
      name: "delivery.follow_consent",
      handle: async (ctx, { memberId, channel }) => {
        if (channel === "mail") await followConsent(ctx, memberId);
      },
    }),
    ...repairMailSteps.map((step) =>
      subscribe({
        event: `repair.${step}`,
        name: `delivery.repair_${step}`,
        handle: async (ctx, moved) => {
          await planRepairMail(ctx, step, moved);
        },
      }),
    ),
    subscribe({
      event: "purchase.recorded",
      name: "delivery.receipt",
      handle: async (ctx, { memberId, purchaseId, kind }) => {
        if (kind === "sale") await planReceipt(ctx, { memberId, purchaseId });
      },
    }),
  ],
  mergePart: deliveryMerge,
};
