import { z } from "zod";

const wellFormed = (text: string) => text.isWellFormed() && !text.includes("\0");
const line = (most: number) =>
  z
    .string()
    .trim()
    .max(most)
    .refine((text) => wellFormed(text) && !/[\r\n]/.test(text), { message: "one line" });
const prose = (most: number) => z.string().trim().max(most).refine(wellFormed, { message: "bad characters" });

export const rewardTexts = z.strictObject({
  title: z.strictObject({ ja: line(60).min(1), en: line(80).min(1) }),
  note: z.strictObject({ ja: prose(500), en: prose(500) }).default({ ja: "", en: "" }),
});
export type RewardTexts = z.output<typeof rewardTexts>;

export const rewardKinds = ["goods", "coupon"] as const;

const rewardFields = z.strictObject({
  kind: z.enum(rewardKinds),
  texts: rewardTexts,
  pricePoints: z.int().min(1).max(10_000_000),
  /** Worth of it, tax included. */
  valueYen: z.int().min(0).max(10_000_000),
  pictureId: z.uuid().nullable().default(null),
  couponId: z.uuid().nullable().default(null),
  mostPerMember: z.int().min(1).max(10_000).nullable().default(null),
  rankIds: z.array(z.string().min(1).max(100)).max(50).default([]),
  storeIds: z.array(z.uuid()).max(200).default([]),
  /** Business days, both included. */
  from: z.iso.date().nullable().default(null),
  until: z.iso.date().nullable().default(null),
  place: z.int().min(0).max(999).default(100),
});
const isWhole = (of: z.output<typeof rewardFields>) =>
  (of.kind === "coupon") === (of.couponId !== null) && (of.from === null || of.until === null || of.from <= of.until);

export const createRewardInput = rewardFields
  .extend({
    /** Pieces there are; null where they are not counted. */
    pieces: z.int().min(0).max(1_000_000).nullable().default(null),
  })
  .refine(isWhole, { path: ["couponId"], message: "coupon or days" });
export const saveRewardInput = rewardFields
  .extend({
    rewardId: z.uuid(),
    /** The revision the editor began from; another one in the database is a conflict. */
    revision: z.int().min(1),
    pieces: z.int().min(0).max(1_000_000).nullable().default(null),
    /** What the editor showed: the difference is what is put in or taken out, whatever is exchanged meanwhile. */
    piecesShown: z.int().min(0).max(1_000_000).nullable().default(null),
  })
  .refine(isWhole, { path: ["couponId"], message: "coupon or days" });
export type RewardFields = z.output<typeof rewardFields>;

export const rewardKey = z.strictObject({ rewardId: z.uuid() });
export const rewardStates = ["offered", "coming", "over", "stopped"] as const;
export type RewardState = (typeof rewardStates)[number];
export const rewardList = z.strictObject({
  q: z.string().trim().max(80).default(""),
  state: z.enum(rewardStates).optional(),
});
export const exchangeInput = z.strictObject({
  rewardId: z.uuid(),
  /** Made by the screen when its form opens, so that a second press is the same exchange. */
  key: z.string().trim().min(1).max(100),
  /** Where it is handed over; not asked for a coupon. */
  storeId: z.uuid().nullable().default(null),
});
export const exchangeAtCounterInput = exchangeInput.extend({
  memberId: z.uuid(),
  /** It goes over the counter at once. */
  isHandedOver: z.boolean().default(false),
});

export const orderStates = ["ordered", "ready", "handed_over", "cancelled"] as const;
export type OrderState = (typeof orderStates)[number];
export const orderKey = z.strictObject({ memberId: z.uuid(), orderId: z.uuid() });
export const stepOrderInput = orderKey.extend({ step: z.enum(["ready", "hand_over"]), version: z.int().min(1) });
export const cancelOrderInput = orderKey.extend({
  version: z.int().min(1),
  reason: z.string().trim().max(200).default(""),
});
export const ownCancelInput = z.strictObject({ orderId: z.uuid(), version: z.int().min(1) });
export const orderList = z.strictObject({
  q: z.string().trim().max(80).default(""),
  state: z.enum(orderStates).optional(),
  storeId: z.uuid().optional(),
  cursor: z.string().max(500).optional(),
  limit: z.int().min(1).max(100).default(20),
});
export const memberKey = z.strictObject({ memberId: z.uuid() });
