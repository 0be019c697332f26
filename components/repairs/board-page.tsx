import { SearchX, Wrench } from "lucide-react";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { DateTime } from "@/components/format/date-time";
import { PersonName } from "@/components/format/person-name";
import { PageHeader } from "@/components/layout/page-header";
import { DataTable } from "@/components/table/data-table";
import { EmptyState } from "@/components/ui/empty-state";
import { FilterChips } from "@/components/ui/filter-chips";
import { TextLink } from "@/components/ui/text-link";
import type { BoardView, Coverage, RepairState } from "@/server/repairs/input";
import { type BoardColumn, BoardColumns } from "./board-columns";
import { Due } from "./due";
import { Receipt } from "./receipt-number";
import { CoverageBadge, RepairStateBadge } from "./state-badge";

export interface BoardRowView {
  repairId: string;
  receiptNo: string;
  state: RepairState;
  stateSince: Date;
  dueAt: Date | null;
  productName: string;
  coverage: Coverage;
  handOver: string;
  itemInAt: Date | null;
  itemOutAt: Date | null;
  storeName: string | null;
  isOverdue: boolean;
  familyName: string | null;
  givenName: string | null;
  familyKana: string | null;
  givenKana: string | null;
  memberNo: string;
}

export interface BoardProps {
  /** The board's own address; repairs are found below it. */
  path: string;
  view: BoardView;
  q: string;
  storeId: string;
  stores: readonly { id: string; name: string }[];
  counts: { open: number; overdue: number; byState: readonly { state: RepairState; count: number; late: number }[] };
  rows: readonly BoardRowView[];
  nextCursor: string | null;
  isFirstPage: boolean;
  now: Date;
  /** The open repairs by state, where the board is asked for as columns. */
  columns: readonly BoardColumn[] | null;
  search: ReactNode;
  /** Above the list: figures, a reader. */
  children?: ReactNode;
}

const closedViews = ["all", "done", "declined", "refused", "cancelled"] as const;

/** Every repair in hand, what is late first; narrowed by state, store and word, all of it in the address. */
export function BoardPage(props: BoardProps) {
  const { path, view, q, storeId, stores, counts, rows, nextCursor, isFirstPage, now, columns, search, children } =
    props;
  const t = useTranslations("repairs");
  const at = (query: { view?: string; store?: string; cursor?: string | null; as?: string }) => {
    const next = new URLSearchParams();
    const whole = { q, view: view === "open" ? "" : view, store: storeId, as: columns ? "columns" : "", ...query };
    for (const [name, value] of Object.entries(whole)) if (value) next.set(name, value);
    return next.size > 0 ? `${path}?${next}` : path;
  };
  const isNarrowed = q !== "" || view !== "open" || storeId !== "";
  const isLatestFirst = closedViews.some((one) => one === view);
  return (
    <>
      <PageHeader title={t("board.title")} description={t("board.description")} />
      <div className="mb-4 grid gap-3">
        <div className="flex flex-wrap items-center gap-3">
          {search}
          {stores.length > 1 && (
            <FilterChips
              label={t("board.stores")}
              value={storeId}
              options={[
                { value: "", label: t("board.allStores"), href: at({ store: "" }) },
                ...stores.map((store) => ({ value: store.id, label: store.name, href: at({ store: store.id }) })),
              ]}
            />
          )}
        </div>
        <FilterChips
          label={t("board.views")}
          value={view}
          options={[
            { value: "open", label: t("board.open"), count: counts.open, href: at({ view: "" }) },
            {
              value: "overdue",
              label: <span className={counts.overdue > 0 ? "text-danger" : undefined}>{t("board.overdue")}</span>,
              count: counts.overdue,
              href: at({ view: "overdue" }),
            },
            ...counts.byState.map(({ state, count }) => ({
              value: state,
              label: t(`states.${state}`),
              count,
              href: at({ view: state }),
            })),
            ...closedViews.map((value) => ({
              value,
              label: value === "all" ? t("board.all") : t(`states.${value}`),
              href: at({ view: value }),
            })),
          ]}
        />
      </div>
      {children}
      <div className="mb-3 flex justify-end max-lg:hidden">
        <FilterChips
          label={t("board.looks")}
          value={columns ? "columns" : "list"}
          options={[
            { value: "list", label: t("board.asList"), href: at({ as: "" }) },
            { value: "columns", label: t("board.asColumns"), href: at({ as: "columns", view: "" }) },
          ]}
        />
      </div>
      {columns && <BoardColumns {...{ path, columns, now }} listHref={(state) => at({ view: state, as: "" })} />}
      <div className={columns ? "lg:hidden" : undefined}>
        <DataTable
          caption={t("board.title")}
          rows={rows}
          rowKey={(row) => row.repairId}
          rowHref={(row) => `${path}/${row.repairId}`}
          empty={
            isNarrowed ? (
              <EmptyState
                icon={<SearchX />}
                title={t("board.notFound")}
                description={t("board.notFoundHint")}
                actions={<TextLink href={path}>{t("board.showAll")}</TextLink>}
              />
            ) : (
              <EmptyState icon={<Wrench />} title={t("board.none")} description={t("board.noneHint")} />
            )
          }
          paging={{
            nextHref: nextCursor === null ? null : at({ cursor: nextCursor }),
            prevHref: null,
            summary: isFirstPage ? (
              t(isLatestFirst ? "board.summaryLatest" : "board.summary")
            ) : (
              <TextLink href={at({})}>{t("board.first")}</TextLink>
            ),
          }}
          columns={[
            {
              key: "product",
              header: t("board.product"),
              cell: (row) => (
                <span className="grid">
                  <span className="line-clamp-2">{row.productName}</span>
                  <Receipt no={row.receiptNo} className="text-xs font-normal text-ink-3" />
                </span>
              ),
            },
            {
              key: "customer",
              header: t("board.customer"),
              cell: (row) => <PersonName name={{ ...row, memberNumber: row.memberNo }} />,
            },
            {
              key: "state",
              header: t("board.state"),
              cell: (row) => (
                <span className="inline-flex flex-wrap gap-1.5 max-md:justify-end">
                  <RepairStateBadge state={row.state} />
                  <CoverageBadge coverage={row.coverage} />
                </span>
              ),
            },
            {
              key: "due",
              header: t(isLatestFirst ? "board.since" : "board.due"),
              cell: (row) =>
                isLatestFirst ? <DateTime value={row.stateSince} form="dateShort" /> : <Due row={row} now={now} />,
            },
            { key: "place", header: t("board.store"), cell: (row) => <Place row={row} /> },
          ]}
        />
      </div>
    </>
  );
}

function Place({ row }: { row: BoardRowView }) {
  const t = useTranslations("repairs.board");
  const isHere = row.itemInAt !== null && row.itemOutAt === null;
  const isOver = ["done", "declined", "refused", "cancelled"].includes(row.state);
  return (
    <span className="grid">
      <span>{row.storeName ?? (row.handOver === "pick_up" ? t("pickUp") : "—")}</span>
      {(isHere || !isOver) && (
        <span className={isHere && isOver ? "text-xs text-warn" : "text-xs text-ink-3"}>
          {t(isHere ? (isOver ? "itemKept" : "itemHere") : "itemAway")}
        </span>
      )}
    </span>
  );
}
