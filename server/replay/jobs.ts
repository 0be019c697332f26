import { z } from "zod";
import { subscribe } from "@/server/kernel/domain-events";
import { defineJob, type ModuleJobs } from "@/server/kernel/jobs";
import { replaysHeldOf } from "./queries/runs";
import { runReplay } from "./service/run-replay";
import { forgetInReplays, replayJob } from "./service/start-replay";

export const moduleJobs: ModuleJobs = {
  jobs: [
    defineJob({
      name: replayJob,
      payload: z.object({ runId: z.uuid() }),
      handle: async (ctx, payload, signal) => {
        const { runId } = z.object({ runId: z.uuid() }).parse(payload);
        const state = await runReplay(ctx, runId, signal);
        // The process ends in the middle: the job comes again, and goes on where it stopped.
        if (state === "running") throw new Error("the process is ending");
      },
    }),
  ],
  ticks: [],
  subscriptions: [
    subscribe({
      event: "member.withdrawn",
      name: "replay.forget",
      handle: (ctx, { memberId }) => forgetInReplays(ctx, memberId),
    }),
  ],
  personSources: [{ name: "replays", collect: replaysHeldOf }],
};
