import { logInput, memberMessagesInput, numbersInput, progressInput } from "@/server/results/input";
import { attentionOf } from "@/server/results/queries/attention";
import { shopFigures } from "@/server/results/queries/figures";
import { candidateLog, memberMessages } from "@/server/results/queries/messages";
import { campaignNumbers } from "@/server/results/queries/numbers";
import { sendingNow } from "@/server/results/queries/progress";
import { overview } from "@/server/results/queries/overview";
import { campaignReactions } from "@/server/results/queries/reactions";
import { todaySends } from "@/server/results/queries/today";
import { router, staffProcedure } from "../init";

const reader = staffProcedure("owner", "marketer", "analyst");

export const resultsRouter = router({
  overview: reader.query(({ ctx }) => overview(ctx.goen)),
  attention: reader.query(({ ctx }) => attentionOf(ctx.goen)),
  figures: reader.query(({ ctx }) => shopFigures(ctx.goen)),
  today: reader.query(({ ctx }) => todaySends(ctx.goen)),
  numbers: reader.input(numbersInput).query(({ ctx, input }) => campaignNumbers(ctx.goen, input)),
  /** Heavier than the numbers: asked for seldom. */
  reactions: reader.input(progressInput).query(({ ctx, input }) => campaignReactions(ctx.goen, input)),
  /** Light enough to be asked for every few seconds. */
  progress: reader.input(progressInput).query(({ ctx, input }) => sendingNow(ctx.goen, input)),
  log: reader.input(logInput).query(({ ctx, input }) => candidateLog(ctx.goen, input)),
  forMember: staffProcedure()
    .input(memberMessagesInput)
    .query(({ ctx, input }) => memberMessages(ctx.goen, input)),
});
