import type { BasketLine, EarnRule } from "@/server/earning/input";
import { type Evaluation, evaluate, type EvaluationInput, type Left } from "@/server/earning/rules/evaluate";
import { type Given, hasMemberLimit, leftOf, periodStart } from "@/server/earning/rules/limits";

/** A sale of the past, as much of it as was kept. */
export interface PastSale {
  id: string;
  storeId: string | null;
  channel: string | null;
  payment: string | null;
  occurredAt: Date;
  businessDate: string;
  minutesOfDay: number;
  pointsEarned: number;
  pointsSpent: number;
  isFirst: boolean;
  lines: BasketLine[];
}
export interface PastMember {
  memberId: string;
  birthday: string | null;
  rankId: string | null;
  /** By time. */
  sales: PastSale[];
}

export type Setting = Pick<EvaluationInput, "program" | "rules" | "timeZone" | "lifeOf">;
const nothingPaused: ReadonlySet<string> = new Set();

/** What one rule has given a member so far, by the period that its limit counts. */
class Tally {
  readonly #sums = new Map<string, Given>();
  of = (rule: EarnRule, period: string | null): Given | undefined => this.#sums.get(`${rule.id}|${period ?? "ever"}`);
  add(rule: EarnRule, period: string | null, points: number): void {
    const key = `${rule.id}|${period ?? "ever"}`;
    const sum = this.#sums.get(key) ?? { points: 0, times: 0 };
    this.#sums.set(key, { points: sum.points + points, times: sum.times + 1 });
  }
}

/**
 * What a member's sales would have earned, one after the other, with the limits of one member as they fill up. Budgets of all members
 * together are not taken off here: the caller caps their sums.
 */
export function replayMember(
  member: PastMember,
  { rules, ...setting }: Setting,
  visit: (sale: PastSale, result: Evaluation) => void,
): void {
  const tally = new Tally();
  const limited = rules.filter(hasMemberLimit);
  const periodsOf = (rule: EarnRule, day: string) => {
    const { perMember, timesPerMember } = rule.limits;
    return {
      points: perMember && periodStart(perMember.period, day),
      times: timesPerMember && periodStart(timesPerMember.period, day),
    };
  };
  for (const sale of member.sales) {
    const left = new Map<string, Left>();
    for (const rule of limited) {
      const periods = periodsOf(rule, sale.businessDate);
      const { budget: _budget, ...rest } = leftOf(
        rule,
        periods.points === undefined ? undefined : tally.of(rule, periods.points),
        periods.times === undefined ? undefined : tally.of(rule, periods.times),
      );
      left.set(rule.id, rest);
    }
    const result = evaluate({
      ...setting,
      rules,
      version: null,
      pausedRuleIds: nothingPaused,
      situation: {
        rankId: member.rankId,
        birthday: member.birthday,
        businessDate: sale.businessDate,
        minutesOfDay: sale.minutesOfDay,
      },
      left,
      basket: { ...sale, memberId: member.memberId, isFirstPurchase: sale.isFirst, couponMultipliers: [] },
    });
    for (const rule of limited) {
      const points = result.parts.find(({ ruleId }) => ruleId === rule.id)?.points;
      if (points === undefined) continue;
      const periods = periodsOf(rule, sale.businessDate);
      for (const period of new Set([periods.points, periods.times]))
        if (period !== undefined) tally.add(rule, period, points);
    }
    visit(sale, result);
  }
}
