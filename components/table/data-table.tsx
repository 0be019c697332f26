import { ArrowDown, ArrowUp, ChevronsUpDown } from "lucide-react";
import { useTranslations } from "next-intl";
import Link from "next/link";
import type { ReactNode } from "react";
import { cn } from "@/components/ui/cn";
import { EmptyState } from "@/components/ui/empty-state";
import { Pagination, type Paging } from "@/components/ui/pagination";
import { Skeleton } from "@/components/ui/skeleton";

export type Column<Row> = {
  key: string;
  /** Empty over what needs no name: the actions of a row, a bar. */
  header: string;
  cell: (row: Row) => ReactNode;
  /** `end` is for numbers: right-aligned and tabular. */
  align?: "start" | "end";
  /** Left out of the card on phones. */
  desktopOnly?: boolean;
  /** Width as CSS, such as `8rem`; without it the content decides. */
  width?: string;
  /** Address that sorts by this column, and how it is sorted now. */
  sort?: { href: string; current?: "asc" | "desc" };
};

type DataTableProps<Row> = {
  /** What the table lists, for assistive technology. */
  caption: string;
  /** The first column names the row: it heads the card on phones and carries the link. */
  columns: readonly Column<Row>[];
  rows: readonly Row[];
  rowKey: (row: Row) => string;
  /** Where a press on the row leads. */
  rowHref?: (row: Row) => string;
  /** What is shown without rows; an EmptyState with the next step. */
  empty?: ReactNode;
  loading?: boolean;
  paging?: Paging;
  /** A checkbox for all in the head and one per row, before the first column. */
  selection?: { all: ReactNode; row: (row: Row) => ReactNode };
  className?: string;
};

// On phones the rows become cards by CSS alone; the explicit roles keep it a table for assistive technology.
const rowStyle =
  "relative block border-b border-line px-4 py-3 transition-colors last:border-b-0 has-[a[data-row]]:hover:bg-hover md:table-row md:p-0";
const cellStyle =
  "flex items-baseline justify-between gap-4 py-0.5 text-sm before:shrink-0 before:text-xs before:text-ink-3 before:content-[attr(data-label)] md:table-cell md:border-b md:border-line md:px-4 md:py-2.5 md:align-middle md:before:hidden md:group-last:border-b-0";

const headStyle =
  "whitespace-nowrap border-b border-line bg-sunken px-4 py-2 text-xs font-medium text-ink-2 first:rounded-ss-xl last:rounded-se-xl";

/** One page that is all there is needs no way on. */
const hasMore = ({ nextHref, prevHref, onNext, onPrev, summary }: Paging) =>
  Boolean(nextHref ?? prevHref ?? onNext ?? onPrev ?? summary);

/** A list from the server: it shows what it is given, and sorting and paging are addresses. */
export function DataTable<Row>({
  caption,
  columns,
  rows,
  rowKey,
  rowHref,
  empty,
  loading,
  paging,
  selection,
  className,
}: DataTableProps<Row>) {
  const t = useTranslations("ui.table");
  const showEmpty = !loading && rows.length === 0;
  return (
    <div className={cn("grid min-w-0 gap-3", className)}>
      <div className="min-w-0 rounded-xl border border-line bg-surface shadow-card max-md:overflow-hidden">
        <table
          role="table"
          aria-busy={loading || undefined}
          className="block w-full border-separate border-spacing-0 text-start md:table"
        >
          <caption className="sr-only">{loading ? t("loading") : caption}</caption>
          <thead
            role="rowgroup"
            className="sticky top-[var(--table-top,0px)] z-10 max-md:sr-only md:table-header-group"
          >
            <tr role="row">
              {selection && (
                <th
                  role="columnheader"
                  scope="col"
                  className="w-10 border-b border-line bg-sunken ps-4 text-start first:rounded-ss-xl"
                >
                  {selection.all}
                </th>
              )}
              {columns.map((column) => (
                <HeaderCell key={column.key} column={column} sortLabel={t("sortBy", { column: column.header })} />
              ))}
            </tr>
          </thead>
          <tbody role="rowgroup" className="block md:table-row-group">
            {loading
              ? Array.from({ length: 6 }, (_, index) => <LoadingRow key={index} columns={columns} />)
              : rows.map((row) => (
                  <tr role="row" key={rowKey(row)} className={cn(rowStyle, "group", selection && "max-md:ps-12")}>
                    {selection && (
                      // Above the link that covers the row.
                      <td
                        role="cell"
                        className="z-[1] align-middle max-md:absolute max-md:start-3 max-md:top-1.5 md:relative md:border-b md:border-line md:ps-4 md:group-last:border-b-0"
                      >
                        {selection.row(row)}
                      </td>
                    )}
                    {columns.map((column, index) => {
                      const content = column.cell(row);
                      const heads = index === 0;
                      return (
                        <td
                          role="cell"
                          key={column.key}
                          data-label={heads ? undefined : column.header}
                          className={cn(
                            cellStyle,
                            heads && "font-medium before:hidden max-md:pb-1 max-md:text-base",
                            column.align === "end" && "tabular md:text-end",
                            column.desktopOnly && "max-md:hidden",
                          )}
                        >
                          {heads && rowHref ? (
                            <Link
                              data-row
                              href={rowHref(row)}
                              className="min-w-0 text-ink after:absolute after:inset-0 after:content-[''] focus-visible:outline-none focus-visible:after:rounded-md focus-visible:after:outline-2 focus-visible:after:-outline-offset-2 focus-visible:after:outline-brand-text"
                            >
                              {content}
                            </Link>
                          ) : (
                            <span className={cn("min-w-0", !heads && "max-md:text-end")}>{content}</span>
                          )}
                        </td>
                      );
                    })}
                  </tr>
                ))}
          </tbody>
        </table>
        {showEmpty && (empty ?? <EmptyState title={t("empty")} />)}
      </div>
      {paging && hasMore(paging) && !showEmpty && <Pagination {...paging} />}
    </div>
  );
}

function HeaderCell<Row>({ column, sortLabel }: { column: Column<Row>; sortLabel: string }) {
  const current = column.sort?.current;
  const Arrow = current === "asc" ? ArrowUp : current === "desc" ? ArrowDown : ChevronsUpDown;
  // A head without words would be read out as one, so it is none.
  // oxlint-disable-next-line jsx-a11y/control-has-associated-label -- no control
  if (column.header === "") return <td style={{ width: column.width }} className={headStyle} />;
  return (
    <th
      role="columnheader"
      scope="col"
      aria-sort={current && (current === "asc" ? "ascending" : "descending")}
      style={{ width: column.width }}
      className={cn(headStyle, column.align === "end" ? "text-end" : "text-start")}
    >
      {column.sort ? (
        <Link
          href={column.sort.href}
          scroll={false}
          aria-label={sortLabel}
          className="inline-flex items-center gap-1 rounded-sm hover:text-ink"
        >
          {column.header}
          <Arrow aria-hidden className={cn("size-3.5", !current && "text-ink-3")} />
        </Link>
      ) : (
        column.header
      )}
    </th>
  );
}

function LoadingRow<Row>({ columns }: { columns: readonly Column<Row>[] }) {
  return (
    <tr role="row" className={rowStyle}>
      {columns.map((column, index) => (
        <td role="cell" key={column.key} className={cn(cellStyle, "before:hidden", index > 1 && "max-md:hidden")}>
          <Skeleton className={cn("my-1", index === 0 ? "w-40" : "w-20", column.align === "end" && "md:ms-auto")} />
        </td>
      ))}
    </tr>
  );
}
