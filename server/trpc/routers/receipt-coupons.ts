import { receiptCouponInput, receiptCouponKey, saveReceiptCouponInput, tryReceiptInput } from "@/server/pos/input";
import { listReceiptCoupons, receiptCouponById, tryReceiptCoupons } from "@/server/pos/queries/receipt-coupons";
import {
  addReceiptCoupon,
  resumeReceiptCoupon,
  saveReceiptCoupon,
  stopReceiptCoupon,
} from "@/server/pos/service/edit-receipt-coupons";
import { permittedProcedure, router } from "../init";

const reader = permittedProcedure("coupons.read");
const editor = permittedProcedure("coupons.edit");
const counter = permittedProcedure("coupons.handle");

export const receiptCouponsRouter = router({
  list: reader.query(({ ctx }) => listReceiptCoupons(ctx.goen)),
  byId: reader.input(receiptCouponKey).query(({ ctx, input }) => receiptCouponById(ctx.goen, input)),
  tryOut: counter.input(tryReceiptInput).query(({ ctx, input }) => tryReceiptCoupons(ctx.goen, input)),
  add: editor.input(receiptCouponInput).mutation(({ ctx, input }) => addReceiptCoupon(ctx.goen, input)),
  save: editor.input(saveReceiptCouponInput).mutation(({ ctx, input }) => saveReceiptCoupon(ctx.goen, input)),
  stop: editor.input(receiptCouponKey).mutation(({ ctx, input }) => stopReceiptCoupon(ctx.goen, input)),
  resume: editor.input(receiptCouponKey).mutation(({ ctx, input }) => resumeReceiptCoupon(ctx.goen, input)),
});
