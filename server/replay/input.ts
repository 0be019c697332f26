import { z } from "zod";

export const startReplayInput = z
  .object({
    name: z.string().trim().min(1).max(80),
    fromDay: z.iso.date(),
    untilDay: z.iso.date(),
  })
  .refine(({ fromDay, untilDay }) => fromDay <= untilDay, { path: ["untilDay"], message: "ends before it begins" });
export type StartReplay = z.input<typeof startReplayInput>;
export const replayKey = z.object({ runId: z.uuid() });
