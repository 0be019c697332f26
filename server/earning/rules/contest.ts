import type { ProgramRule } from "@/server/points/rules/program";
import type { EarnRule } from "../input";
import { compare, type Fraction, type NetLine, plus, sumYen, withoutTax, zero } from "./amounts";
import { byPrecedence, type PassedReason } from "./conditions";

/** A rule that counts for this sale, with the lines it looks at. */
export interface Candidate {
  rule: EarnRule;
  lines: NetLine[];
}
export interface Passed {
  ruleId: string;
  label: string;
  reason: PassedReason;
  /** The rule that counted instead. */
  by?: string;
}

export type BaseRate = Pick<ProgramRule, "ratePoints" | "rateYen" | "rounding">;

/** What a rule gives for these lines, before rounding and limits. */
export function worth({ gives }: EarnRule, lines: readonly NetLine[], base: BaseRate | null): Fraction {
  switch (gives.kind) {
    case "rate": {
      const yen = gives.taxBase === "excluded" ? withoutTax(lines) : sumYen(lines);
      return { over: BigInt(yen) * BigInt(gives.points), under: BigInt(gives.perYen) };
    }
    case "multiply": {
      if (base === null) return zero;
      const more = BigInt(gives.timesHundredths - 100);
      return { over: BigInt(sumYen(lines)) * BigInt(base.ratePoints) * more, under: BigInt(base.rateYen) * 100n };
    }
    case "bonus": {
      const pieces = lines.reduce((sum, { quantity }) => sum + quantity, 0);
      return { over: BigInt(gives.points) * BigInt(gives.per === "piece" ? pieces : 1), under: 1n };
    }
    case "nothing":
    case "occasion":
      return zero;
  }
}

const isOfSale = ({ rule }: Candidate) => rule.gives.kind === "bonus" && rule.gives.per === "sale";

/** Rules that stand alone take their lines in the order of precedence; others keep what is left. */
function standAlone(candidates: readonly Candidate[], passed: Passed[]): Candidate[] {
  const owner = new Map<number, EarnRule>();
  for (const { rule, lines } of candidates.filter((one) => one.rule.stacking.kind === "alone"))
    for (const { place } of lines) if (!owner.has(place)) owner.set(place, rule);
  if (owner.size === 0) return [...candidates];
  return candidates.flatMap((candidate) => {
    const { rule } = candidate;
    const lines = candidate.lines.filter(({ place }) => (owner.get(place) ?? rule).id === rule.id);
    if (lines.length > 0) return [{ rule, lines }];
    const by = owner.get(candidate.lines[0]?.place ?? 0)?.name;
    passed.push({ ruleId: rule.id, label: rule.name, reason: "other_alone", ...(by ? { by } : {}) });
    return [];
  });
}

/** Of one group each line goes to the rule that gives most for it; then all of that stands against the group's best bonus of a sale. */
function bestOf(group: readonly Candidate[], base: BaseRate | null, passed: Passed[]): Candidate[] {
  const won = new Map<Candidate, NetLine[]>();
  let sum = zero;
  const lines = new Map(
    group.filter((one) => !isOfSale(one)).flatMap((one) => one.lines.map((line) => [line.place, line])),
  );
  for (const line of [...lines.values()].sort((a, b) => a.place - b.place)) {
    let best: { candidate: Candidate; value: Fraction } | null = null;
    for (const candidate of group) {
      if (isOfSale(candidate) || !candidate.lines.some(({ place }) => place === line.place)) continue;
      const value = worth(candidate.rule, [line], base);
      // Equal ones: the earlier in precedence, which is the order they stand in.
      if (best === null || compare(value, best.value) > 0) best = { candidate, value };
    }
    if (best === null) continue;
    won.set(best.candidate, [...(won.get(best.candidate) ?? []), line]);
    sum = plus(sum, best.value);
  }
  let bonus: Candidate | null = null;
  for (const candidate of group.filter(isOfSale))
    if (
      bonus === null ||
      compare(worth(candidate.rule, candidate.lines, base), worth(bonus.rule, bonus.lines, base)) > 0
    )
      bonus = candidate;
  const winner = bonus && compare(worth(bonus.rule, bonus.lines, base), sum) > 0 ? bonus : null;
  const stay = winner ? [winner] : [...won].map(([{ rule }, wonLines]) => ({ rule, lines: wonLines }));
  for (const { rule } of group)
    if (!stay.some((one) => one.rule.id === rule.id))
      passed.push({ ruleId: rule.id, label: rule.name, reason: "other_better", by: stay[0]?.rule.name ?? "" });
  return stay;
}

/** Which rules remain, and for which lines, once those that do not go together have been decided. Same result in whatever order they come. */
export function contest(all: readonly Candidate[], base: BaseRate | null, passed: Passed[]): Candidate[] {
  const candidates = standAlone(
    [...all].sort((a, b) => byPrecedence(a.rule, b.rule)),
    passed,
  );
  const groups = new Map<string, Candidate[]>();
  for (const candidate of candidates) {
    const { stacking } = candidate.rule;
    if (stacking.kind !== "best") continue;
    groups.set(stacking.group, [...(groups.get(stacking.group) ?? []), candidate]);
  }
  const kept = [...groups.values()].flatMap((group) => bestOf(group, base, passed));
  return [...candidates.filter(({ rule }) => rule.stacking.kind !== "best"), ...kept].sort((a, b) =>
    byPrecedence(a.rule, b.rule),
  );
}
