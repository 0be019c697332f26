"use client";

import { useLocale, useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { useFormats } from "@/components/format/use-formats";
import { segmentInWords } from "@/components/segments/words";
import type { SegmentNames } from "@/server/segments/input";
import { TimingWords } from "../five-values";
import type { PartName, Work } from "./work";

/** Names of what a target points at; the segment it was taken from among them. */
export type TargetNames = SegmentNames & { segments?: Record<string, string> };

interface Props {
  work: Work;
  part: PartName;
  /** Names of what the rules point at; what is not in it is said by its kind. */
  names: TargetNames;
}

/** One part of a draft in words, line by line, so that two drafts can be read beside each other. */
export function PartWords({ work, part, names }: Props) {
  const t = useTranslations("composer.words");
  const value = useTranslations("campaigns");
  const formats = useFormats();
  const locale = useLocale() === "en" ? "en" : "ja";
  const { draft } = work;
  const segmentName = draft.target?.segmentId && names.segments?.[draft.target.segmentId];
  const lines = (...of: ReactNode[]) => (
    <div className="grid gap-1">
      {of.map((line, at) => (
        <div key={at}>{line}</div>
      ))}
    </div>
  );
  switch (part) {
    case "name":
      return lines(work.name);
    case "target":
      return lines(
        ...(segmentName ? [t("segment", { name: segmentName })] : []),
        draft.target ? segmentInWords(draft.target.rule, names, locale, formats) : t("unset"),
        value("settings.holdout", { percent: formats.number(draft.holdoutPercent ?? 10) }),
        value("settings.attribution", { days: formats.number(draft.attributionDays ?? 14) }),
      );
    case "offer":
      return draft.offer
        ? lines(
            draft.offer.showPoints ? value("offer.points") : t("noPoints"),
            draft.offer.recommendations > 0
              ? value("offer.recommendations", { count: formats.number(draft.offer.recommendations) })
              : t("noItems"),
          )
        : lines(t("unset"));
    case "timing":
      return draft.timing
        ? lines(<TimingWords timing={draft.timing} />, t("valid", { hours: draft.timing.validHours }))
        : lines(t("unset"));
    case "channel":
      return lines(
        draft.channel ? value(`channel.${draft.channel.kind}`) : t("unset"),
        value(`messageClass.${work.messageClass}`),
        (draft.respectsQuietHours ?? true) ? value("settings.quietHours") : t("anyHour"),
        (draft.isCapped ?? true) ? value("settings.capped") : t("uncapped"),
        t("priority", { priority: formats.number(work.priority) }),
      );
    case "contents":
      return draft.contents
        ? lines(
            value(`template.${draft.contents.template}`),
            ...(["ja", "en"] as const).map((language) => {
              const texts = draft.contents?.texts[language];
              return (
                <div key={language} lang={language} className="grid gap-0.5 border-s-2 border-line ps-3">
                  <p className="font-medium">{texts?.subject}</p>
                  <p className="text-xs text-ink-3">{texts?.preheader}</p>
                  <p>{texts?.heading}</p>
                  <p className="whitespace-pre-wrap">{texts?.body.join("\n\n")}</p>
                  <p className="text-xs">{texts && t("button", { label: texts.button })}</p>
                </div>
              );
            }),
          )
        : lines(t("unset"));
  }
}
