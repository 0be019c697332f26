import "server-only";
import { cookies } from "next/headers";
import { getTranslations } from "next-intl/server";
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
  const [found, stores, tags, views, runs, jar, t] = await Promise.all([
    orNotFound(api.members.search({ ...memberFilterOf(state), sort: state.sort, cursor, direction })),
    api.tenancy.stores(),
    api.memberDesk.tags(),
    api.memberDesk.views(),
    bulkRefusal ? [] : api.memberDesk.bulkRuns(),
    cookies(),
    getTranslations("members.errors"),
  ]);
  const columns = chosenColumns(jar.get(columnsCookie)?.value);
  return {
    actions: <EditTags tags={tags} refusal={bulkRefusal ? t("not_for_role") : undefined} />,
    filters: <FilterBar {...{ state, stores, tags }} />,
    views: <ViewsBar {...{ state, views, columns }} mayShare={bulkRefusal === null} />,
    runs: bulkRefusal === null && <BulkRuns tags={tags} initial={runs.map(({ runId }) => ({ runId }))} />,
    list: (
      <MemberList
        {...{ base, state, columns, stores, tags, bulkRefusal }}
        members={found.members}
        nextCursor={found.nextCursor}
        prevCursor={found.prevCursor}
        now={context.now}
      />
    ),
  };
}
