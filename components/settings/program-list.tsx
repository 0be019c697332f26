"use client";

import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { useFormats } from "@/components/format/use-formats";
import { Badge } from "@/components/ui/badge";
import { Card, Section } from "@/components/ui/card";
import { type ProgramView, useProgramWords } from "./program-words";

type ProgramState = "current" | "coming" | "past";
const tones = { current: "ok", coming: "info", past: "neutral" } as const;

/** Every version of the program, newest first: what counts now, what will, what did. */
export function ProgramList({
  programs,
  cancel,
}: {
  programs: readonly (ProgramView & { id: string; validFrom: Date; state: ProgramState })[];
  /** What takes back a version that has not begun. */
  cancel?: (program: { id: string; validFrom: Date }) => ReactNode;
}) {
  const t = useTranslations("settings.points");
  const formats = useFormats();
  const words = useProgramWords();
  return (
    <Section title={t("versions")} description={t("versionsHint")} className="mt-8">
      <Card flush>
        <ul className="divide-y divide-line">
          {programs.map((program) => (
            <li
              key={program.id}
              className="grid gap-1 px-4 py-3 text-sm sm:grid-cols-[12rem_minmax(0,1fr)_auto] sm:gap-4 sm:px-5"
            >
              <span className="text-ink-3">{t("since", { day: formats.date(program.validFrom) })}</span>
              <span>{words(program)}</span>
              <span className="flex items-start justify-between gap-3 sm:justify-end">
                {program.state === "coming" && cancel?.(program)}
                <Badge tone={tones[program.state]}>{t(`states.${program.state}`)}</Badge>
              </span>
            </li>
          ))}
        </ul>
      </Card>
    </Section>
  );
}
