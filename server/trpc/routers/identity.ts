import {
  householdAdd,
  memberRef,
  mergeInput,
  mergeRef,
  pairFilter,
  pairInput,
  pairRef,
  undoDaysInput,
} from "@/server/identity/input";
import { householdOf } from "@/server/identity/queries/household";
import { mergedState } from "@/server/identity/queries/merges";
import { pairsList, pairsOverview } from "@/server/identity/queries/pairs";
import { mergePreview } from "@/server/identity/queries/preview";
import { askForDuplicates } from "@/server/identity/service/find-duplicates";
import { addToHousehold, leaveHousehold } from "@/server/identity/service/households";
import { mergeMembers } from "@/server/identity/service/merge-members";
import { reconsiderPair, rejectPair } from "@/server/identity/service/pairs";
import { setUndoDays } from "@/server/identity/service/set-undo-days";
import { undoMerge } from "@/server/identity/service/undo-merge";
import { router, staffProcedure } from "../init";

const desk = staffProcedure("owner", "marketer");
const counter = staffProcedure("owner", "marketer", "store_staff");

export const identityRouter = router({
  pairs: desk.input(pairFilter).query(({ ctx, input }) => pairsList(ctx.goen, input)),
  overview: desk.query(({ ctx }) => pairsOverview(ctx.goen)),
  preview: desk.input(pairInput).query(({ ctx, input }) => mergePreview(ctx.goen, input)),
  merge: desk.input(mergeInput).mutation(({ ctx, input }) => mergeMembers(ctx.goen, input)),
  undo: desk.input(mergeRef).mutation(({ ctx, input }) => undoMerge(ctx.goen, input)),
  reject: desk.input(pairRef).mutation(({ ctx, input }) => rejectPair(ctx.goen, input)),
  reconsider: desk.input(pairRef).mutation(({ ctx, input }) => reconsiderPair(ctx.goen, input)),
  findNow: desk.mutation(({ ctx }) => askForDuplicates(ctx.goen)),
  setUndoDays: staffProcedure("owner")
    .input(undoDaysInput)
    .mutation(({ ctx, input }) => setUndoDays(ctx.goen, input)),
  ofMember: counter.input(memberRef).query(({ ctx, input }) => mergedState(ctx.goen, input)),
  household: counter.input(memberRef).query(({ ctx, input }) => householdOf(ctx.goen, input)),
  addToHousehold: counter.input(householdAdd).mutation(({ ctx, input }) => addToHousehold(ctx.goen, input)),
  leaveHousehold: counter.input(memberRef).mutation(({ ctx, input }) => leaveHousehold(ctx.goen, input)),
});
