import { replayKey, startReplayInput } from "@/server/replay/input";
import { replayById, replays } from "@/server/replay/queries/runs";
import { deleteReplay, resumeReplay, startReplay, stopReplay } from "@/server/replay/service/start-replay";
import { router, staffProcedure } from "../init";

const desk = staffProcedure("owner", "marketer");
const readers = staffProcedure("owner", "marketer", "analyst");

export const replayRouter = router({
  list: readers.query(({ ctx }) => replays(ctx.goen)),
  byId: readers.input(replayKey).query(({ ctx, input }) => replayById(ctx.goen, input)),
  start: desk.input(startReplayInput).mutation(({ ctx, input }) => startReplay(ctx.goen, input)),
  stop: desk.input(replayKey).mutation(({ ctx, input }) => stopReplay(ctx.goen, input)),
  resume: desk.input(replayKey).mutation(({ ctx, input }) => resumeReplay(ctx.goen, input)),
  remove: desk.input(replayKey).mutation(({ ctx, input }) => deleteReplay(ctx.goen, input)),
});
