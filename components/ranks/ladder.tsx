"use client";

import { useTranslations } from "next-intl";
import { useFormats } from "@/components/format/use-formats";
import type { RankDefinition } from "@/server/ranks/input";
import { inkOn } from "./ink";
import { RankChip } from "./rank-chip";
import { useMeasureText, useRankName } from "./rank-words";

type Props = {
  definition: Pick<RankDefinition, "basis" | "levels">;
  /** Members of each rank, where they are known. */
  counts?: readonly { rankId: string; members: number }[];
};

/** The ranks as steps that rise from the left; on a phone one below the other, the highest on top. */
export function Ladder({ definition, counts }: Props) {
  const t = useTranslations("ranks");
  const formats = useFormats();
  const [measure, name] = [useMeasureText(), useRankName()];
  const { basis, levels } = definition;
  const total = counts?.reduce((sum, one) => sum + one.members, 0) ?? 0;
  return (
    <ol aria-label={t("ladder.label")} className="flex flex-col-reverse gap-2 sm:flex-row sm:items-end sm:gap-3">
      {levels.map((level, place) => {
        const members = counts?.find((one) => one.rankId === level.id)?.members;
        return (
          <li key={level.id} className="flex min-w-0 flex-1 items-center gap-3 sm:block">
            <div className="w-36 shrink-0 text-xs text-ink-2 max-sm:order-2 max-sm:flex-1 sm:mb-1.5 sm:w-auto">
              <p className="tabular font-medium text-ink">
                {place === 0 ? t("ladder.lowest") : t("ladder.from", { value: measure(basis, level.threshold) })}
              </p>
              {members !== undefined && (
                <p className="tabular">
                  {t("current.membersOf", { count: formats.number(members) })}
                  {total > 0 && <span className="text-ink-3"> · {formats.percent(members / total)}</span>}
                </p>
              )}
            </div>
            <div
              className="hidden rounded-md px-2 pt-2 text-sm font-medium sm:block"
              style={{
                backgroundColor: level.color,
                color: inkOn(level.color),
                height: `${3 + (place * 5) / Math.max(levels.length - 1, 1)}rem`,
              }}
            >
              <p className="truncate">{name(level)}</p>
            </div>
            <span className="w-32 shrink-0 sm:hidden">
              <RankChip name={name(level)} color={level.color} size="md" />
            </span>
          </li>
        );
      })}
    </ol>
  );
}
