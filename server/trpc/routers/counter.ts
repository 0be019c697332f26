import { doneInput, receiptInput, shiftInput, undoDoneInput } from "@/server/counter/input";
import { counterReceipt, doneAt, shiftOf } from "@/server/counter/queries";
import { undoDone } from "@/server/counter/service";
import { router, staffProcedure } from "../init";

const clerk = staffProcedure("owner", "marketer", "store_staff");

/** What was done at a counter, and the way back. */
export const counterRouter = router({
  done: clerk.input(doneInput).query(({ ctx, input }) => doneAt(ctx.goen, input)),
  shift: clerk.input(shiftInput).query(({ ctx, input }) => shiftOf(ctx.goen, input)),
  receipt: clerk.input(receiptInput).query(({ ctx, input }) => counterReceipt(ctx.goen, input)),
  undo: clerk.input(undoDoneInput).mutation(({ ctx, input }) => undoDone(ctx.goen, input)),
});
