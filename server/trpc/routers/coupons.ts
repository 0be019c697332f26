import {
  batchKey,
  codeList,
  couponKey,
  couponList,
  createCouponInput,
  giveInput,
  heldKey,
  heldList,
  heldOfMemberKey,
  linkInput,
  linkKey,
  lookUpInput,
  makeCodesInput,
  memberKey,
  saveCouponInput,
  takeByCodeInput,
  takeByLinkInput,
  tearAtCounterInput,
  tearInput,
  wordInput,
} from "@/server/coupons/input";
import { codesOf, couponById } from "@/server/coupons/queries/coupon";
import { heldCoupon, heldCouponsOf, usableCount } from "@/server/coupons/queries/held";
import { holdersOf } from "@/server/coupons/queries/holders";
import { linkPreview } from "@/server/coupons/queries/link-preview";
import { couponsToGive, listCoupons } from "@/server/coupons/queries/list";
import { couponMoments } from "@/server/coupons/queries/moments";
import { giveCoupon, lookUpCode } from "@/server/coupons/service/handle-coupons";
import { closeLink, openLink } from "@/server/coupons/service/links";
import { makeCodes, resumeBatch, stopBatch } from "@/server/coupons/service/make-codes";
import { createCoupon, resumeCoupon, saveCoupon, stopCoupon } from "@/server/coupons/service/save-coupon";
import { takeByCode, takeByLink } from "@/server/coupons/service/take-coupon";
import { tearCoupon, undoTear } from "@/server/coupons/service/tear-coupon";
import { restoreOne, withdrawOne } from "@/server/coupons/service/withdraw-held";
import { closeWord, openWord } from "@/server/coupons/service/words";
import { memberProcedure, permittedProcedure, publicProcedure, router } from "../init";

const reader = permittedProcedure("coupons.read");
const editor = permittedProcedure("coupons.edit");
const counter = permittedProcedure("coupons.handle");

export const couponsRouter = router({
  // Anybody who scanned a poster, before they sign in.
  preview: publicProcedure.input(takeByLinkInput).query(({ ctx, input }) => linkPreview(ctx.goen, input)),

  // The member, of their own.
  mine: memberProcedure.query(({ ctx }) => heldCouponsOf(ctx.goen, ctx.member.id)),
  myCount: memberProcedure.query(({ ctx }) => usableCount(ctx.goen, ctx.member.id)),
  myCoupon: memberProcedure.input(heldKey).query(({ ctx, input }) => heldCoupon(ctx.goen, ctx.member.id, input.heldId)),
  takeByLink: memberProcedure
    .input(takeByLinkInput)
    .mutation(({ ctx, input }) => takeByLink(ctx.goen, ctx.member.id, input)),
  takeByCode: memberProcedure
    .input(takeByCodeInput)
    .mutation(({ ctx, input }) => takeByCode(ctx.goen, ctx.member.id, input)),
  tear: memberProcedure.input(tearInput).mutation(({ ctx, input }) => tearCoupon(ctx.goen, ctx.member.id, input)),
  undoTear: memberProcedure.input(heldKey).mutation(({ ctx, input }) => undoTear(ctx.goen, ctx.member.id, input)),

  // The counter.
  toGive: reader.query(({ ctx }) => couponsToGive(ctx.goen)),
  ofMember: counter.input(memberKey).query(({ ctx, input }) => heldCouponsOf(ctx.goen, input.memberId)),
  moments: counter.input(memberKey).query(({ ctx, input }) => couponMoments(ctx.goen, input.memberId)),
  lookUp: counter.input(lookUpInput).query(({ ctx, input }) => lookUpCode(ctx.goen, input)),
  give: counter.input(giveInput).mutation(({ ctx, input }) => giveCoupon(ctx.goen, input)),
  tearFor: counter
    .input(tearAtCounterInput)
    .mutation(({ ctx, input: { memberId, ...input } }) => tearCoupon(ctx.goen, memberId, input)),
  undoTearFor: counter
    .input(heldOfMemberKey)
    .mutation(({ ctx, input: { memberId, heldId } }) => undoTear(ctx.goen, memberId, { heldId })),

  // The desk.
  list: reader.input(couponList).query(({ ctx, input }) => listCoupons(ctx.goen, input)),
  byId: reader.input(couponKey).query(({ ctx, input }) => couponById(ctx.goen, input)),
  codes: editor.input(codeList).query(({ ctx, input }) => codesOf(ctx.goen, input)),
  holders: counter.input(heldList).query(({ ctx, input }) => holdersOf(ctx.goen, input)),
  withdraw: editor.input(heldOfMemberKey).mutation(({ ctx, input }) => withdrawOne(ctx.goen, input)),
  restore: editor.input(heldOfMemberKey).mutation(({ ctx, input }) => restoreOne(ctx.goen, input)),
  create: editor.input(createCouponInput).mutation(({ ctx, input }) => createCoupon(ctx.goen, input)),
  save: editor.input(saveCouponInput).mutation(({ ctx, input }) => saveCoupon(ctx.goen, input)),
  stop: editor.input(couponKey).mutation(({ ctx, input }) => stopCoupon(ctx.goen, input)),
  resume: editor.input(couponKey).mutation(({ ctx, input }) => resumeCoupon(ctx.goen, input)),
  openWord: editor.input(wordInput).mutation(({ ctx, input }) => openWord(ctx.goen, input)),
  closeWord: editor.input(wordInput).mutation(({ ctx, input }) => closeWord(ctx.goen, input)),
  makeCodes: editor.input(makeCodesInput).mutation(({ ctx, input }) => makeCodes(ctx.goen, input)),
  stopCodes: editor.input(batchKey).mutation(({ ctx, input }) => stopBatch(ctx.goen, input)),
  resumeCodes: editor.input(batchKey).mutation(({ ctx, input }) => resumeBatch(ctx.goen, input)),
  openLink: editor.input(linkInput).mutation(({ ctx, input }) => openLink(ctx.goen, input)),
  closeLink: editor.input(linkKey).mutation(({ ctx, input }) => closeLink(ctx.goen, input)),
});
