import { addDays, addMonths } from "@/server/kernel/time";
import type { RankDefinition, RankLevel } from "./input";

/** Stands in the place of a version for the one run that counts what was bought before the shop had ranks. */
export const pastRunId = "00000000-0000-0000-0000-000000000000";

/** What the judging function of the database reads (db/functions/27_ranks.sql), from the definition as people wrote it. */
export function judgingColumns(definition: RankDefinition) {
  const { window, holdPeriods, graceMonths, basis, returns, carries, levels } = definition;
  const common = {
    basis,
    returns,
    carries,
    rankIds: levels.map((level) => level.id),
    thresholds: levels.map((level) => level.threshold),
  };
  switch (window.kind) {
    // A rank reached within a month is kept to its end, and so many months more.
    case "rolling": {
      const holdMonths = 1 + holdPeriods + graceMonths;
      return {
        ...common,
        windowKind: "rolling",
        windowMonths: window.months,
        periodMonths: 1,
        startMonth: 1,
        holdMonths,
      };
    }
    case "period": {
      const { months, startMonth } = window;
      const holdMonths = months * (1 + holdPeriods) + graceMonths;
      return { ...common, windowKind: "period", windowMonths: null, periodMonths: months, startMonth, holdMonths };
    }
    case "lifetime":
      return {
        ...common,
        windowKind: "lifetime",
        windowMonths: null,
        periodMonths: 1,
        startMonth: 1,
        holdMonths: null,
      };
  }
}

const monthOf = (day: string) => Number(day.slice(5, 7));

/** First day of the period that holds the day: of its month where the window rolls. */
export function periodStart(day: string, { window }: Pick<RankDefinition, "window">): string {
  const [months, start] = window.kind === "period" ? [window.months, window.startMonth] : [1, 1];
  return addMonths(`${day.slice(0, 8)}01`, 0 - ((monthOf(day) - start + 12) % months));
}

/** Last day on which something bought now can still raise what is added up now; null where nothing ever ends. */
export function periodEnd(day: string, definition: Pick<RankDefinition, "window">): string | null {
  const { window } = definition;
  return window.kind === "period" ? addDays(addMonths(periodStart(day, definition), window.months), -1) : null;
}

/** Last day on which a rank reached on `day` is kept; null for ever. */
export function heldUntil(day: string, definition: RankDefinition): string | null {
  const { holdMonths } = judgingColumns(definition);
  return holdMonths === null ? null : addDays(addMonths(periodStart(day, definition), holdMonths), -1);
}

export interface NextStep {
  rank: RankLevel;
  /** Yen, purchases or points that are missing. */
  missing: number;
  /** Last day for it; null where the days do not matter. */
  by: string | null;
  /** Until when the rank is then kept. */
  until: string | null;
}

/** What leads to the rank above, and what keeps the one a member has where that is still open. */
export function nextSteps(
  definition: RankDefinition,
  standing: { level: number; measure: number; keepsUntil: string | null },
  today: string,
): { rise: NextStep | null; keep: NextStep | null } {
  const { level, measure, keepsUntil } = standing;
  const end = periodEnd(today, definition);
  const step = (rank: RankLevel, by: string | null): NextStep => ({
    rank,
    missing: Math.max(rank.threshold - measure, 0),
    by,
    until: heldUntil(by ?? today, definition),
  });
  const above = definition.levels[level + 1];
  const own = definition.levels[level];
  const isOpen = own !== undefined && level > 0 && keepsUntil !== null && measure < own.threshold;
  const lastDay = end !== null && keepsUntil !== null && end < keepsUntil ? end : keepsUntil;
  return { rise: above ? step(above, end) : null, keep: isOpen ? step(own, lastDay) : null };
}

/** What a shop begins with: a year's purchases, kept to the end of the next. `newId` gives the ranks their ids. */
export function starterDefinition(newId: () => string): RankDefinition {
  const level = (nameJa: string, nameEn: string, color: string, threshold: number): RankLevel => ({
    id: newId(),
    nameJa,
    nameEn,
    color,
    threshold,
    benefitsJa: [],
    benefitsEn: [],
  });
  return {
    basis: "amount",
    window: { kind: "period", months: 12, startMonth: 1 },
    holdPeriods: 1,
    graceMonths: 0,
    returns: "at_once",
    carries: true,
    levels: [
      level("レギュラー", "Regular", "#64748b", 0),
      level("シルバー", "Silver", "#8a94a6", 30_000),
      level("ゴールド", "Gold", "#b8860b", 100_000),
      level("プラチナ", "Platinum", "#334155", 300_000),
    ],
  };
}
