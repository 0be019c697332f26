import { FileUp, SearchX } from "lucide-react";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { addressOf } from "@/components/admin/address";
import { RelativeTime } from "@/components/format/date-time";
import { useFormats } from "@/components/format/use-formats";
import { PageHeader } from "@/components/layout/page-header";
import { DataTable } from "@/components/table/data-table";
import { ButtonLink } from "@/components/ui/button-link";
import { EmptyState } from "@/components/ui/empty-state";
import { FilterChips } from "@/components/ui/filter-chips";
import { TextLink } from "@/components/ui/text-link";
import type { ImportState, RowCounts } from "@/server/imports/input";
import { ImportStateBadge } from "./import-state";
import { importKindNames, type ImportKindName, type ImportReportView } from "./report-view";

export interface ImportRowView {
  runId: string;
  kind: ImportKindName;
  fileName: string;
  state: ImportState;
  isDryRun: boolean;
  startedAt: Date;
  startedBy: string | null;
  report: unknown;
}

interface Props {
  base: string;
  kind: ImportKindName | null;
  rows: readonly ImportRowView[];
  nextCursor: string | null;
  isFirstPage: boolean;
  now: Date;
  /** The remembered mappings, below the list. */
  mappings: ReactNode;
}

/** Every import of the shop, the latest first. */
export function ImportsPage({ base, kind, rows, nextCursor, isFirstPage, now, mappings }: Props) {
  const t = useTranslations("imports.screen");
  const path = `${base}/imports`;
  const at = (query: { kind?: string; cursor?: string | null }) => addressOf(path, { kind, ...query });
  const start = (
    <ButtonLink href={`${path}/new`} variant="primary" icon={<FileUp aria-hidden />}>
      {t("start")}
    </ButtonLink>
  );
  return (
    <>
      <PageHeader title={t("title")} description={t("description")} actions={start} />
      <div className="mb-4">
        <FilterChips
          label={t("filter")}
          value={kind ?? "all"}
          options={[
            { value: "all", label: t("all"), href: at({ kind: "" }) },
            ...importKindNames.map((value) => ({ value, label: t(`kind.${value}`), href: at({ kind: value }) })),
          ]}
        />
      </div>
      <DataTable
        caption={t("title")}
        rows={rows}
        rowKey={(row) => row.runId}
        rowHref={(row) => `${path}/${row.runId}`}
        empty={
          kind ? (
            <EmptyState
              icon={<SearchX />}
              title={t("notFound")}
              actions={<TextLink href={path}>{t("showAll")}</TextLink>}
            />
          ) : (
            <EmptyState icon={<FileUp />} title={t("none")} description={t("noneHint")} actions={start} />
          )
        }
        paging={{
          nextHref: nextCursor === null ? null : at({ cursor: nextCursor }),
          prevHref: null,
          summary: isFirstPage ? t("newest") : <TextLink href={at({})}>{t("toFirst")}</TextLink>,
        }}
        columns={[
          { key: "file", header: t("column.file"), cell: (row) => <span className="break-all">{row.fileName}</span> },
          {
            key: "kind",
            header: t("column.kind"),
            cell: (row) => `${t(`kind.${row.kind}`)} · ${row.isDryRun ? t("check") : t("run")}`,
          },
          { key: "state", header: t("column.state"), cell: (row) => <ImportStateBadge state={row.state} /> },
          { key: "result", header: t("column.result"), cell: (row) => <InShort report={row.report} /> },
          { key: "who", header: t("column.who"), cell: (row) => row.startedBy ?? t("commandLine"), desktopOnly: true },
          {
            key: "when",
            header: t("column.when"),
            cell: (row) => <RelativeTime value={row.startedAt} now={now} />,
          },
        ]}
      />
      {mappings}
    </>
  );
}

const told: readonly (keyof RowCounts)[] = ["created", "updated", "refused"];

/** A report in one line. */
function InShort({ report }: { report: unknown }) {
  const t = useTranslations("imports.screen");
  const formats = useFormats();
  const view = report as ImportReportView | null;
  if (view?.kind === "rows") {
    const parts = told.filter((name) => view.counts[name] > 0);
    const shown = parts.length === 0 ? (["unchanged"] as const) : parts;
    return (
      <span className="tabular">
        {shown.map((name) => `${t(`count.${name}`)} ${formats.number(view.counts[name])}`).join(" · ")}
      </span>
    );
  }
  if (view?.kind === "purchases")
    return <span className="tabular">{`${t("books.lines")} ${formats.number(view.books.read.lines)}`}</span>;
  return <span className="text-ink-3">—</span>;
}
