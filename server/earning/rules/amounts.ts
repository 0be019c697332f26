import { splitByLargestRemainder } from "@/server/coupons/rules/split";
import type { Rounding } from "@/server/points/rules/program";
import type { BasketLine } from "../input";

/** Exact: points come from whole numbers only. */
export interface Fraction {
  over: bigint;
  under: bigint;
}

export const zero: Fraction = { over: 0n, under: 1n };
export const plus = (a: Fraction, b: Fraction): Fraction => ({
  over: a.over * b.under + b.over * a.under,
  under: a.under * b.under,
});
export const compare = (a: Fraction, b: Fraction): number => {
  const [left, right] = [a.over * b.under, b.over * a.under];
  return left < right ? -1 : left > right ? 1 : 0;
};

/** A fraction as whole points. */
export function rounded({ over, under }: Fraction, rounding: Rounding): number {
  if (rounding === "half_up") return Number((over * 2n + under) / (under * 2n));
  return Number((over + (rounding === "up" ? under - 1n : 0n)) / under);
}

/** A line with what of it was paid in money: only that earns. */
export interface NetLine extends BasketLine {
  place: number;
  netYen: number;
}

/** What points paid falls on the lines by their amounts (largest remainder), so that the lines still add up to what was paid. */
export function netLines(lines: readonly BasketLine[], pointsSpent: number): NetLine[] {
  const spent = splitByLargestRemainder(
    pointsSpent,
    lines.map(({ amountYen }) => amountYen),
  );
  return lines.map((line, place) => ({ ...line, place, netYen: line.amountYen - (spent[place] ?? 0) }));
}

export const sumYen = (lines: readonly { netYen: number }[]) => lines.reduce((sum, { netYen }) => sum + netYen, 0);

/**
 * Yen without consumption tax: for each tax rate once per receipt, the tax in the sum rounded down, as on a qualified invoice
 * (消費税法施行令 70条の10).
 */
export function withoutTax(lines: readonly NetLine[]): number {
  const sums = new Map<number, number>();
  for (const line of lines) sums.set(line.taxPercent, (sums.get(line.taxPercent) ?? 0) + line.netYen);
  let net = 0;
  for (const [percent, yen] of sums) net += yen - Number((BigInt(yen) * BigInt(percent)) / BigInt(100 + percent));
  return net;
}

export interface LinePoints {
  lineId: string;
  points: number;
}

/** Points of a rule as parts of its lines, by weight and largest remainder; they add up to the whole. Lines without a part are left out. */
export function onLines(points: number, lines: readonly NetLine[], weigh: (line: NetLine) => number): LinePoints[] {
  const inPlace = [...lines].sort((a, b) => a.place - b.place);
  const weights = inPlace.map(weigh);
  // A gift for something that cost nothing: it lies on the first line.
  const parts = weights.every((weight) => weight === 0)
    ? inPlace.map((_, index) => (index === 0 ? points : 0))
    : splitByLargestRemainder(points, weights);
  return inPlace.flatMap(({ lineId }, index) => {
    const part = parts[index] ?? 0;
    return part === 0 ? [] : [{ lineId, points: part }];
  });
}
