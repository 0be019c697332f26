import { z } from "zod";

export type JournalKind =
  | "earn"
  | "spend"
  | "activate"
  | "expire"
  | "adjust"
  | "return"
  | "close"
  /** Promised to a till, and given back by it or by time. */
  | "hold"
  | "release"
  /** To or from another member; by merging. */
  | "transfer"
  | "merge";

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
  /** Draw on the family where the member's own points do not suffice. */
  useFamily: z.boolean().default(false),
});

export const grantInput = z.object({
  memberId: z.uuid(),
  key,
  points,
  /** Null: until it is released (releasePending). */
  availableAt: z.date().nullable(),
  /** First instant at which they are gone; null only while `availableAt` is. */
  expiresAt: z.date().nullable(),
  origin: z.enum(["purchase", "other"]),
  /** Smaller goes first; 100 is usual, points for a limited period go below it. */
  priority: z.int().min(0).max(1_000).default(100),
  occurredAt: z.date(),
  storeId: z.uuid().nullable(),
  /** The purchase (or other cause) they belong to: by it they are taken back. */
  causeId: z.uuid().nullable(),
  reason: z.string().trim().max(200).nullable().default(null),
  /** The rules and their inputs, kept for ever. */
  snapshot: z.record(z.string(), z.unknown()),
});

export const releaseInput = z.object({
  memberId: z.uuid(),
  causeId: z.uuid(),
  key,
  /** When it was shipped, or from when on the points can be used. */
  at: z.date(),
  /** Their end from then on; left out: by the program. */
  expiresAt: z.date().nullable().default(null),
  /** Only what these journals gave: part of the sale was shipped. */
  journalIds: z.array(z.uuid()).max(1_000).nullable().default(null),
});
export const cancelPendingInput = z.object({ memberId: z.uuid(), causeId: z.uuid(), key });

export const holdInput = z.object({
  memberId: z.uuid(),
  key,
  points,
  storeId: z.uuid().nullable(),
  /** Left out: as the program says. */
  minutes: z.int().min(1).max(1_440).optional(),
  useFamily: z.boolean().default(false),
});
export const postHoldInput = z.object({
  memberId: z.uuid(),
  holdId: z.uuid(),
  key,
  /** Left out: all that is held; fewer: the rest goes back. */
  points: z.int().min(1).max(100_000_000).optional(),
  purchaseId: z.uuid().nullable(),
  storeId: z.uuid().nullable().default(null),
  occurredAt: z.date().optional(),
});
export const voidHoldInput = z.object({ memberId: z.uuid(), holdId: z.uuid() });

export const transferInput = z
  .object({
    fromMemberId: z.uuid(),
    toMemberId: z.uuid(),
    key,
    points,
    reason: z.string().trim().min(1).max(200),
  })
  .refine((input) => input.fromMemberId !== input.toMemberId, { path: ["toMemberId"], message: "to oneself" });
export const undoTransferInput = z.object({ memberId: z.uuid(), journalId: z.uuid() });

export const mergeInput = z
  .object({ fromMemberId: z.uuid(), toMemberId: z.uuid(), mergeId: z.uuid() })
  .refine((input) => input.fromMemberId !== input.toMemberId, { path: ["toMemberId"], message: "with itself" });

export const familyNameInput = z.object({ memberId: z.uuid(), name: z.string().trim().min(1).max(40) });
export const familyJoinInput = z.object({ memberId: z.uuid(), code: z.string().trim().min(6).max(20) });
export const familyLendInput = z.object({ memberId: z.uuid(), lends: z.boolean() });
export const familyLeaveInput = z.object({ memberId: z.uuid(), leaverId: z.uuid() });

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
    /**
     * How much this return takes of what each journal gave for the sale; left out: in proportion to the yen, split over the journals by
     * largest remainder. Amounts of several returns add up; together never more than the journal gave.
     */
    takeBack: z
      .array(z.object({ journalId: z.uuid(), points: z.int().min(0) }))
      .max(1_000)
      .optional(),
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

const limit = z.int().min(0).max(100_000_000);
export const programInput = z
  .object({
    ratePoints: z.int().min(0).max(1_000),
    rateYen: z.int().min(1).max(1_000_000),
    rounding: z.enum(["down", "half_up", "up"]),
    pendingDays: z.int().min(0).max(365),
    expiryMonths: z.int().min(0).max(120),
    returnGraceDays: z.int().min(0).max(365),
    expiryKind: z.enum(["rolling", "fixed", "sliding"]).default("rolling"),
    fixedMonth: z.int().min(1).max(12).nullable().default(null),
    fixedDay: z.int().min(1).max(31).nullable().default(null),
    pendingUntil: z.enum(["days", "shipped"]).default("days"),
    pendingLatestDays: z.int().min(0).max(365).default(0),
    holdMinutes: z.int().min(1).max(1_440).default(15),
    transferPerCall: limit.default(0),
    transferPerMonth: limit.default(0),
    familySize: z.int().min(0).max(20).default(0),
    familyPerMonth: limit.default(0),
    /** Sales from this instant on; now when left out. */
    validFrom: z.date().optional(),
    /** `programsRevision` when the form was opened; another one is a conflict. */
    revision: z.string().max(60).optional(),
  })
  .refine((rule) => rule.expiryKind === "fixed" || rule.expiryMonths > 0, {
    path: ["expiryMonths"],
    message: "too short",
  })
  .refine((rule) => rule.expiryKind !== "fixed" || (rule.fixedMonth !== null && rule.fixedDay !== null), {
    path: ["fixedMonth"],
    message: "which day",
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
const limitOrNone = z.int().min(0).max(1_000_000_000).nullable();
export const safeguardsInput = z.object({
  approvalAbovePoints: limitOrNone,
  staffDailyPoints: limitOrNone,
  memberDailyPoints: limitOrNone,
  approvalDays: z.int().min(1).max(90),
  lateGrantDays: z.int().min(0).max(90),
});
export type AdjustInput = z.input<typeof adjustInput>;
export type RedeemInput = z.input<typeof redeemInput>;
export type UndoInput = z.input<typeof undoInput>;
export const programRef = z.object({ programId: z.uuid() });
export type ProgramInput = z.input<typeof programInput>;
export type HistoryInput = z.input<typeof historyInput>;
export type GrantInput = z.input<typeof grantInput>;
export type ReleaseInput = z.input<typeof releaseInput>;
export type CancelPendingInput = z.input<typeof cancelPendingInput>;
export type HoldInput = z.input<typeof holdInput>;
export type PostHoldInput = z.input<typeof postHoldInput>;
export type VoidHoldInput = z.input<typeof voidHoldInput>;
export type TransferInput = z.input<typeof transferInput>;
export type UndoTransferInput = z.input<typeof undoTransferInput>;
export type MergeInput = z.input<typeof mergeInput>;
export type FamilyNameInput = z.input<typeof familyNameInput>;
export type FamilyJoinInput = z.input<typeof familyJoinInput>;
export type FamilyLeaveInput = z.input<typeof familyLeaveInput>;
