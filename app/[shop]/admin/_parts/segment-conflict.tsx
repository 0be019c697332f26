"use client";

import { useLocale, useTranslations } from "next-intl";
import type { Locale } from "@/components/format/locale";
import { useFormats } from "@/components/format/use-formats";
import { segmentInWords } from "@/components/segments/words";
import { Button } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import type { SegmentNames, SegmentRule } from "@/server/segments/input";

export interface SavedElsewhere {
  name: string;
  description: string;
  rule: SegmentRule;
  names: SegmentNames;
  revision: number;
  updatedAt: Date;
}

type Props = {
  theirs: SavedElsewhere;
  mine: { name: string; description: string; rule: SegmentRule | null; names: SegmentNames };
  onKeep: () => void;
  onTake: () => void;
};

/** Somebody else has saved meanwhile: both versions side by side where they differ, and the choice. */
export function SegmentConflict({ theirs, mine, onKeep, onTake }: Props) {
  const t = useTranslations("segmentBuilder");
  const formats = useFormats();
  const locale = useLocale() as Locale;
  const words = (rule: SegmentRule | null, names: SegmentNames) =>
    rule ? segmentInWords(rule, names, locale, formats) : t("preview.invalid");
  const rows = [
    ["name", theirs.name, mine.name],
    ["rule", words(theirs.rule, theirs.names), words(mine.rule, mine.names)],
    ["note", theirs.description, mine.description],
  ] as const;
  return (
    <Notice
      tone="warn"
      title={t("conflict.title")}
      actions={
        <>
          <Button size="sm" onClick={onTake}>
            {t("conflict.takeTheirs")}
          </Button>
          <Button size="sm" variant="danger-quiet" onClick={onKeep}>
            {t("conflict.keepMine")}
          </Button>
        </>
      }
    >
      <p>{t("conflict.lead", { at: formats.dateTime(theirs.updatedAt) })}</p>
      <table className="mt-2 w-full text-sm">
        <thead className="text-xs text-ink-3">
          <tr>
            <td aria-hidden="true">{""}</td>
            <th scope="col" className="pe-4 text-start font-normal">
              {t("conflict.theirs")}
            </th>
            <th scope="col" className="text-start font-normal">
              {t("conflict.yours")}
            </th>
          </tr>
        </thead>
        <tbody>
          {rows
            .filter(([, a, b]) => a !== b)
            .map(([what, a, b]) => (
              <tr key={what} className="align-top">
                <th scope="row" className="py-1 pe-4 text-start text-xs font-normal text-ink-3">
                  {t(`conflict.${what}`)}
                </th>
                <td className="py-1 pe-4">{a || "–"}</td>
                <td className="py-1">{b || "–"}</td>
              </tr>
            ))}
        </tbody>
      </table>
    </Notice>
  );
}
