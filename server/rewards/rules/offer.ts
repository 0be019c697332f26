import type { OrderState } from "../input";

export const offerProblems = [
  "stopped",
  "not_yet",
  "over",
  "sold_out",
  "wrong_rank",
  "limit_member",
  "points_missing",
] as const;
export type OfferProblem = (typeof offerProblems)[number];

export interface OfferFacts {
  stoppedAt: Date | null;
  validFrom: Date | null;
  validUntil: Date | null;
  /** Pieces left; null where they are not counted. */
  pieces: number | null;
  rankIds: readonly string[];
  mostPerMember: number | null;
  pricePoints: number;
}

/** Why a member cannot have a reward now; null when nothing is in the way. */
export function problemOf(
  offer: OfferFacts,
  member: { rankId: string | null; exchanged: number; available: number },
  at: Date,
): OfferProblem | null {
  if (offer.stoppedAt !== null) return "stopped";
  if (offer.validFrom !== null && at < offer.validFrom) return "not_yet";
  if (offer.validUntil !== null && at >= offer.validUntil) return "over";
  if (offer.pieces === 0) return "sold_out";
  if (offer.rankIds.length > 0 && (member.rankId === null || !offer.rankIds.includes(member.rankId)))
    return "wrong_rank";
  if (offer.mostPerMember !== null && member.exchanged >= offer.mostPerMember) return "limit_member";
  return member.available < offer.pricePoints ? "points_missing" : null;
}

/** The states an order can go to from each. */
export const nextStates: Record<OrderState, readonly OrderState[]> = {
  ordered: ["ready", "handed_over", "cancelled"],
  ready: ["handed_over", "cancelled"],
  handed_over: [],
  cancelled: [],
};

/**
 * Yen that must be spent to earn so many points at the shop's basic rate, rounded down: the price of the transaction that the law on
 * premiums asks for. Null where the shop gives no points.
 */
export function purchasesFor(points: number, rate: { ratePoints: number; rateYen: number } | null): number | null {
  if (rate === null || rate.ratePoints === 0 || points <= 0) return null;
  return Number((BigInt(Math.trunc(points)) * BigInt(rate.rateYen)) / BigInt(rate.ratePoints));
}
