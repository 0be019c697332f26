import { RotateCw } from "lucide-react";
import { useTranslations } from "next-intl";
import { Count } from "@/components/format/amount";
import { useFormats } from "@/components/format/use-formats";
import { PageHeader } from "@/components/layout/page-header";
import { DataTable } from "@/components/table/data-table";
import { Badge } from "@/components/ui/badge";
import { ButtonLink } from "@/components/ui/button-link";
import { Notice } from "@/components/ui/notice";
import { ProofCsv } from "./proof-csv";

export interface ProofLineView {
  name: string;
  count: number;
  violations: number;
  ms: number;
}

/** Every promise about points, coupons and ranks, counted over the whole shop just now. */
export function ProofPage({ base, lines, at }: { base: string; lines: readonly ProofLineView[]; at: Date }) {
  const t = useTranslations("admin.proof");
  const words = useTranslations("points.proof");
  const formats = useFormats();
  const broken = lines.filter((line) => line.violations > 0);
  const checked = lines.reduce((sum, line) => sum + line.count, 0);
  const nameOf = (line: ProofLineView) => (words.has(line.name as never) ? words(line.name as never) : line.name);
  return (
    <>
      <PageHeader
        title={words("title")}
        description={t("description")}
        actions={
          <>
            <ProofCsv
              name={`proof-${at.toISOString().slice(0, 16).replaceAll(":", "")}.csv`}
              rows={[
                [t("rule"), t("result"), words("checked"), words("violations"), t("time"), t("at")],
                ...lines.map((line) => [
                  nameOf(line),
                  line.violations === 0 ? t("ok") : t("notOk"),
                  line.count,
                  line.violations,
                  line.ms,
                  at.toISOString(),
                ]),
              ]}
            />
            <ButtonLink
              href={`${base}/proof?at=${at.getTime()}`}
              prefetch={false}
              scroll={false}
              icon={<RotateCw aria-hidden />}
            >
              {t("again")}
            </ButtonLink>
          </>
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
            cell: nameOf,
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
          { key: "checked", header: words("checked"), align: "end", cell: (line) => <Count value={line.count} /> },
          {
            key: "violations",
            header: words("violations"),
            align: "end",
            cell: (line) => <Count value={line.violations} />,
          },
          {
            key: "time",
            header: t("time"),
            align: "end",
            desktopOnly: true,
            cell: (line) => t("ms", { ms: formats.number(line.ms) }),
          },
        ]}
      />
    </>
  );
}
