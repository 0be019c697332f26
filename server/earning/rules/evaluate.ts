import { type ProgramRule, pointsFor } from "@/server/points/rules/program";
import type { Basket, EarnGift, EarnRule } from "../input";
import { type LinePoints, netLines, type NetLine, onLines, rounded, sumYen } from "./amounts";
import { matchesLine, saleRefuses, type Situation } from "./conditions";
import { type Candidate, contest, type Passed, worth } from "./contest";
import { type Life, lifeOf } from "./life";

export type PartKind = "base" | "rate" | "multiply" | "bonus" | "coupon" | "occasion";
export type CappedBy = "per_sale" | "per_member" | "budget";

/** The numbers a part was worked out from; kept with it for ever. */
export interface PartInputs {
  gives: EarnGift | { kind: "base"; programId?: string; ratePoints: number; rateYen: number; rounding: string } | null;
  /** Yen of the lines it looked at, tax included, without what was paid with points. */
  amountYen: number;
  pieces: number;
  /** What it would have been without a limit, and which limit it met. */
  uncapped?: number;
  cappedBy?: CappedBy;
}

export interface Part extends Life {
  kind: PartKind;
  ruleId: string | null;
  version: number | null;
  label: string;
  points: number;
  perLine: LinePoints[];
  inputs: PartInputs;
}

/** What of a rule's limits is left for this member and in its budget; what is missing is unlimited. */
export interface Left {
  points?: number;
  times?: number;
  budget?: number;
}

export interface EvaluationInput {
  basket: Basket;
  /** How the base is earned; null where the shop gives none. */
  program: (ProgramRule & { id?: string }) | null;
  rules: readonly EarnRule[];
  version: number | null;
  pausedRuleIds: ReadonlySet<string>;
  situation: Situation;
  left: ReadonlyMap<string, Left>;
  timeZone: string;
  /** Where many sales are looked at: lives that were worked out before. */
  lifeOf?: typeof lifeOf;
}

export interface Evaluation {
  points: number;
  parts: Part[];
  /** Rules that gave nothing, and why. */
  passed: Passed[];
}

const piecesOf = (lines: readonly NetLine[]) => lines.reduce((sum, { quantity }) => sum + quantity, 0);

function basePart(
  { program, basket, timeZone, lifeOf: live = lifeOf }: EvaluationInput,
  lines: readonly NetLine[],
): Part[] {
  if (!program) return [];
  const amountYen = sumYen(lines);
  const points = pointsFor(program, amountYen);
  if (points === 0) return [];
  const { id, ratePoints, rateYen, rounding } = program;
  return [
    {
      kind: "base",
      ruleId: null,
      version: null,
      label: "",
      points,
      perLine: onLines(points, lines, ({ netYen }) => netYen),
      inputs: {
        gives: { kind: "base", ...(id ? { programId: id } : {}), ratePoints, rateYen, rounding },
        amountYen,
        pieces: piecesOf(lines),
      },
      ...live({}, program, basket.occurredAt, timeZone),
    },
  ];
}

/** What is left under all limits of a rule, and the tightest of them; a rule's limits are looked at after stacking. */
export function capOf(rule: EarnRule, left: Left | undefined): { cap: number; by: CappedBy } {
  const caps: [number | undefined, CappedBy][] = [
    [rule.limits.perSale, "per_sale"],
    [left?.points, "per_member"],
    [left?.budget, "budget"],
  ];
  let best = { cap: Number.MAX_SAFE_INTEGER, by: "per_sale" as CappedBy };
  for (const [cap, by] of caps) if (cap !== undefined && cap < best.cap) best = { cap, by };
  return best;
}

const weightOf = (rule: EarnRule) =>
  rule.gives.kind === "bonus" && rule.gives.per === "piece"
    ? ({ quantity }: NetLine) => quantity
    : ({ netYen }: NetLine) => netYen;

const roundingOf = (rule: EarnRule, program: ProgramRule | null) =>
  rule.gives.kind === "rate" ? rule.gives.rounding : (program?.rounding ?? "down");

function partOf(input: EvaluationInput, { rule, lines }: Candidate, passed: Passed[]): Part[] {
  const { program, basket, timeZone, version, lifeOf: live = lifeOf } = input;
  const pass = (reason: Passed["reason"]) => {
    passed.push({ ruleId: rule.id, label: rule.name, reason });
    return [];
  };
  const uncapped = rounded(worth(rule, lines, program), roundingOf(rule, program));
  const { cap, by } = capOf(rule, input.left.get(rule.id));
  const points = Math.min(uncapped, cap);
  if (points <= 0) return pass("no_points");
  const life = live(rule.life, program, basket.occurredAt, timeZone);
  if (life.expiresAt <= life.availableAt) return pass("expired");
  return [
    {
      kind: rule.gives.kind as PartKind,
      ruleId: rule.id,
      version,
      label: rule.name,
      points,
      perLine: onLines(points, lines, weightOf(rule)),
      inputs: {
        gives: rule.gives,
        amountYen: sumYen(lines),
        pieces: piecesOf(lines),
        ...(points < uncapped ? { uncapped, cappedBy: by } : {}),
      },
      ...life,
    },
  ];
}

