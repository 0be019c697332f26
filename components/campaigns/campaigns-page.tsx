import { Megaphone, SearchX } from "lucide-react";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { addressOf } from "@/components/admin/address";
import { RelativeTime } from "@/components/format/date-time";
import { PageHeader } from "@/components/layout/page-header";
import { DataTable } from "@/components/table/data-table";
import { EmptyState } from "@/components/ui/empty-state";
import { FilterChips } from "@/components/ui/filter-chips";
import { TextLink } from "@/components/ui/text-link";
import { type CampaignStateName, campaignStateNames, StateBadge } from "./state-badge";

export interface CampaignRowView {
  id: string;
  name: string;
  state: CampaignStateName;
  messageClass: "marketing" | "service";
  priority: number;
  updatedAt: Date;
  timingKind: string | null;
  lastRunAt: Date | null;
}

interface Props {
  base: string;
  q: string;
  state: CampaignStateName | null;
  rows: readonly CampaignRowView[];
  nextCursor: string | null;
  isFirstPage: boolean;
  search: ReactNode;
  now: Date;
}

/** Every campaign, the last changed first. */
export function CampaignsPage({ base, q, state, rows, nextCursor, isFirstPage, search, now }: Props) {
  const t = useTranslations("campaigns");
  const list = useTranslations("admin.list");
  const path = `${base}/campaigns`;
  const at = (query: { state?: string; cursor?: string | null }) => addressOf(path, { q, state, ...query });
  return (
    <>
      <PageHeader title={t("list.title")} description={t("list.description")} />
      <div className="mb-4 flex flex-wrap items-center gap-3">
        {search}
        <FilterChips
          label={t("list.filter")}
          value={state ?? "all"}
          options={[
            { value: "all", label: list("all"), href: at({ state: "" }) },
            ...campaignStateNames.map((value) => ({ value, label: t(`state.${value}`), href: at({ state: value }) })),
          ]}
        />
      </div>
      <DataTable
        caption={t("list.title")}
        rows={rows}
        rowKey={(row) => row.id}
        rowHref={(row) => `${path}/${row.id}`}
        empty={
          q || state ? (
            <EmptyState
              icon={<SearchX />}
              title={t("list.notFound")}
              description={t("list.notFoundHint")}
              actions={<TextLink href={path}>{list("showAll")}</TextLink>}
            />
          ) : (
            <EmptyState icon={<Megaphone />} title={t("list.none")} description={t("list.noneHint")} />
          )
        }
        paging={{
          nextHref: nextCursor === null ? null : at({ cursor: nextCursor }),
          prevHref: null,
          summary: isFirstPage ? t("list.order") : <TextLink href={at({})}>{list("toFirst")}</TextLink>,
        }}
        columns={[
          { key: "name", header: t("list.name"), cell: (row) => row.name },
          { key: "state", header: t("list.state"), cell: (row) => <StateBadge state={row.state} /> },
          { key: "class", header: t("list.class"), cell: (row) => t(`messageClass.${row.messageClass}`) },
          { key: "timing", header: t("values.timing"), cell: (row) => <TimingKind kind={row.timingKind} /> },
          {
            key: "run",
            header: t("list.lastRun"),
            cell: (row) =>
              row.lastRunAt ? (
                <RelativeTime value={row.lastRunAt} now={now} />
              ) : (
                <span className="text-ink-3">{t("list.neverRan")}</span>
              ),
          },
          {
            key: "updated",
            header: t("list.updated"),
            desktopOnly: true,
            cell: (row) => <RelativeTime value={row.updatedAt} now={now} />,
          },
        ]}
      />
    </>
  );
}

function TimingKind({ kind }: { kind: string | null }) {
  const t = useTranslations("campaigns.timingKind");
  return kind === "once" || kind === "cron" || kind === "date_of_fact" ? (
    t(kind)
  ) : (
    <span className="text-ink-3">{t("none")}</span>
  );
}
