export interface Safeguards {
  /** Points by one person on one card within a day; null: as many as the role may. */
  approvalAbovePoints: number | null;
  staffDailyPoints: number | null;
  memberDailyPoints: number | null;
  approvalDays: number;
  lateGrantDays: number;
}

/** Which limit an adjustment by hand goes beyond. */
export const handLimits = ["counter", "one_card", "staff_day", "member_day"] as const;
export type HandLimit = (typeof handLimits)[number];

/** What counts where the shop has said nothing. */
export const startingSafeguards: Safeguards = {
  approvalAbovePoints: null,
  staffDailyPoints: null,
  memberDailyPoints: null,
  approvalDays: 7,
  lateGrantDays: 14,
};

/** The first limit that is passed, the role's own first. `roleLimit`: points on one card, null where the role has none. */
export function handLimitBeyond(
  limits: Safeguards,
  roleLimit: number | null,
  day: { mineHere: number; mine: number; givenHere: number },
): HandLimit | null {
  const beyond = (limit: number | null, points: number) => limit !== null && points > limit;
  if (beyond(roleLimit, day.mineHere)) return "counter";
  if (beyond(limits.approvalAbovePoints, day.mineHere)) return "one_card";
  if (beyond(limits.staffDailyPoints, day.mine)) return "staff_day";
  return beyond(limits.memberDailyPoints, day.givenHere) ? "member_day" : null;
}
