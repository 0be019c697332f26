import { z } from "zod";

const points = z.int().min(1).max(100_000_000);
const yen = z.int().min(0).max(1_000_000_000_000);
const key = z.string().trim().min(1).max(200);

export const awardInput = z.object({
  memberId: z.uuid(),
  purchaseId: z.uuid(),
  /** Whole yen, tax included, of what earns points. */
  amountYen: yen,
  occurredAt: z.date(),
  storeId: z.uuid().nullable(),
});

export const spendInput = z.object({
  memberId: z.uuid(),
  key,
  points,
  purchaseId: z.uuid().nullable(),
  storeId: z.uuid().nullable(),
  occurredAt: z.date(),
});

export const returnInput = z
  .object({
    memberId: z.uuid(),
    purchaseId: z.uuid(),
    returnId: z.uuid(),
    occurredAt: z.date(),
    storeId: z.uuid().nullable(),
    saleTotalYen: yen,
    /** What earlier returns of the same sale brought back. */
    returnedBeforeYen: yen,
    returnedYen: yen,
  })
  .refine((input) => input.returnedBeforeYen + input.returnedYen <= input.saleTotalYen, {
    path: ["returnedYen"],
    message: "more than was sold",
  });

export const adjustInput = z.object({
  memberId: z.uuid(),
  /** Made by the screen when its form opens, so that a second press is the same adjustment. */
  key,
  points: z
    .int()
    .min(-100_000_000)
    .max(100_000_000)
    .refine((n) => n !== 0),
  reason: z.string().trim().min(1).max(200),
  /** Where it was done, when at a counter. */
  storeId: z.uuid().nullable().default(null),
});

/** Points handed in for something that is no sale: a gift, a prize. */
export const redeemInput = z.object({
  memberId: z.uuid(),
  key,
  points,
  /** What for. */
  reason: z.string().trim().min(1).max(200),
  storeId: z.uuid().nullable().default(null),
});

export const undoInput = z.object({ memberId: z.uuid(), journalId: z.uuid() });

export const programInput = z.object({
  ratePoints: z.int().min(0).max(1_000),
  rateYen: z.int().min(1).max(1_000_000),
  rounding: z.enum(["down", "half_up", "up"]),
  pendingDays: z.int().min(0).max(365),
  expiryMonths: z.int().min(1).max(120),
  returnGraceDays: z.int().min(0).max(365),
  /** Sales from this instant on; now when left out. */
  validFrom: z.date().optional(),
  /** How many versions there were when the form was opened; another number is a conflict. */
  revision: z.int().min(0).optional(),
});

export const historyInput = z.object({
  memberId: z.uuid(),
  /** `nextCursor` of the page before. */
  cursor: z.int().min(1).nullish(),
  /** Only what happened before that moment. */
  before: z.date().optional(),
  limit: z.int().min(1).max(100).default(20),
});

export type AwardInput = z.input<typeof awardInput>;
export type SpendInput = z.input<typeof spendInput>;
export type ReturnInput = z.input<typeof returnInput>;
export type AdjustInput = z.input<typeof adjustInput>;
export type RedeemInput = z.input<typeof redeemInput>;
export type UndoInput = z.input<typeof undoInput>;
export type ProgramInput = z.input<typeof programInput>;
export type HistoryInput = z.input<typeof historyInput>;
