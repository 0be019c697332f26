"use client";

import { SearchX, Users } from "lucide-react";
import { useTranslations } from "next-intl";
import { useMemo, useState } from "react";
import { memberCells, type MemberRowView } from "@/components/admin/member-cells";
import {
  isNarrowed,
  type MemberColumn,
  type MemberListSort,
  type MemberListState,
  memberListHref,
} from "@/components/admin/member-filters";
import { type Column, DataTable } from "@/components/table/data-table";
import { Checkbox } from "@/components/ui/checkbox";
import { EmptyState } from "@/components/ui/empty-state";
import { TextLink } from "@/components/ui/text-link";
import { BulkBar } from "./bulk-bar";

interface Props {
  base: string;
  state: MemberListState;
  columns: readonly MemberColumn[];
  members: readonly MemberRowView[];
  nextCursor: string | null;
  prevCursor: string | null;
  stores: readonly { id: string; name: string }[];
  ranks: Readonly<Record<string, { name: string; color: string }>>;
  tags: readonly { tagId: string; name: string }[];
  /** Why this person may not change many at once, or null. */
  bulkRefusal: string | null;
  now: Date;
}

/** The list, with members that can be chosen. Chosen ones stay chosen from page to page; another list begins with nobody. */
export function MemberList(props: Props) {
  const { base, state, columns, members, nextCursor, prevCursor, stores, ranks, tags, bulkRefusal, now } = props;
  const t = useTranslations("memberDesk.list");
  const path = `${base}/members`;
  const list = memberListHref(path, state);
  const [chosen, setChosen] = useState<{ list: string; ids: ReadonlySet<string>; isAll: boolean }>({
    list,
    ids: new Set(),
    isAll: false,
  });
  const current = chosen.list === list ? chosen : { list, ids: new Set<string>(), isAll: false };
  const choose = (ids: Iterable<string>, isAll = false) => setChosen({ list, ids: new Set(ids), isAll });
  const pageIds = useMemo(() => members.map((member) => member.memberId), [members]);
  const isPageChosen = pageIds.length > 0 && pageIds.every((id) => current.ids.has(id));
  const toggle = (id: string) => {
    const next = new Set(current.ids);
    if (!next.delete(id)) next.add(id);
    choose(next);
  };
  const sortBy = (down: MemberListSort, up?: MemberListSort): Column<MemberRowView>["sort"] => {
    if (state.q) return undefined;
    const isNow = state.sort === down || state.sort === up;
    const next = up && state.sort === down ? up : down;
    const isAscending = state.sort === "kana" || state.sort === "joined_asc";
    return {
      href: memberListHref(path, { ...state, sort: next }),
      current: isNow ? (isAscending ? "asc" : "desc") : undefined,
    };
  };
  const cells = memberCells({ stores, ranks, now });
  const column = (key: MemberColumn): Column<MemberRowView> => ({
    key,
    header: t(`columns.${key}`),
    cell: cells[key],
    sort: key === "joined" ? sortBy("joined", "joined_asc") : key === "login" ? sortBy("login") : undefined,
  });
  return (
    <>
      <DataTable
        caption={t("title")}
        rows={members}
        rowKey={(member) => member.memberId}
        rowHref={(member) => `${path}/${member.memberId}`}
        selection={
          bulkRefusal === null && state.status !== "withdrawn" && members.length > 0
            ? {
                all: (
                  <Checkbox
                    hideLabel
                    label={t("choosePage")}
                    checked={isPageChosen}
                    onChange={() =>
                      choose(
                        isPageChosen
                          ? [...current.ids].filter((id) => !pageIds.includes(id))
                          : [...current.ids, ...pageIds],
                      )
                    }
                  />
                ),
                row: (member) => (
                  <Checkbox
                    hideLabel
                    label={t("chooseOne", { number: member.memberNo })}
                    checked={current.ids.has(member.memberId)}
                    onChange={() => toggle(member.memberId)}
                  />
                ),
              }
            : undefined
        }
        empty={
          isNarrowed(state) || prevCursor ? (
            <EmptyState
              icon={<SearchX />}
              title={t("notFound")}
              description={t("notFoundHint")}
              actions={<TextLink href={path}>{t("showAll")}</TextLink>}
            />
          ) : (
            <EmptyState icon={<Users />} title={t("none")} description={t("noneHint")} />
          )
        }
        paging={{
          nextHref: nextCursor && memberListHref(path, state, { cursor: nextCursor }),
          prevHref: prevCursor && memberListHref(path, state, { cursor: prevCursor, dir: "prev" }),
          summary: t(state.q ? "orders.word" : `orders.${state.sort}`),
        }}
        columns={[
          { key: "name", header: t("columns.name"), cell: cells.name, sort: sortBy("kana", "kana_desc") },
          ...columns.map(column),
        ]}
      />
      <BulkBar
        base={base}
        state={state}
        tags={tags}
        ids={[...current.ids]}
        isAll={current.isAll}
        canChooseAll={isPageChosen && (nextCursor !== null || prevCursor !== null)}
        onChooseAll={() => choose(current.ids, true)}
        onClear={() => choose([])}
      />
    </>
  );
}
