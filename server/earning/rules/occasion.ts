import type { EarnRule, Occasion } from "../input";
import { byPrecedence, momentRefuses, type Situation } from "./conditions";
import { capOf, type Left, type Part } from "./evaluate";
import type { Passed } from "./contest";
import { lifeOf } from "./life";
import type { ProgramRule } from "@/server/points/rules/program";

export interface OccasionInput {
  occasion: Occasion;
  storeId: string | null;
  rules: readonly EarnRule[];
  version: number;
  pausedRuleIds: ReadonlySet<string>;
  situation: Situation;
  left: ReadonlyMap<string, Left>;
  program: ProgramRule | null;
  at: Date;
  timeZone: string;
}

/** What an occasion gives: all that stand beside each other, of a group the best, or the first that stands alone. */
export function evaluateOccasion(input: OccasionInput): { points: number; parts: Part[]; passed: Passed[] } {
  const passed: Passed[] = [];
  const worth = (rule: EarnRule) =>
    Math.min(rule.gives.kind === "occasion" ? rule.gives.points : 0, capOf(rule, input.left.get(rule.id)).cap);
  const counting = input.rules
    .filter((rule) => rule.gives.kind === "occasion" && rule.gives.occasion === input.occasion)
    .filter((rule) => {
      const reason = refuses(input, rule);
      if (reason) passed.push({ ruleId: rule.id, label: rule.name, reason });
      return reason === null;
    })
    .sort(byPrecedence);
  const alone = counting.find(({ stacking }) => stacking.kind === "alone");
  const best = new Map<string, EarnRule>();
  for (const rule of counting)
    if (rule.stacking.kind === "best") {
      const other = best.get(rule.stacking.group);
      if (!other || worth(rule) > worth(other)) best.set(rule.stacking.group, rule);
    }
  const stays = (rule: EarnRule) =>
    alone ? rule === alone : rule.stacking.kind !== "best" || best.get(rule.stacking.group) === rule;
  const parts = counting.flatMap((rule): Part[] => {
    if (!stays(rule)) {
      const by = alone?.name ?? (rule.stacking.kind === "best" ? best.get(rule.stacking.group)?.name : undefined);
      passed.push({
        ruleId: rule.id,
        label: rule.name,
        reason: alone ? "other_alone" : "other_better",
        ...(by ? { by } : {}),
      });
      return [];
    }
    const life = lifeOf(rule.life, input.program, input.at, input.timeZone);
    if (life.expiresAt <= life.availableAt) {
      passed.push({ ruleId: rule.id, label: rule.name, reason: "expired" });
      return [];
    }
    const inputs = { gives: rule.gives, amountYen: 0, pieces: 0 };
    const part = { kind: "occasion" as const, ruleId: rule.id, version: input.version, label: rule.name };
    return [{ ...part, points: worth(rule), perLine: [], inputs, ...life }];
  });
  return { points: parts.reduce((sum, { points }) => sum + points, 0), parts, passed };
}

function refuses(input: OccasionInput, rule: EarnRule): Passed["reason"] | null {
  if (input.pausedRuleIds.has(rule.id)) return "paused";
  const refused = momentRefuses(rule.when, input.situation, { storeId: input.storeId, channel: null });
  if (refused) return refused;
  const left = input.left.get(rule.id);
  if (left?.times !== undefined && left.times <= 0) return "limit_times";
  if (left?.points !== undefined && left.points <= 0) return "limit_member";
  return left?.budget !== undefined && left.budget <= 0 ? "budget" : null;
}

/** Those that wait until the friend has bought something. */
export const waitsForPurchase = (occasion: Occasion): boolean => occasion === "referral" || occasion === "referred";
