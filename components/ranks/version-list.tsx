"use client";

import { useTranslations } from "next-intl";
import { useFormats } from "@/components/format/use-formats";
import { Badge } from "@/components/ui/badge";
import { Card, Section } from "@/components/ui/card";
import type { RankDefinition } from "@/server/ranks/input";
import { RankChip } from "./rank-chip";
import { useMeasureText, useProgramSentence, useRankName } from "./rank-words";

export interface VersionView {
  programId: string;
  version: number;
  startsOn: string;
  definition: RankDefinition;
}
const tones = { current: "ok", coming: "info", past: "neutral" } as const;

/** Every version that was published, newest first. */
export function VersionList({
  versions,
  currentId,
  today,
}: {
  versions: readonly VersionView[];
  currentId: string | null;
  today: string;
}) {
  const t = useTranslations("ranks");
  const formats = useFormats();
  const [says, measure, name] = [useProgramSentence(), useMeasureText(), useRankName()];
  return (
    <Section title={t("versions.title")} description={t("versions.hint")}>
      <Card flush>
        <ul className="divide-y divide-line">
          {versions.map((one) => {
            const state = one.programId === currentId ? "current" : one.startsOn > today ? "coming" : "past";
            return (
              <li key={one.programId} className="grid gap-2 px-4 py-3 text-sm sm:px-5">
                <p className="flex flex-wrap items-center gap-2">
                  <span className="font-medium">{t("current.version", { version: one.version })}</span>
                  <span className="text-ink-3">{t("current.since", { day: formats.date(one.startsOn) })}</span>
                  <Badge tone={tones[state]}>{t(`versions.state.${state}`)}</Badge>
                </p>
                <ul className="flex flex-wrap gap-x-4 gap-y-1.5">
                  {one.definition.levels.map((level, place) => (
                    <li key={level.id} className="flex items-center gap-1.5 text-xs text-ink-2">
                      <RankChip name={name(level)} color={level.color} />
                      {place > 0 && <span className="tabular">{measure(one.definition.basis, level.threshold)}</span>}
                    </li>
                  ))}
                </ul>
                <p className="text-xs text-ink-3">{says(one.definition)}</p>
              </li>
            );
          })}
        </ul>
      </Card>
    </Section>
  );
}
