import { z } from "zod";
import { subscribe } from "@/server/kernel/domain-events";
import { defineJob, type ModuleJobs } from "@/server/kernel/jobs";
import { passesOf } from "./queries/passes-of";
import {
  refreshGoogleClass,
  refreshPasses,
  refreshStalePasses,
  tellClassJob,
  tellGoogleClass,
  tellJob,
  tellPhones,
} from "./service/tell-phones";

const told = z.object({ memberId: z.uuid() });

export const moduleJobs: ModuleJobs = {
  jobs: [
    defineJob({
      name: tellJob,
      payload: told,
      handle: async (ctx, payload) => {
        await tellPhones(ctx, told.parse(payload));
      },
    }),
    defineJob({
      name: tellClassJob,
      payload: z.object({}),
      handle: async (ctx) => {
        await tellGoogleClass(ctx);
      },
    }),
  ],
  ticks: [
    {
      name: "passes.refresh",
      everySeconds: 600,
      role: "app",
      run: async (ctx) => {
        await refreshStalePasses(ctx);
        await refreshGoogleClass(ctx);
      },
    },
  ],
  subscriptions: [
    subscribe({
      event: "points.changed",
      name: "passes.points_changed",
      handle: (ctx, { memberId }) => refreshPasses(ctx, memberId),
    }),
    subscribe({
      event: "rank.changed",
      name: "passes.rank_changed",
      handle: (ctx, { memberId }) => refreshPasses(ctx, memberId),
    }),
    subscribe({
      event: "member.withdrawn",
      name: "passes.member_left",
      handle: (ctx, { memberId }) => refreshPasses(ctx, memberId),
    }),
  ],
  personSources: [{ name: "wallet_passes", collect: passesOf }],
  mergePart: {
    tables: ["member_passes", "pass_devices"].map((table) => ({
      table,
      kept: "The card in the wallet shows a number that goes on scanning.",
    })),
  },
};
