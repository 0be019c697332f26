import type { EarnConditions, EarnRule } from "../input";
import { byPrecedence } from "./conditions";

export type RelationKind = "best" | "before" | "after";
export interface Relation {
  otherId: string;
  /** `best`: the better of the two counts; `before` / `after`: where both hold, this one (the other one) stands alone. */
  kind: RelationKind;
}
export type RuleState = "over" | "coming" | "running";

const apart = (a: readonly unknown[] | undefined, b: readonly unknown[] | undefined) =>
  a !== undefined && b !== undefined && !a.some((one) => b.includes(one));

/** Whether two rules can never count for the same sale: their days, stores, ranks or days of the week have nothing in common. */
export function neverMeet(a: EarnConditions, b: EarnConditions): boolean {
  return (
    apart(a.weekdays, b.weekdays) ||
    apart(a.monthDays, b.monthDays) ||
    apart(a.storeIds, b.storeIds) ||
    apart(a.rankIds, b.rankIds) ||
    apart(a.payments, b.payments) ||
    apart(a.channels, b.channels) ||
    (a.untilDay !== undefined && b.fromDay !== undefined && a.untilDay < b.fromDay) ||
    (b.untilDay !== undefined && a.fromDay !== undefined && b.untilDay < a.fromDay)
  );
}

const occasionOf = ({ gives }: EarnRule) => (gives.kind === "occasion" ? gives.occasion : "");

/** How a rule stands to the others that it may meet; those that simply add up are left out. */
export function relationsOf(rule: EarnRule, all: readonly EarnRule[]): Relation[] {
  return all.flatMap((other): Relation[] => {
    if (other.id === rule.id || occasionOf(other) !== occasionOf(rule) || neverMeet(rule.when, other.when)) return [];
    if (rule.gives.kind === "nothing" || other.gives.kind === "nothing") return [];
    const [mine, theirs] = [rule.stacking, other.stacking];
    if (mine.kind === "alone" || theirs.kind === "alone") {
      const isFirst = mine.kind === "alone" && (theirs.kind !== "alone" || byPrecedence(rule, other) < 0);
      return [{ otherId: other.id, kind: isFirst ? "before" : "after" }];
    }
    return mine.kind === "best" && theirs.kind === "best" && mine.group === theirs.group
      ? [{ otherId: other.id, kind: "best" }]
      : [];
  });
}

/** Whether the days of a rule are over, still to come, or now. */
export function stateOn({ when }: EarnRule, day: string): RuleState {
  if (when.untilDay !== undefined && when.untilDay < day) return "over";
  return when.fromDay !== undefined && when.fromDay > day ? "coming" : "running";
}
