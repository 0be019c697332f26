import type { EarnRule, LimitPeriod } from "../input";
import type { Left } from "./evaluate";

/** First business day of the period that `day` lies in; null for all time. */
export function periodStart(period: LimitPeriod, day: string): string | null {
  if (period === "day") return day;
  if (period === "month") return `${day.slice(0, 7)}-01`;
  return period === "year" ? `${day.slice(0, 4)}-01-01` : null;
}

/** The name of the budget's period that `day` lies in. */
export const budgetPeriod = (period: "day" | "month" | "ever", day: string): string =>
  period === "day" ? day : period === "month" ? day.slice(0, 7) : "ever";

/** What a rule has given the member in the periods of its limits, and what is left in its budget (missing: not begun). */
export interface Given {
  points: number;
  times: number;
}

/** What the limits leave, from what has been given. */
export function leftOf(rule: EarnRule, points: Given | undefined, times: Given | undefined, budget?: number): Left {
  const { perMember, timesPerMember } = rule.limits;
  return {
    ...(perMember ? { points: Math.max(0, perMember.points - (points?.points ?? 0)) } : {}),
    ...(timesPerMember ? { times: Math.max(0, timesPerMember.times - (times?.times ?? 0)) } : {}),
    ...(rule.limits.budget ? { budget: budget ?? rule.limits.budget.points } : {}),
  };
}

export const hasMemberLimit = ({ limits }: EarnRule) =>
  limits.perMember !== undefined || limits.timesPerMember !== undefined;

/** Whether a member's sales must come one after the other for this rule to be right. */
export const needsOrder = (rule: EarnRule) => hasMemberLimit(rule) || rule.when.isFirstPurchase === true;
