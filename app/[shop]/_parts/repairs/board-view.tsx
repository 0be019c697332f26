import "server-only";
import { getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import { orNotFound } from "@/app/or-not-found";
import { AddressSearch } from "@/app/[shop]/admin/_parts/address-search";
import { BoardPage } from "@/components/repairs/board-page";
import { type BoardView, boardViews } from "@/server/repairs/input";
import type { callerFor } from "@/server/trpc/caller";
import { NumberReader } from "./number-reader";

export interface BoardQuery {
  q?: string;
  view?: string;
  store?: string;
  cursor?: string;
  as?: string;
  from?: string;
  to?: string;
}

interface Props {
  api: Awaited<ReturnType<typeof callerFor>>["api"];
  path: string;
  query: BoardQuery;
  now: Date;
  above?: ReactNode;
}

/** As many as a column shows before it points to the list. */
const columnRows = 20;
const uuid = /^[0-9a-f-]{36}$/;

/** The board of repairs, the same at the counter and in the office. A word searches everything unless a state is chosen. */
export async function RepairBoard({ api, path, query, now, above }: Props) {
  const q = (query.q ?? "").slice(0, 100);
  const view: BoardView = boardViews.find((one) => one === query.view) ?? (q ? "all" : "open");
  const storeId = uuid.test(query.store ?? "") ? (query.store ?? "") : "";
  const inStore = storeId ? { storeId } : {};
  const [t, board, counts, stores] = await Promise.all([
    getTranslations("repairs.board"),
    orNotFound(api.repairs.board({ q, view, ...inStore, cursor: query.cursor })),
    api.repairs.counts(inStore),
    api.tenancy.stores(),
  ]);
  const columns =
    query.as === "columns" && view === "open"
      ? await Promise.all(
          counts.byState.map(async (column) => ({
            ...column,
            rows: (await api.repairs.board({ view: column.state, ...inStore, limit: columnRows })).rows,
          })),
        )
      : null;
  return (
    <BoardPage
      {...{ path, view, q, storeId, counts, now, columns }}
      stores={stores.filter(({ kind }) => kind === "shop")}
      rows={board.rows}
      nextCursor={board.cursor}
      isFirstPage={!query.cursor}
      search={<AddressSearch label={t("search")} placeholder={t("searchHint")} />}
    >
      <NumberReader path={path} />
      {above}
    </BoardPage>
  );
}
