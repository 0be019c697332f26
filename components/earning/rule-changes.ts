import type { EarnRule } from "@/server/earning/input";

/** Whether two states of a rule say the same, whatever the order of their keys. */
export function isSameRule(a: EarnRule, b: EarnRule): boolean {
  const sorted = (rule: EarnRule) =>
    JSON.stringify(rule, (_key, value: unknown) =>
      value !== null && typeof value === "object" && !Array.isArray(value)
        ? Object.fromEntries(Object.entries(value).toSorted(([x], [y]) => (x < y ? -1 : 1)))
        : value,
    );
  return sorted(a) === sorted(b);
}

export interface RuleChange {
  kind: "added" | "changed" | "removed";
  rule: EarnRule;
}

/** What one set of rules does to another: new ones first, then changed ones, then those that end. */
export function ruleChanges(before: readonly EarnRule[], after: readonly EarnRule[]): RuleChange[] {
  const was = new Map(before.map((rule) => [rule.id, rule]));
  const kept = new Set(after.map(({ id }) => id));
  const changed = after.filter((rule) => {
    const old = was.get(rule.id);
    return old !== undefined && !isSameRule(old, rule);
  });
  return [
    ...after.filter(({ id }) => !was.has(id)).map((rule) => ({ kind: "added" as const, rule })),
    ...changed.map((rule) => ({ kind: "changed" as const, rule })),
    ...before.filter(({ id }) => !kept.has(id)).map((rule) => ({ kind: "removed" as const, rule })),
  ];
}
