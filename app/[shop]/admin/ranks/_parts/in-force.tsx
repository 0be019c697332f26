"use client";

import { useTranslations } from "next-intl";
import { useFormats } from "@/components/format/use-formats";
import { Ladder } from "@/components/ranks/ladder";
import { useProgramSentence } from "@/components/ranks/rank-words";
import type { VersionView } from "@/components/ranks/version-list";
import { Badge } from "@/components/ui/badge";
import { Card, Section } from "@/components/ui/card";

type Props = { version: VersionView; counts: readonly { rankId: string; members: number }[] };

/** The rules that count now, drawn and in words, with how many members stand where. */
export function InForce({ version, counts }: Props) {
  const t = useTranslations("ranks.current");
  const formats = useFormats();
  const says = useProgramSentence();
  return (
    <Section
      title={t("title")}
      actions={
        <Badge tone="ok">
          {t("version", { version: version.version })} · {t("since", { day: formats.date(version.startsOn) })}
        </Badge>
      }
    >
      <Card className="grid gap-5">
        <Ladder definition={version.definition} counts={counts} />
        <p className="max-w-3xl text-sm text-ink-2">{says(version.definition)}</p>
      </Card>
    </Section>
  );
}
