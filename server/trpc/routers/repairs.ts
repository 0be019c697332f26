import {
  boardInput,
  counterRequest,
  estimateInput,
  itemInput,
  judgement,
  memberRef,
  noteInput,
  numberInput,
  overrideInput,
  ownAnswer,
  ownCancel,
  ownRequest,
  periodInput,
  photosInput,
  policyInput,
  repairRef,
  saidAnswer,
  stepInput,
} from "@/server/repairs/input";
import { repairBoard, repairCounts } from "@/server/repairs/queries/board";
import { findByNumber, repairsOf, repairState } from "@/server/repairs/queries/find-repair";
import { repairForm } from "@/server/repairs/queries/form";
import { repairMoments } from "@/server/repairs/queries/moments";
import { policyOf } from "@/server/repairs/queries/policy";
import { repairById } from "@/server/repairs/queries/repair";
import { slipOf } from "@/server/repairs/queries/slip";
import { turnaround } from "@/server/repairs/queries/turnaround";
import { answerEstimate, estimateRepair, recordAnswer } from "@/server/repairs/service/estimate-repair";
import { judgeRepair, overrideCoverage } from "@/server/repairs/service/judge-repair";
import { addRepairPhotos, moveItem, noteOnRepair } from "@/server/repairs/service/note-repair";
import { requestRepair, takeInRepair } from "@/server/repairs/service/request-repair";
import { saveRepairPolicy } from "@/server/repairs/service/save-policy";
import { cancelRepair, stepRepair } from "@/server/repairs/service/step-repair";
import { linkProcedure, memberProcedure, router, staffProcedure } from "../init";

const bench = staffProcedure("owner", "marketer", "store_staff");

export const repairsRouter = router({
  // The member, of their own things.
  form: memberProcedure.query(({ ctx }) => repairForm(ctx.goen, ctx.member.id)),
  request: memberProcedure
    .input(ownRequest)
    .mutation(({ ctx, input }) => requestRepair(ctx.goen, ctx.member.id, input)),
  mine: memberProcedure.query(({ ctx }) => repairsOf(ctx.goen, ctx.member.id)),
  byId: memberProcedure.input(repairRef).query(({ ctx, input }) => repairById(ctx.goen, input.repairId)),
  /** What a forwarded mail may show: the product, where it stands, since when. */
  show: linkProcedure
    .input(repairRef)
    .query(({ ctx, input }) => repairState(ctx.goen, { memberId: ctx.memberId, repairId: input.repairId })),
  answer: memberProcedure.input(ownAnswer).mutation(({ ctx, input }) => answerEstimate(ctx.goen, input)),
  cancel: memberProcedure.input(ownCancel).mutation(({ ctx, input }) => cancelRepair(ctx.goen, input)),

  // The shop's people.
  board: bench.input(boardInput).query(({ ctx, input }) => repairBoard(ctx.goen, input)),
  counts: bench.input(boardInput.pick({ storeId: true })).query(({ ctx, input }) => repairCounts(ctx.goen, input)),
  findByNumber: bench.input(numberInput).query(({ ctx, input }) => findByNumber(ctx.goen, input.text)),
  open: bench.input(repairRef).query(({ ctx, input }) => repairById(ctx.goen, input.repairId)),
  slip: bench.input(repairRef).query(({ ctx, input }) => slipOf(ctx.goen, input.repairId)),
  ofMember: bench.input(memberRef).query(({ ctx, input }) => repairsOf(ctx.goen, input.memberId)),
  moments: bench.input(memberRef).query(({ ctx, input }) => repairMoments(ctx.goen, input.memberId)),
  formFor: bench.input(memberRef).query(({ ctx, input }) => repairForm(ctx.goen, input.memberId)),
  takeIn: bench.input(counterRequest).mutation(({ ctx, input }) => takeInRepair(ctx.goen, input)),
  step: bench.input(stepInput).mutation(({ ctx, input }) => stepRepair(ctx.goen, input)),
  estimate: bench.input(estimateInput).mutation(({ ctx, input }) => estimateRepair(ctx.goen, input)),
  recordAnswer: bench.input(saidAnswer).mutation(({ ctx, input }) => recordAnswer(ctx.goen, input)),
  judge: bench.input(judgement).mutation(({ ctx, input }) => judgeRepair(ctx.goen, input)),
  override: bench.input(overrideInput).mutation(({ ctx, input }) => overrideCoverage(ctx.goen, input)),
  note: bench.input(noteInput).mutation(({ ctx, input }) => noteOnRepair(ctx.goen, input)),
  moveItem: bench.input(itemInput).mutation(({ ctx, input }) => moveItem(ctx.goen, input)),
  addPhotos: bench.input(photosInput).mutation(({ ctx, input }) => addRepairPhotos(ctx.goen, input)),
  turnaround: staffProcedure()
    .input(periodInput)
    .query(({ ctx, input }) => turnaround(ctx.goen, input)),
  policy: staffProcedure().query(({ ctx }) => policyOf(ctx.goen)),
  savePolicy: staffProcedure("owner")
    .input(policyInput)
    .mutation(({ ctx, input }) => saveRepairPolicy(ctx.goen, input)),
});
