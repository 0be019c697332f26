import { Download } from "lucide-react";
import { useTranslations } from "next-intl";
import { useFormats } from "@/components/format/use-formats";
import { DataTable } from "@/components/table/data-table";
import { buttonStyle } from "@/components/ui/button-style";
import { Section } from "@/components/ui/card";
import type { RowFault } from "@/server/imports/input";

interface Props {
  faults: readonly RowFault[];
  count: number;
  /** Where the rows are handed out as a file; null when the file they stand in is gone. */
  downloadHref: string | null;
  keptUntil: Date | null;
}

/** The first rows that were set aside, and the way to all of them. */
export function FaultList({ faults, count, downloadHref, keptUntil }: Props) {
  const t = useTranslations("imports.screen.faults");
  const reasons = useTranslations("imports.reasons");
  const formats = useFormats();
  return (
    <Section
      title={t("title")}
      description={t("lead")}
      actions={
        downloadHref && (
          <a href={downloadHref} download className={buttonStyle({})}>
            <Download aria-hidden />
            {t("download")}
          </a>
        )
      }
    >
      <DataTable
        caption={t("title")}
        rows={faults}
        rowKey={(fault) => `${fault.rowNo} ${fault.column} ${fault.reason}`}
        columns={[
          { key: "row", header: t("row"), cell: (fault) => formats.number(fault.rowNo), width: "6rem" },
          {
            key: "reason",
            header: t("reason"),
            cell: (fault) => (reasons.has(fault.reason as "row") ? reasons(fault.reason as "row") : fault.reason),
          },
          { key: "column", header: t("column"), cell: (fault) => fault.column || "—" },
          {
            key: "value",
            header: t("value"),
            cell: (fault) => <span className="line-clamp-2 break-all">{fault.value || "—"}</span>,
          },
        ]}
      />
      <p className="text-sm text-ink-3">
        {count > faults.length && t("more", { count: formats.number(count - faults.length) })}{" "}
        {downloadHref === null ? t("gone") : keptUntil && t("until", { when: formats.date(keptUntil) })}
      </p>
    </Section>
  );
}