function couponParts({ basket, program, timeZone }: EvaluationInput, earning: readonly NetLine[]): Part[] {
  if (!program) return [];
  return basket.couponMultipliers.flatMap(({ couponId: _couponId, label, timesHundredths, lineIds }) => {
    const lines = earning.filter(({ lineId }) => lineIds === null || lineIds.includes(lineId));
    const gives = { kind: "multiply" as const, timesHundredths };
    const rule = { gives } as EarnRule;
    const points = lines.length === 0 ? 0 : rounded(worth(rule, lines, program), program.rounding);
    if (points === 0) return [];
    return [
      {
        kind: "coupon" as const,
        ruleId: null,
        version: null,
        label,
        points,
        perLine: onLines(points, lines, ({ netYen }) => netYen),
        inputs: { gives, amountYen: sumYen(lines), pieces: piecesOf(lines) },
        ...lifeOf({}, program, basket.occurredAt, timeZone),
      },
    ];
  });
}

/** Why a rule is out before stacking; what its limits leave nothing of does not stand in the way of others either. */
function refuses(input: EvaluationInput, rule: EarnRule, lines: readonly NetLine[]): Passed["reason"] | null {
  if (input.pausedRuleIds.has(rule.id)) return "paused";
  const refused = saleRefuses(rule.when, input.situation, input.basket);
  if (refused) return refused;
  if (lines.length === 0) return "no_line";
  const { minYen = 0, minPieces = 0 } = rule.when;
  if (lines.reduce((sum, { amountYen }) => sum + amountYen, 0) < minYen || piecesOf(lines) < minPieces)
    return "below_minimum";
  const left = input.left.get(rule.id);
  if (left?.times !== undefined && left.times <= 0) return "limit_times";
  if (left?.points !== undefined && left.points <= 0) return "limit_member";
  return left?.budget !== undefined && left.budget <= 0 ? "budget" : null;
}

/**
 * What a basket earns, rule by rule and line by line. Stated order: what is paid with points earns none · lines that earn nothing
 * leave · base · rules that stand alone take their lines · of each group the best · each rule is rounded once over its lines,
 * then limited · coupons. Parts of lines add up to each rule's points, and rules to the whole; the order of rules does not matter.
 */
export function evaluate(input: EvaluationInput): Evaluation {
  const { basket, program } = input;
  const net = netLines(basket.lines, basket.pointsSpent);
  const passed: Passed[] = [];
  const isOut = (line: NetLine) =>
    input.rules.some(
      (rule) => rule.gives.kind === "nothing" && matchesLine(rule.when, line) && refuses(input, rule, [line]) === null,
    );
  const earning = net.filter((line) => !isOut(line));
  const candidates = input.rules.flatMap((rule): Candidate[] => {
    if (rule.gives.kind === "nothing" || rule.gives.kind === "occasion") return [];
    const lines = earning.filter((line) => matchesLine(rule.when, line));
    const reason = refuses(input, rule, lines);
    if (reason === null) return [{ rule, lines }];
    passed.push({ ruleId: rule.id, label: rule.name, reason });
    return [];
  });
  const parts = [
    ...basePart(input, earning),
    ...contest(candidates, program, passed).flatMap((candidate) => partOf(input, candidate, passed)),
    ...couponParts(input, earning),
  ];
  passed.sort((a, b) => (a.ruleId < b.ruleId ? -1 : 1));
  return { points: parts.reduce((sum, part) => sum + part.points, 0), parts, passed };
}

/** A part after its budget gave less than was asked; null when it gave nothing. */
export function cutPart(part: Part, points: number, basket: Pick<Basket, "lines" | "pointsSpent">): Part | null {
  if (points <= 0) return null;
  if (points >= part.points) return part;
  const weights = new Map(part.perLine.map((line) => [line.lineId, line.points]));
  const lines = netLines(basket.lines, basket.pointsSpent).filter(({ lineId }) => weights.has(lineId));
  const { uncapped = part.points } = part.inputs;
  return {
    ...part,
    points,
    perLine: onLines(points, lines, ({ lineId }) => weights.get(lineId) ?? 0),
    inputs: { ...part.inputs, uncapped, cappedBy: "budget" },
  };
}
