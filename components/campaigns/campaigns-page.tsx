import { Megaphone, SearchX } from "lucide-react";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { addressOf } from "@/components/admin/address";
import { DateTime, RelativeTime } from "@/components/format/date-time";
import { PageHeader } from "@/components/layout/page-header";
import { DataTable } from "@/components/table/data-table";
import { Badge } from "@/components/ui/badge";
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
  nextRunAt: Date | null;
  /** The draft waits for a second person. */
  isWaiting: boolean;
}

interface Props {
  base: string;
  q: string;
  state: CampaignFilterName | null;
  sort: "updated" | "name";
  rows: readonly CampaignRowView[];
  nextCursor: string | null;
  previousCursor: string | null;
  search: ReactNode;
  /** Buttons of whoever may make campaigns. */
  actions: ReactNode;
  now: Date;
}

export const campaignFilterNames = [...campaignStateNames, "waiting", "archived"] as const;
export type CampaignFilterName = (typeof campaignFilterNames)[number];

/** Every campaign, the last changed first. */
export function CampaignsPage({ base, q, state, sort, rows, nextCursor, previousCursor, search, actions, now }: Props) {
  const t = useTranslations("campaigns");
  const list = useTranslations("admin.list");
  const path = `${base}/campaigns`;
  const at = (query: { state?: string; cursor?: string | null; sort?: string }) =>
    addressOf(path, { q, state, sort: sort === "name" ? sort : null, ...query });
  const word = (filter: CampaignFilterName) =>
    filter === "waiting" || filter === "archived" ? t(`list.${filter}`) : t(`state.${filter}`);
  return (
    <>
      <PageHeader title={t("list.title")} description={t("list.description")} actions={actions} />
      <div className="mb-4 flex flex-wrap items-center gap-3">
        {search}
        <FilterChips
          label={t("list.filter")}
          value={state ?? "all"}
          options={[
            { value: "all", label: list("all"), href: at({ state: "" }) },
            ...campaignFilterNames.map((value) => ({ value, label: word(value), href: at({ state: value }) })),
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
          prevHref: previousCursor === null ? null : at({ cursor: previousCursor }),
          summary:
            previousCursor === null ? t(`list.order.${sort}`) : <TextLink href={at({})}>{list("toFirst")}</TextLink>,
        }}
        columns={[
          {
            key: "name",
            header: t("list.name"),
            sort: { href: at({ sort: "name" }), ...(sort === "name" ? { current: "asc" as const } : {}) },
            cell: (row) => (
              <span className="inline-flex flex-wrap items-center gap-x-2 gap-y-1">
                {row.name}
                {row.messageClass === "service" && <Badge>{t("messageClass.service")}</Badge>}
              </span>
            ),
          },
          {
            key: "state",
            header: t("list.state"),
            cell: (row) => (
              <span className="inline-flex flex-wrap gap-1.5">
                <StateBadge state={row.state} />
                {row.isWaiting && <Badge tone="info">{t("list.waiting")}</Badge>}
              </span>
            ),
          },
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
            key: "next",
            header: t("list.nextRun"),
            cell: (row) =>
              row.nextRunAt ? (
                <DateTime value={row.nextRunAt} form="dateTime" />
              ) : (
                <span className="text-ink-3">—</span>
              ),
          },
          {
            key: "updated",
            header: t("list.updated"),
            desktopOnly: true,
            sort: { href: at({ sort: "" }), ...(sort === "updated" ? { current: "desc" as const } : {}) },
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
