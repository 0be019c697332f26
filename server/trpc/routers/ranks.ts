import { z } from "zod";
import { ofMemberInput, publishInput, saveDraftInput, setByHandInput, simulateInput } from "@/server/ranks/input";
import { rankCounts, ranksDesk } from "@/server/ranks/queries/programs";
import { simulateRanks } from "@/server/ranks/queries/simulate";
import { rankHistory, rankLevels, rankStanding, ranksOf } from "@/server/ranks/queries/standing";
import { publishRankProgram, withdrawRankProgram } from "@/server/ranks/service/publish-program";
import { discardRankDraft, saveRankDraft } from "@/server/ranks/service/save-draft";
import { endRankByHand, setRankByHand } from "@/server/ranks/service/set-by-hand";
import { linkProcedure, router, staffProcedure } from "../init";

const desk = staffProcedure("owner", "marketer");

export const ranksRouter = router({
  /** The rank of whoever signed in or followed a signed link: harmless in a forwarded mail. Null while the shop has none. */
  mine: linkProcedure.query(({ ctx }) => rankStanding(ctx.goen, ctx.memberId)),

  ofMember: staffProcedure()
    .input(ofMemberInput)
    .query(({ ctx, input }) => rankStanding(ctx.goen, input.memberId)),
  history: staffProcedure()
    .input(ofMemberInput)
    .query(({ ctx, input }) => rankHistory(ctx.goen, input.memberId)),
  levels: staffProcedure().query(({ ctx }) => rankLevels(ctx.goen)),
  ofMembers: staffProcedure()
    .input(z.object({ memberIds: z.array(z.uuid()).max(200) }))
    .query(({ ctx, input }) => ranksOf(ctx.goen, input.memberIds)),
  setByHand: desk.input(setByHandInput).mutation(({ ctx, input }) => setRankByHand(ctx.goen, input)),
  endByHand: desk.input(ofMemberInput).mutation(({ ctx, input }) => endRankByHand(ctx.goen, input)),

  desk: staffProcedure("owner", "marketer", "analyst").query(({ ctx }) => ranksDesk(ctx.goen)),
  counts: staffProcedure("owner", "marketer", "analyst").query(({ ctx }) => rankCounts(ctx.goen)),
  simulate: staffProcedure("owner", "marketer", "analyst")
    .input(simulateInput)
    .query(({ ctx, input }) => simulateRanks(ctx.goen, input)),
  saveDraft: desk.input(saveDraftInput).mutation(({ ctx, input }) => saveRankDraft(ctx.goen, input)),
  discardDraft: desk.mutation(({ ctx }) => discardRankDraft(ctx.goen)),
  publish: desk.input(publishInput).mutation(({ ctx, input }) => publishRankProgram(ctx.goen, input)),
  withdraw: desk
    .input(z.object({ programId: z.uuid() }))
    .mutation(({ ctx, input }) => withdrawRankProgram(ctx.goen, input)),
});
