import { z } from "zod";
import { couponChoices } from "@/server/coupons/input";
import { saleLine } from "@/server/purchases/input";

export const mostLines = 500;
export const mostItems = 200;

const points = z.int().min(1).max(100_000_000);
const word = z.string().trim().min(1).max(60);
const number = z
  .string()
  .trim()
  .min(1)
  .max(100)
  .refine((text) => text.isWellFormed() && !text.includes("\0"), { message: "unreadable characters" })
  // What the product itself writes when a sale is taken back as a whole.
  .refine((text) => !text.startsWith("VOID-"), { message: "reserved" });
const moment = z.iso.datetime({ offset: true });

const call = {
  /** Made by the till, once per deed: the same again is the same deed, for ever. */
  callId: z.string().regex(/^[\w.:-]{8,100}$/, { message: "8 to 100 of A-Z a-z 0-9 _ . : -" }),
  /** The till's clock as it sends; not part of what is compared when a call is repeated. */
  sentAt: moment.optional(),
};
/** Of a look-up with the code on the phone; needed before points are spent where the shop's rules say so. */
const permit = z.string().max(200).optional();

const basket = {
  /** Null for a customer without a card. */
  memberId: z.uuid().nullable().default(null),
  lines: z.array(saleLine).min(1).max(mostLines),
  spendPoints: z.int().min(0).max(100_000_000).default(0),
  /** What the member's own points lack comes from the family, where its members lend theirs. */
  useFamily: z.boolean().optional(),
  coupons: couponChoices.optional(),
  channel: word.optional(),
  /** How it is paid, in the till's own word. */
  payment: word.optional(),
  /** Defaults to the moment of the call. */
  occurredAt: moment.optional(),
  currency: z.literal("JPY").default("JPY"),
};

export const posQuoteInput = z.strictObject({ ...basket, permit });
export type PosQuote = z.input<typeof posQuoteInput>;

export const posSaleInput = z.strictObject({
  ...call,
  receiptNo: number,
  ...basket,
  permit,
  /** Points held before: given back and spent in one. */
  holdId: z.uuid().optional(),
  /** Of the receipt's text. */
  language: z.enum(["ja", "en"]).default("ja"),
});
export type PosSale = z.input<typeof posSaleInput>;

export const posReturnInput = z.strictObject({
  ...call,
  /** The sale that pieces come back of. */
  receiptNo: number,
  /** Number of the return slip, unique in the shop like a receipt number. */
  slipNo: number,
  occurredAt: moment.optional(),
  lines: z
    .array(z.strictObject({ lineNo: z.int().min(1).max(mostLines), quantity: z.int().min(1).max(1_000_000) }))
    .min(1)
    .max(mostLines),
  language: z.enum(["ja", "en"]).default("ja"),
});
export type PosReturn = z.input<typeof posReturnInput>;

export const posVoidInput = z.strictObject({ ...call, receiptNo: number });
export type PosVoid = z.input<typeof posVoidInput>;

export const posHoldInput = z.strictObject({
  ...call,
  memberId: z.uuid(),
  points,
  permit,
  minutes: z.int().min(1).max(1_440).optional(),
  /** What the member's own points lack comes from the family. */
  useFamily: z.boolean().optional(),
});
export type PosHold = z.input<typeof posHoldInput>;

export const posPostHoldInput = z.strictObject({
  ...call,
  memberId: z.uuid(),
  holdId: z.uuid(),
  /** Left out: all that is held; fewer: the rest goes back. */
  points: points.optional(),
});
export type PosPostHold = z.input<typeof posPostHoldInput>;

export const posVoidHoldInput = z.strictObject({ ...call, memberId: z.uuid(), holdId: z.uuid() });
export type PosVoidHold = z.input<typeof posVoidHoldInput>;

/** Each item is read by itself, so that one that is wrong does not keep the others out. */
export const posBatchInput = z.strictObject({
  sentAt: moment,
  items: z
    .array(z.looseObject({ kind: z.enum(["sale", "return", "void"]) }))
    .min(1)
    .max(mostItems),
});
export type PosBatch = z.input<typeof posBatchInput>;

const kind = <K extends string>(name: K) => ({ kind: z.literal(name) });
/** The same as it is documented. */
export const posBatchDocumented = z.strictObject({
  sentAt: moment,
  items: z
    .array(
      z.discriminatedUnion("kind", [
        posSaleInput.extend(kind("sale")),
        posReturnInput.extend(kind("return")),
        posVoidInput.extend(kind("void")),
      ]),
    )
    .min(1)
    .max(mostItems),
});

export const posLookUpInput = z
  .strictObject({
    /** A card's number or the code on the phone, as the scanner read it. */
    scan: z.string().max(200).optional(),
    /** The whole number. */
    phone: z.string().max(40).optional(),
    /** How the reading of a name begins: any kana, half width too. */
    kana: z.string().max(60).optional(),
  })
  .refine((given) => Object.values(given).filter((text) => text?.trim()).length === 1, {
    message: "exactly one of scan, phone, kana",
  });
export type PosLookUp = z.input<typeof posLookUpInput>;

const days = z.int().min(1).max(3_650);
/** A coupon that is printed under receipts, and for whom. */
export const receiptCouponInput = z.strictObject({
  couponId: z.uuid(),
  name: z.string().trim().max(80).default(""),
  segmentId: z.uuid().nullable().default(null),
  minimumYen: z.int().min(1).max(10_000_000).nullable().default(null),
  /** Something of it is in this sale. */
  categoryId: z.uuid().nullable().default(null),
  storeIds: z.array(z.uuid()).max(200).default([]),
  /** What was bought, or was not, in the days before; no category means anything at all. */
  history: z
    .strictObject({ kind: z.enum(["bought", "not_bought"]), categoryId: z.uuid().nullable().default(null), days })
    .nullable()
    .default(null),
  /** Not again to the same member before so many days have gone by. */
  againAfterDays: days.nullable().default(null),
  place: z.int().min(0).max(999).default(100),
});
export type ReceiptCouponInput = z.input<typeof receiptCouponInput>;
export const saveReceiptCouponInput = receiptCouponInput.extend({
  receiptCouponId: z.uuid(),
  /** The revision the editor began from; another one in the database is a conflict. */
  revision: z.int().min(1),
});
/** A member and a sale to try the rules on. */
export const tryReceiptInput = z.strictObject({
  memberId: z.uuid(),
  storeId: z.uuid().nullable().default(null),
  totalYen: z.int().min(0).max(100_000_000),
  categoryIds: z.array(z.uuid()).max(100).default([]),
});
export const receiptCouponKey = z.strictObject({ receiptCouponId: z.uuid() });
