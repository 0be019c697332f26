import { ArrowRight, SearchX } from "lucide-react";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { DateTime } from "@/components/format/date-time";
import { useFormats } from "@/components/format/use-formats";
import { PageHeader } from "@/components/layout/page-header";
import { DataTable } from "@/components/table/data-table";
import { EmptyState } from "@/components/ui/empty-state";
import { TextLink } from "@/components/ui/text-link";
import { actionWord, type ChangeLine, changeLines, subjectHref, subjectWord } from "./audit-words";

export interface AuditRowView {
  id: string;
  at: Date;
  actorKind: string;
  actorName: string | null;
  action: string;
  subjectKind: string;
  subjectId: string | null;
  memberId: string | null;
  before: unknown;
  after: unknown;
}

interface Props {
  base: string;
  rows: readonly AuditRowView[];
  names: Readonly<Record<string, string>>;
  nextHref: string | null;
  firstHref: string | null;
  filters: ReactNode;
  actions: ReactNode;
}

/** Who did what to what, and what it was before. */
export function AuditPage({ base, rows, names, nextHref, firstHref, filters, actions }: Props) {
  const [t, formats] = [useTranslations("access.audit"), useFormats()];
  return (
    <>
      <PageHeader title={t("title")} description={t("description")} actions={actions} />
      <div className="grid gap-4">
        {filters}
        <DataTable
          caption={t("caption")}
          rows={rows}
          rowKey={(row) => row.id}
          empty={<EmptyState icon={<SearchX />} title={t("none")} description={t("noneHint")} />}
          paging={{
            nextHref,
            prevHref: null,
            summary: firstHref && <TextLink href={firstHref}>{t("toFirst")}</TextLink>,
          }}
          columns={[
            { key: "what", header: t("what"), cell: (row) => actionWord(t, row.action) },
            { key: "when", header: t("when"), cell: (row) => <DateTime value={row.at} form="dateTime" /> },
            {
              key: "who",
              header: t("who"),
              cell: (row) => (
                <span className="md:block md:min-w-24">{row.actorName ?? t(`actors.${row.actorKind}`)}</span>
              ),
            },
            { key: "subject", header: t("subject"), cell: (row) => <Subject base={base} row={row} names={names} /> },
            {
              key: "change",
              header: t("change"),
              cell: (row) => <Changes lines={changeLines(t, formats, names, row)} />,
            },
          ]}
        />
      </div>
    </>
  );
}

function Subject({ base, row, names }: { base: string; row: AuditRowView; names: Props["names"] }) {
  const t = useTranslations("access.audit");
  const href = subjectHref(base, row);
  const word = subjectWord(t, row.subjectKind);
  const name = row.subjectId ? names[row.subjectId] : undefined;
  const text = name ? `${word}: ${name}` : word;
  return href ? <TextLink href={href}>{text}</TextLink> : text;
}

const shown = 4;

function Changes({ lines }: { lines: readonly ChangeLine[] }) {
  const t = useTranslations("access.audit");
  if (lines.length === 0) return <span className="text-ink-3">—</span>;
  return (
    <details className="group min-w-0 max-w-md text-start" open={lines.length <= shown}>
      <summary className={lines.length <= shown ? "hidden" : "cursor-pointer text-brand-text"}>
        {lines
          .slice(0, 2)
          .map((line) => line.field)
          .join(", ")}{" "}
        {t("more", { count: lines.length - 2 })}
      </summary>
      <dl className="grid gap-1 text-xs">
        {lines.map((line) => (
          <div key={line.field} className="min-w-0">
            <dt className="inline text-ink-3">{line.field}: </dt>
            <dd className="inline break-words">
              {line.before !== null && (
                <>
                  <span className="sr-only">{t("before")} </span>
                  <del className="text-ink-3">{line.before}</del>
                </>
              )}
              {line.before !== null && line.after !== null && (
                <ArrowRight aria-hidden className="mx-1 inline size-3 text-ink-3" />
              )}
              {line.after !== null && (
                <>
                  <span className="sr-only">{t("after")} </span>
                  <ins className="no-underline">{line.after}</ins>
                </>
              )}
            </dd>
          </div>
        ))}
      </dl>
    </details>
  );
}
