import { RotateCw } from "lucide-react";
import { useTranslations } from "next-intl";
import { Count } from "@/components/format/amount";
import { useFormats } from "@/components/format/use-formats";
import { PageHeader } from "@/components/layout/page-header";
import { DataTable } from "@/components/table/data-table";
import { Badge } from "@/components/ui/badge";
import { ButtonLink } from "@/components/ui/button-link";
import { Notice } from "@/components/ui/notice";

export interface ProofLineView {
  name: string;
  checked: number;
  violations: number;
}

/** Every promise of the points ledger, counted over the whole shop just now. */
export function ProofPage({ base, lines, at }: { base: string; lines: readonly ProofLineView[]; at: Date }) {
  const t = useTranslations("admin.proof");
  const words = useTranslations("points.proof");
  const formats = useFormats();
  const broken = lines.filter((line) => line.violations > 0);
  const checked = lines.reduce((sum, line) => sum + line.checked, 0);
  return (
    <>
      <PageHeader
        title={words("title")}
        description={t("description")}
        actions={
          <ButtonLink
            href={`${base}/proof?at=${at.getTime()}`}
            prefetch={false}
            scroll={false}
            icon={<RotateCw aria-hidden />}
          >
            {t("again")}
          </ButtonLink>
        }
      />
      <Notice
        tone={broken.length === 0 ? "ok" : "danger"}
        className="mb-6"
        title={broken.length === 0 ? t("holds") : t("broken", { count: broken.length })}
      >
        {t("ranAt", { at: formats.dateTime(at), checked: formats.number(checked), rules: lines.length })}
      </Notice>
      <DataTable
        caption={words("title")}
        rows={lines}
        rowKey={(line) => line.name}
        columns={[
          {
            key: "rule",
            header: t("rule"),
            cell: (line) => (words.has(line.name as never) ? words(line.name as never) : line.name),
          },
          {
            key: "result",
            header: t("result"),
            cell: (line) =>
              line.violations === 0 ? (
                <Badge tone="ok" dot>
                  {t("ok")}
                </Badge>
              ) : (
                <Badge tone="danger" dot>
                  {t("notOk")}
                </Badge>
              ),
          },
          { key: "checked", header: words("checked"), align: "end", cell: (line) => <Count value={line.checked} /> },
          {
            key: "violations",
            header: words("violations"),
            align: "end",
            cell: (line) => <Count value={line.violations} />,
          },
        ]}
      />
    </>
  );
}
