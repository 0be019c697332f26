import { useTranslations } from "next-intl";
import Link from "next/link";
import { PersonName } from "@/components/format/person-name";
import { TextLink } from "@/components/ui/text-link";
import type { RepairState } from "@/server/repairs/input";
import type { BoardRowView } from "./board-page";
import { Due } from "./due";
import { Receipt } from "./receipt-number";
import { CoverageBadge } from "./state-badge";

export interface BoardColumn {
  state: RepairState;
  count: number;
  late: number;
  rows: readonly BoardRowView[];
}

interface Props {
  path: string;
  columns: readonly BoardColumn[];
  now: Date;
  /** The list of one state, for what a column has no room for. */
  listHref: (state: RepairState) => string;
}

/** Open repairs side by side by state, what is late first: for a desk's wide screen, where the list stands on a narrow one. */
export function BoardColumns({ path, columns, now, listHref }: Props) {
  const t = useTranslations("repairs");
  return (
    <div className="grid grid-cols-5 items-start gap-3 max-lg:hidden">
      {columns.map(({ state, count, late, rows }) => (
        <section key={state} aria-label={t(`states.${state}`)} className="min-w-0 rounded-xl bg-sunken p-2">
          <div className="mb-2 px-1.5 pt-1">
            <h2 className="flex items-baseline justify-between gap-2 text-sm font-semibold">
              <span className="truncate">{t(`states.${state}`)}</span>
              <span className="tabular font-normal text-ink-2">{t("board.columnCount", { count })}</span>
            </h2>
            {late > 0 && (
              <p className="tabular text-xs font-medium text-danger">{t("board.columnLate", { count: late })}</p>
            )}
          </div>
          <ul className="grid gap-2">
            {rows.map((row) => (
              <li key={row.repairId}>
                <Link
                  href={`${path}/${row.repairId}`}
                  className={`grid gap-1.5 rounded-lg border bg-surface p-3 text-sm shadow-card transition-colors hover:bg-hover ${row.isOverdue ? "border-danger/50" : "border-line"}`}
                >
                  <span className="line-clamp-2 font-medium">{row.productName}</span>
                  <span className="truncate text-ink-2">
                    <PersonName name={{ ...row, memberNumber: row.memberNo }} kana={false} />
                  </span>
                  <Receipt no={row.receiptNo} className="text-xs text-ink-3" />
                  <span className="flex flex-wrap gap-1.5">
                    <Due row={row} now={now} />
                    <CoverageBadge coverage={row.coverage} />
                  </span>
                </Link>
              </li>
            ))}
          </ul>
          {rows.length === 0 && <p className="px-1.5 pb-1.5 text-xs text-ink-3">{t("board.columnNone")}</p>}
          {count > rows.length && rows.length > 0 && (
            <p className="px-1.5 py-2 text-xs">
              <TextLink href={listHref(state)}>{t("board.columnMore", { count: count - rows.length })}</TextLink>
            </p>
          )}
        </section>
      ))}
    </div>
  );
}
