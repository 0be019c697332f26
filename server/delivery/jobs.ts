import { subscribe } from "@/server/kernel/domain-events";
import type { ModuleJobs } from "@/server/kernel/jobs";
import { chosenMailChannel } from "./channels/choose";
import { ingestHits } from "./service/ingest-hits";
import { sendDueChunks } from "./service/send-due-chunks";
import { planReceipt, sendSignInMail } from "./service/service-mails";
import { settleOrphans } from "./service/settle-orphans";
import { followConsent } from "./service/unsubscribe";

// The sender and ingest processes do this work all the time; the ticks are for hosts that cannot keep them, by way of cron,
// and as a second pair of hands. Chunks are leased and hits are taken with their locks, so neither can happen twice.
export const moduleJobs: ModuleJobs = {
  jobs: [],
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
  subscriptions: [
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
      event: "consent.granted",
      name: "delivery.follow_consent",
      handle: async (ctx, { memberId, channel }) => {
        if (channel === "mail") await followConsent(ctx, memberId);
      },
    }),
    subscribe({
      event: "purchase.recorded",
      name: "delivery.receipt",
      handle: async (ctx, { memberId, purchaseId, kind }) => {
        if (kind === "sale") await planReceipt(ctx, { memberId, purchaseId });
      },
    }),
  ],
};
