"use client";

import { useTranslations } from "next-intl";
import { useFormats } from "@/components/format/use-formats";
import { Card } from "@/components/ui/card";
import type { RankDefinition } from "@/server/ranks/input";
import { RankChip } from "./rank-chip";
import { useRankName } from "./rank-words";

export interface SimulationView {
  members: number;
  buyers: number;
  isEstimate: boolean;
  sampled: number;
  counts: readonly { rankId: string; drafted: number; now: number | null }[];
  rise: number | null;
  fall: number | null;
}

type Props = { definition: Pick<RankDefinition, "levels" | "carries">; found: SimulationView };

/** How many members would have which rank, beside what they have now. */
export function Simulation({ definition, found }: Props) {
  const t = useTranslations("ranks.simulate");
  const formats = useFormats();
  const name = useRankName();
  const hasNow = found.rise !== null;
  const number = "tabular py-2.5 text-end";
  return (
    <Card className="grid gap-3">
      <div className="flex flex-wrap items-baseline justify-between gap-x-4">
        <h3 className="text-base">{t("title")}</h3>
        <p className="text-xs text-ink-3">
          {t("members", { count: formats.number(found.members) })} ·{" "}
          {t("buyers", { count: formats.number(found.buyers) })}
        </p>
      </div>
      <table className="w-full text-sm">
        <thead>
          <tr className="border-b border-line text-xs text-ink-3">
            <th scope="col" className="py-2 text-start font-medium">
              {t("rank")}
            </th>
            {hasNow && (
              <th scope="col" className="py-2 text-end font-medium">
                {t("now")}
              </th>
            )}
            <th scope="col" className="py-2 text-end font-medium">
              {t("then")}
            </th>
            {hasNow && (
              <th scope="col" className="py-2 text-end font-medium">
                {t("change")}
              </th>
            )}
          </tr>
        </thead>
        <tbody className="divide-y divide-line">
          {definition.levels.toReversed().map((level) => {
            const row = found.counts.find((one) => one.rankId === level.id);
            const then = row?.drafted ?? 0;
            return (
              <tr key={level.id}>
                <th scope="row" className="py-2.5 text-start font-normal">
                  <RankChip name={name(level)} color={level.color} />
                </th>
                {hasNow && (
                  <td className={`${number} text-ink-2`}>
                    {typeof row?.now === "number" ? formats.number(row.now) : "—"}
                  </td>
                )}
                <td className={`${number} font-medium`}>{formats.number(then)}</td>
                {hasNow && <td className={`${number} text-ink-2`}>{formats.number(then - (row?.now ?? 0), true)}</td>}
              </tr>
            );
          })}
        </tbody>
      </table>
      {hasNow && (
        <p className="text-sm text-ink-2">
          {found.rise === 0 && found.fall === 0
            ? t("same")
            : [
                t("rise", { count: formats.number(found.rise ?? 0) }),
                t(definition.carries ? "fallKept" : "fall", { count: formats.number(found.fall ?? 0) }),
              ].join(" · ")}
        </p>
      )}
      {found.isEstimate && (
        <p className="text-xs text-ink-3">{t("estimate", { sampled: formats.number(found.sampled) })}</p>
      )}
    </Card>
  );
}
