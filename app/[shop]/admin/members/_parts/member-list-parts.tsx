import "server-only";
import { cookies } from "next/headers";
import { getLocale, getTranslations } from "next-intl/server";
import { orNotFound } from "@/app/or-not-found";
import { chosenColumns, columnsCookie, memberFilterOf, type MemberListState } from "@/components/admin/member-filters";
import { canRunBulk } from "@/server/members/access";
import type { adminCaller } from "../../_parts/admin-gate";
import { BulkRuns } from "./bulk-runs";
import { FilterBar } from "./filter-bar";
import { MemberList } from "./member-list";
import { EditTags } from "./edit-tags";
import { ViewsBar } from "./views-bar";

type Caller = Awaited<ReturnType<typeof adminCaller>>;

/** The parts of the list of members, with what each needs read at once. */
export async function memberListParts(
  { api, base, staff, context }: Caller,
  state: MemberListState,
  { cursor, dir }: Record<string, string | undefined>,
) {
  const bulkRefusal = canRunBulk(staff);
  const direction = dir === "prev" ? "prev" : "next";
  const locale = (await getLocale()) === "en" ? "en" : "ja";
  const [found, stores, levels, tags, views, runs, jar, t] = await Promise.all([
    orNotFound(api.members.search({ ...memberFilterOf(state), sort: state.sort, cursor, direction })),
    api.tenancy.stores(),
    api.ranks.levels(),
    api.memberDesk.tags(),
    api.memberDesk.views(),
    bulkRefusal ? [] : api.memberDesk.bulkRuns(),
    cookies(),
    getTranslations("members.errors"),
  ]);
  const columns = chosenColumns(jar.get(columnsCookie)?.value).filter((name) => name !== "rank" || levels.length > 0);
  const of = levels.length > 0 ? await api.ranks.ofMembers({ memberIds: found.members.map((m) => m.memberId) }) : [];
  const ranks = Object.fromEntries(of.map(({ memberId, name, color }) => [memberId, { name: name[locale], color }]));
  return {
    actions: <EditTags tags={tags} refusal={bulkRefusal ? t("not_for_role") : undefined} />,
    filters: (
      <FilterBar
        {...{ state, stores, tags }}
        ranks={levels.map(({ rankId, name }) => ({ rankId, name: name[locale] }))}
      />
    ),
    views: <ViewsBar {...{ state, views, columns }} mayShare={bulkRefusal === null} />,
    runs: bulkRefusal === null && <BulkRuns tags={tags} initial={runs.map(({ runId }) => ({ runId }))} />,
    list: (
      <MemberList
        {...{ base, state, columns, stores, ranks, tags, bulkRefusal }}
        members={found.members}
        nextCursor={found.nextCursor}
        prevCursor={found.prevCursor}
        now={context.now}
      />
    ),
  };
}
