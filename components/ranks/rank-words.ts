"use client";

import { useLocale, useTranslations } from "next-intl";
import { useFormats } from "@/components/format/use-formats";
import type { RankDefinition } from "@/server/ranks/input";

type Basis = RankDefinition["basis"];

/** A number with what it counts: ￥30,000, 5回, 300 pt. */
export function useMeasureText(): (basis: Basis, value: number) => string {
  const t = useTranslations("ranks.edit");
  const formats = useFormats();
  return (basis, value) =>
    basis === "amount"
      ? formats.yen(value)
      : `${formats.number(value)} ${t(basis === "purchases" ? "times" : "points")}`;
}

/** The name of a rank in the reader's language. */
export function useRankName(): (level: { nameJa: string; nameEn: string }) => string {
  const locale = useLocale();
  return (level) => (locale === "ja" ? level.nameJa : level.nameEn);
}

/** The rules of a program as a person would say them. */
export function useProgramSentence(): (definition: RankDefinition) => string {
  const t = useTranslations("ranks.says");
  const window = ({ window: w }: RankDefinition) => {
    if (w.kind === "lifetime") return t("windows.lifetime");
    if (w.kind === "rolling") return t("windows.rolling", { months: w.months });
    const start = w.startMonth;
    if (w.months === 12)
      return start === 1 ? t("windows.year1") : t("windows.year", { start, end: ((start + 10) % 12) + 1 });
    return w.months === 6 ? t("windows.half", { start, end: ((start + 5) % 12) + 1 }) : t("windows.quarter", { start });
  };
  const hold = ({ window: w, holdPeriods: count }: RankDefinition) => {
    if (w.kind === "lifetime") return t("hold.for_ever");
    if (w.kind === "rolling") return count === 0 ? t("hold.month0") : t("hold.months", { count });
    return count === 0 ? t("hold.period0") : count === 1 ? t("hold.period1") : t("hold.periods", { count });
  };
  return (definition) =>
    t("rule", {
      window: window(definition),
      basis: t(`basis.${definition.basis}`),
      hold: hold(definition),
      grace: definition.window.kind === "lifetime" ? 0 : definition.graceMonths,
      returns: definition.returns,
    });
}
