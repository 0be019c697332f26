"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { useFormats } from "@/components/format/use-formats";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { RadioGroup } from "@/components/ui/radio-group";
import { PartWords, type TargetNames } from "./part-words";
import type { Clash, PartName, Work } from "./work";

interface Props {
  mine: Work;
  theirs: Work;
  clashes: readonly Clash[];
  savedBy: string | null;
  savedAt: Date | null;
  isMine: boolean;
  names: TargetNames;
  onSettle: (keepMine: PartName[]) => void;
}

/** Two drafts that went apart, part by part: each is chosen on its own, and both can be read in full. */
export function ConflictDialog({ mine, theirs, clashes, savedBy, savedAt, isMine, names, onSettle }: Props) {
  const t = useTranslations("composer.conflict");
  const formats = useFormats();
  const [choice, setChoice] = useState<Partial<Record<PartName, "mine" | "theirs">>>({});
  const chosen = ({ part, changedBy }: Clash) => choice[part] ?? (changedBy === "them" ? "theirs" : "mine");
  const who = isMine ? t("yourOtherWindow") : (savedBy ?? t("somebody"));
  return (
    <Dialog
      open
      size="lg"
      title={t("title")}
      description={t("lead", { who, at: savedAt ? formats.dateTime(savedAt) : "" })}
      footer={
        <Button
          variant="primary"
          onClick={() => onSettle(clashes.filter((clash) => chosen(clash) === "mine").map(({ part }) => part))}
        >
          {t("settle")}
        </Button>
      }
    >
      <ul className="grid gap-6">
        {clashes.map((clash) => (
          <li key={clash.part} className="grid gap-2">
            <div className="flex flex-wrap items-center gap-2">
              <h3 className="text-base">{t(`parts.${clash.part}`)}</h3>
              <Badge tone={clash.changedBy === "both" ? "warn" : "neutral"}>{t(`by.${clash.changedBy}`)}</Badge>
            </div>
            <RadioGroup
              legend={t(`parts.${clash.part}`)}
              hideLegend
              name={`conflict-${clash.part}`}
              look="cards"
              value={chosen(clash)}
              onValueChange={(value) => setChoice({ ...choice, [clash.part]: value === "mine" ? "mine" : "theirs" })}
              options={[
                {
                  value: "mine",
                  label: t("mine"),
                  hint: <PartWords work={mine} part={clash.part} names={names} />,
                },
                {
                  value: "theirs",
                  label: isMine ? t("other") : t("theirs", { who }),
                  hint: <PartWords work={theirs} part={clash.part} names={names} />,
                },
              ]}
            />
          </li>
        ))}
      </ul>
    </Dialog>
  );
}
