import { z } from "zod";
import { purchaseKey, purchaseList, recordReturnInput, recordSaleInput } from "@/server/purchases/input";
import { purchaseById, purchasesOf } from "@/server/purchases/queries";
import { recordReturn } from "@/server/purchases/service/record-return";
import { recordSale } from "@/server/purchases/service/record-sale";
import { memberProcedure, router, staffProcedure } from "../init";

export const purchasesRouter = router({
  record: staffProcedure()
    .input(recordSaleInput)
    .mutation(({ ctx, input }) => recordSale(ctx.goen, input)),
  recordReturn: staffProcedure()
    .input(recordReturnInput)
    .mutation(({ ctx, input }) => recordReturn(ctx.goen, input)),
  ofMember: staffProcedure()
    .input(purchaseList)
    .query(({ ctx, input }) => purchasesOf(ctx.goen, input)),
  ofMemberById: staffProcedure()
    .input(purchaseKey)
    .query(({ ctx, input }) => purchaseById(ctx.goen, input)),
  list: memberProcedure
    .input(purchaseList.omit({ memberId: true }))
    .query(({ ctx, input }) => purchasesOf(ctx.goen, { ...input, memberId: ctx.member.id })),
  byId: memberProcedure
    .input(z.object({ purchaseId: z.uuid() }))
    .query(({ ctx, input }) => purchaseById(ctx.goen, { ...input, memberId: ctx.member.id })),
});
