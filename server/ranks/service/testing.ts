import type { Ctx } from "@/server/kernel/ctx";
import { newId } from "@/server/kernel/ids";
import { proveAll } from "@/server/kernel/proofs";
import type { RankDefinition, RankLevel } from "../input";
import { rankProofs } from "../queries/proofs";
import { publishRankProgram } from "./publish-program";
import { saveRankDraft } from "./save-draft";

const names = ["Regular", "Silver", "Gold", "Platinum", "Black"];

/** Ranks that begin at these thresholds. */
export const testLevels = (...thresholds: number[]): RankLevel[] =>
  thresholds.map((threshold, place) => ({
    id: newId(),
    nameJa: ["レギュラー", "シルバー", "ゴールド", "プラチナ", "ブラック"][place] ?? `${place}`,
    nameEn: names[place] ?? `${place}`,
    color: "#64748b",
    threshold,
    benefitsJa: [],
    benefitsEn: [],
  }));

export const testDefinition = (changes: Partial<RankDefinition> = {}): RankDefinition => ({
  basis: "amount",
  window: { kind: "period", months: 12, startMonth: 1 },
  holdPeriods: 1,
  graceMonths: 0,
  returns: "at_once",
  carries: true,
  levels: testLevels(0, 30_000, 100_000, 300_000),
  ...changes,
});

/** Publishes a version from today, or from `startsOn`. */
export async function publishTestRanks(
  ctx: Ctx,
  changes: Partial<RankDefinition> = {},
  startsOn = "2026-11-22",
): Promise<RankDefinition & { programId: string }> {
  const definition = testDefinition(changes);
  const { revision } = await saveRankDraft(ctx, { definition, revision: null });
  const { programId } = await publishRankProgram(ctx, { revision, startsOn });
  return { ...definition, programId };
}

/** How many cases break a promise about ranks. */
export async function brokenRanks(ctx: Ctx): Promise<string[]> {
  const lines = await proveAll(ctx, rankProofs);
  return lines.flatMap((line) => (line.violations > 0 ? [`${line.name}: ${line.violations} of ${line.count}`] : []));
}
