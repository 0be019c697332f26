import { z } from "zod";

const name = z.string().trim().min(1).max(30);
const benefits = z.array(z.string().trim().min(1).max(80)).max(6).default([]);

export const rankLevel = z.object({
  /** Stays the same over all versions: earn rules, coupons and segments name a rank by it. */
  id: z.uuid(),
  nameJa: name,
  nameEn: name,
  /** The chip's ground on My Page and on the card. */
  color: z.string().regex(/^#[0-9a-f]{6}$/i),
  /** Yen, purchases or points, by the program's basis; 0 for the lowest. */
  threshold: z.number().int().min(0).max(1_000_000_000),
  /** What the rank brings, line by line, as members read it. */
  benefitsJa: benefits,
  benefitsEn: benefits,
  /** Coupons that whoever rises to it is given. */
  couponIds: z.array(z.uuid()).max(10).optional(),
});
export type RankLevel = z.output<typeof rankLevel>;

export const rankWindow = z.discriminatedUnion("kind", [
  /** The last N months, day by day. */
  z.object({ kind: z.literal("rolling"), months: z.number().int().min(1).max(60) }),
  /** Calendar year (12 from January), half year (6), fiscal year (12 from its month). */
  z.object({
    kind: z.literal("period"),
    months: z.union([z.literal(3), z.literal(6), z.literal(12)]),
    startMonth: z.number().int().min(1).max(12),
  }),
  z.object({ kind: z.literal("lifetime") }),
]);
export type RankWindow = z.output<typeof rankWindow>;

export const rankDefinition = z
  .object({
    basis: z.enum(["amount", "purchases", "points"]),
    window: rankWindow,
    /** Whole periods (months where the window rolls) for which a rank is kept after the one in which it was reached. */
    holdPeriods: z.number().int().min(0).max(24),
    /** On top of that. */
    graceMonths: z.number().int().min(0).max(12),
    returns: z.enum(["at_once", "at_judgement"]),
    /** Whether the version keeps what the one before it had promised. */
    carries: z.boolean(),
    /** The same coupon of a rank not again within so many days: who falls and rises again has had it. */
    couponAgainAfterDays: z.number().int().min(0).max(3_650).optional(),
    /** From the lowest, whose threshold is 0, upwards. */
    levels: z.array(rankLevel).min(2).max(8),
  })
  .superRefine(({ levels }, ctx) => {
    levels.forEach((level, at) => {
      const path = ["levels", at, "threshold"];
      if (at === 0 && level.threshold !== 0) ctx.addIssue({ code: "custom", message: "the lowest begins at 0", path });
      const below = levels[at - 1];
      if (below && level.threshold <= below.threshold)
        ctx.addIssue({ code: "custom", message: "higher than the rank below", path });
    });
    if (new Set(levels.map((level) => level.id)).size < levels.length)
      ctx.addIssue({ code: "custom", message: "each rank once", path: ["levels"] });
  });
export type RankDefinition = z.output<typeof rankDefinition>;

/** Whatever counts towards a member's rank, once per `factId`. */
export const rankFact = z.object({
  memberId: z.uuid(),
  /** The purchase, or whatever else it is; a repeated call with it changes nothing. */
  factId: z.uuid(),
  kind: z.enum(["sale", "return", "import", "manual"]),
  /** Paid in money, tax included: without what was paid with points; negative for a return. */
  amountYen: z.number().int().min(-1_000_000_000_000).max(1_000_000_000_000),
  /** Earned; negative for points taken back. */
  points: z.number().int().min(-1_000_000_000_000).max(1_000_000_000_000),
  /** Purchases by number: 1 for a sale unless told otherwise, -1 for the return that leaves nothing of its sale. */
  purchases: z.number().int().min(-1).max(1).optional(),
  occurredAt: z.date(),
  /** Business day in whose window it counts: for a return the day of its sale. Defaults to the day of `occurredAt`. */
  countsOn: z.iso.date().optional(),
});
export type RankFact = z.input<typeof rankFact>;

export const saveDraftInput = z.object({
  definition: rankDefinition,
  /** Revision of the draft that was opened; null where there was none. */
  revision: z.number().int().min(1).nullable(),
});
export type SaveDraft = z.input<typeof saveDraftInput>;

export const publishInput = z.object({
  revision: z.number().int().min(1),
  /** First business day of the version; today at the earliest. */
  startsOn: z.iso.date(),
});
export type PublishRanks = z.input<typeof publishInput>;

export const simulateInput = z.object({ definition: rankDefinition });

export const setByHandInput = z.object({
  memberId: z.uuid(),
  rankId: z.uuid(),
  /** Last business day. */
  untilOn: z.iso.date(),
  reason: z.string().trim().min(1).max(200),
});
export type SetByHand = z.input<typeof setByHandInput>;

export const ofMemberInput = z.object({ memberId: z.uuid() });
