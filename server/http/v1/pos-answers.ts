import { z } from "zod";

// What the calls of a till answer.

export const whole = z.number().int();
const words = z.object({ ja: z.string(), en: z.string() });
const text = z.array(z.string());

export const memberOutput = z.object({
  memberId: z.uuid(),
  memberNo: z.string(),
  familyName: z.string().nullable(),
  givenName: z.string().nullable(),
  familyKana: z.string().nullable(),
  givenKana: z.string().nullable(),
  points: z.object({
    available: whole,
    pending: whole,
    held: whole,
    /** Owed because earned points were taken back after they had been spent. */
    debt: whole,
    nextExpiry: z.object({ on: z.string(), points: whole }).nullable(),
  }),
  rank: z.object({ rankId: z.string(), name: words }).nullable(),
  /** Whether points may be spent after this look-up. */
  maySpend: z.boolean(),
  permit: z.string().nullable(),
});

export const quoteOutput = z.object({
  lines: z.array(
    z.object({
      lineNo: whole,
      productId: z.uuid().nullable(),
      name: z.string(),
      quantity: whole,
      amountYen: whole,
      discountYen: whole,
      points: whole,
    }),
  ),
  totalYen: whole,
  discountYen: whole,
  points: whole,
  parts: z.array(z.object({ kind: z.string(), label: z.string(), points: whole })),
  pointsAvailable: whole.nullable(),
  /** Points of the family that `useFamily` could pay with beside; null without a family. */
  familyAvailable: whole.nullable(),
  coupons: z.array(
    z.object({
      heldId: z.uuid(),
      couponId: z.uuid(),
      code: z.string(),
      title: words,
      lastDay: z.string(),
      problem: z.string().nullable(),
      isInBestSet: z.boolean(),
      isUsed: z.boolean(),
    }),
  ),
  warnings: z.array(z.object({ code: z.string(), detail: z.string().nullable() })),
});

export const saleOutput = z.object({
  purchaseId: z.uuid(),
  receiptNo: z.string(),
  memberId: z.uuid().nullable(),
  totalYen: whole,
  discountYen: whole,
  pointsEarned: whole,
  pointsSpent: whole,
  pointsAvailable: whole.nullable(),
  lines: z.array(z.object({ lineId: z.uuid(), lineNo: whole, amountYen: whole, discountYen: whole })),
  coupons: z.array(z.object({ couponId: z.uuid(), heldId: z.uuid().nullable(), discountYen: whole })),
  receipt: z.object({
    text,
    coupons: z.array(
      z.object({ couponId: z.uuid(), title: words, code: z.string(), spoken: z.string(), validUntil: z.string() }),
    ),
    /** Of a sale without a card: print `url` as a QR code, and the customer gets the points with it afterwards. */
    claim: z.object({ url: z.url(), lastDay: z.iso.date() }).nullable().default(null),
  }),
});

export const returnOutput = z.object({
  returnId: z.uuid(),
  receiptNo: z.string(),
  slipNo: z.string(),
  returnedYen: whole,
  refundYen: whole,
  pointsTakenBack: whole,
  pointsRestored: whole,
  /** Null for a sale without a card. */
  pointsAvailable: whole.nullable(),
  receipt: z.object({ text }),
});

export const voidOutput = z.object({
  receiptNo: z.string(),
  /** `never_arrived`: there was no such sale, and there will be none any more. */
  state: z.enum(["voided", "never_arrived"]),
  returnedYen: whole,
  pointsAvailable: whole.nullable(),
});

export const itemOutput = z.object({
  callId: z.string().nullable(),
  status: whole,
  isRepeat: z.boolean(),
  reason: z.string().nullable(),
  field: z.string().nullable(),
  answer: z.union([saleOutput, returnOutput, voidOutput]).nullable(),
});
