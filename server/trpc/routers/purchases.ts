import { z } from "zod";
import { counterSaleInput } from "@/server/counter/input";
import { counterSale } from "@/server/pos/service/counter-sale";
import { purchaseKey, purchaseList, quoteSaleInput, recordReturnInput } from "@/server/purchases/input";
import { purchaseById, purchasesOf } from "@/server/purchases/queries";
import { quoteSale } from "@/server/purchases/service/quote-sale";
import { recordReturn } from "@/server/purchases/service/record-return";
import { memberProcedure, router, staffProcedure } from "../init";

export const purchasesRouter = router({
  quote: staffProcedure()
    .input(quoteSaleInput)
    .query(({ ctx, input }) => quoteSale(ctx.goen, input)),
  record: staffProcedure()
    .input(counterSaleInput)
    .mutation(({ ctx, input }) => counterSale(ctx.goen, input)),
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
