import { useTranslations } from "next-intl";
import { DateTime } from "@/components/format/date-time";
import { PageHeader } from "@/components/layout/page-header";
import type { ImportKindName } from "./report-view";

interface Props {
  base: string;
  run: { kind: ImportKindName; fileName: string; isDryRun: boolean; startedAt: Date; startedBy: string | null };
}

/** Which file, what of it, when and by whom. */
export function ImportHead({ base, run }: Props) {
  const t = useTranslations("imports.screen");
  return (
    <PageHeader
      title={<span className="break-all">{run.fileName}</span>}
      description={
        <>
          {t(`kind.${run.kind}`)} · {t(run.isDryRun ? "check" : "run")} ·{" "}
          <DateTime value={run.startedAt} form="dateTime" /> · {run.startedBy ?? t("commandLine")}
        </>
      }
      back={{ href: `${base}/imports`, label: t("back") }}
    />
  );
}
