import { z } from "zod";
import { counterRedeemInput } from "@/server/counter/input";
import { redeemAtCounter } from "@/server/counter/service";
import { adjustInput, historyInput, programInput, programRef } from "@/server/points/input";
import { canAdjust, storeStaffAdjustLimit } from "@/server/points/access";
import {
  everyProof,
  expiriesOf,
  familyOf,
  pointHistory,
  programInForce,
  programsOf,
  walletOf,
} from "@/server/points/queries";
import { pointsFor } from "@/server/points/rules/program";
import { adjustPoints } from "@/server/points/service/adjust-points";
import { cancelProgram } from "@/server/points/service/cancel-program";
import { familyShareOf } from "@/server/points/service/transfer-limits";
import { setProgram } from "@/server/points/service/set-program";
import { linkProcedure, memberProcedure, router, staffProcedure } from "../init";

const ofMember = z.object({ memberId: z.uuid() });

export const pointsRouter = router({
  /** The balance of whoever signed in or followed a signed link: harmless in a forwarded mail. */
  mine: linkProcedure.query(({ ctx }) => walletOf(ctx.goen, ctx.memberId)),
  myExpiries: memberProcedure.query(({ ctx }) => expiriesOf(ctx.goen, ctx.member.id)),
  myHistory: memberProcedure
    .input(historyInput.omit({ memberId: true }))
    .query(({ ctx, input }) => pointHistory(ctx.goen, { ...input, memberId: ctx.member.id })),

  myFamily: memberProcedure.query(({ ctx }) => familyOf(ctx.goen, ctx.member.id)),

  familyOf: staffProcedure("owner", "marketer", "store_staff")
    .input(ofMember)
    .query(({ ctx, input }) => familyOf(ctx.goen, input.memberId)),
  ofMember: staffProcedure()
    .input(ofMember)
    .query(async ({ ctx, input }) => ({
      wallet: await walletOf(ctx.goen, input.memberId),
      expiries: await expiriesOf(ctx.goen, input.memberId),
      /** Points of the family that could be paid with beside; null without a family. */
      familyShare: await familyShareOf(ctx.goen, input.memberId),
      /** Null, or why this person may not adjust; at the counter up to `adjustLimit` points. */
      adjustRefusal: canAdjust(ctx.staff, 1),
      adjustLimit: ctx.staff.role === "store_staff" ? storeStaffAdjustLimit : null,
    })),
  history: staffProcedure()
    .input(historyInput)
    .query(({ ctx, input }) => pointHistory(ctx.goen, input)),
  adjust: staffProcedure()
    .input(adjustInput)
    .mutation(({ ctx, input }) => adjustPoints(ctx.goen, input)),
  redeem: staffProcedure()
    .input(counterRedeemInput)
    .mutation(({ ctx, input }) => redeemAtCounter(ctx.goen, input)),

  /** What a sale of that many yen would earn now; `program` is null where the shop gives no points. */
  dryRun: staffProcedure()
    .input(z.object({ amountYen: z.int().min(0).max(1_000_000_000_000) }))
    .query(async ({ ctx, input }) => {
      const { program } = await programInForce(ctx.goen);
      return { program, points: program ? pointsFor(program, input.amountYen) : 0 };
    }),
  program: staffProcedure().query(({ ctx }) => programInForce(ctx.goen)),
  programs: staffProcedure("owner", "marketer", "analyst").query(({ ctx }) => programsOf(ctx.goen)),
  setProgram: staffProcedure("owner", "marketer")
    .input(programInput)
    .mutation(({ ctx, input }) => setProgram(ctx.goen, input)),
  cancelProgram: staffProcedure("owner", "marketer")
    .input(programRef)
    .mutation(({ ctx, input }) => cancelProgram(ctx.goen, input)),
  proof: staffProcedure("owner", "marketer", "analyst").query(({ ctx }) => everyProof(ctx.goen)),
});
