import { and, asc, desc, eq, inArray, isNotNull, type SQL, sql } from "drizzle-orm";
import { memberTagLinks } from "@/db/schema/member-desk";
import { memberKeys, members } from "@/db/schema/members";
import { type Ctx, read } from "@/server/kernel/ctx";
import { DomainError } from "@/server/kernel/errors";
import { isUuid } from "@/server/kernel/ids";
import { parseInput } from "@/server/kernel/parse";
import { demand } from "@/server/tenancy/access";
import type { z } from "zod";
import { canSeeMembers } from "../access";
import { bulkMost, memberFilter, memberSearch, type memberSort } from "../input";
import { exactNames, openPlace, type SearchPlace, sealPlace, searchTarget } from "../rules/search";
import { memberCardColumns } from "./find-member";
import { filterConditions, membersIn, nameSources, shownFirst, sortColumns, wordCondition } from "./member-filter";

type Sort = z.output<typeof memberSort>;

/** One order of the list: the column, which way, and how its value travels in a cursor. */
interface Order {
  column: SQL;
  /** Who bears it, in the same table: ties are broken by it. */
  memberId?: SQL;
  isDown: boolean;
  kind: "text" | "time";
  /** For a time: the field of the row that holds it. */
  field: "joinedAt" | "lastLoginAt";
  /** Rows without the value are not in this list. */
  only?: SQL;
}

const joined = (isDown: boolean): Order => ({
  column: sql`${members.joinedAt}`,
  isDown,
  kind: "time",
  field: "joinedAt",
});

function orderOf(target: ReturnType<typeof searchTarget>, sort: Sort): Order {
  if (target.by === "names") return { column: sql`found.sorted_by`, isDown: false, kind: "text", field: "joinedAt" };
  if (target.by === "email" || target.by === "phone")
    return { column: sql`${sortColumns[target.by]}`, isDown: false, kind: "text", field: "joinedAt" };
  switch (sort) {
    case "joined":
    case "joined_asc":
      return joined(sort === "joined");
    case "kana":
    case "kana_desc":
      return {
        column: sql`${members.kanaNormalised}`,
        isDown: sort === "kana_desc",
        kind: "text",
        field: "joinedAt",
        only: isNotNull(members.kanaNormalised),
      };
    case "login":
      return {
        column: sql`${members.lastLoginAt}`,
        isDown: true,
        kind: "time",
        field: "lastLoginAt",
        only: isNotNull(members.lastLoginAt),
      };
  }
}

/** Rows behind a place, walking down or up; the bound on the column alone is what the index can use. */
function behind(
  { column, kind, memberId = sql`${members.memberId}` }: Order,
  place: SearchPlace,
  isDown: boolean,
): SQL {
  const ops =
    kind === "text" ? { le: "~<=~", lt: "~<~", ge: "~>=~", gt: "~>~" } : { le: "<=", lt: "<", ge: ">=", gt: ">" };
  const value = kind === "text" ? sql`${place.sortedBy}` : sql`${place.sortedBy}::timestamptz`;
  const op = (name: keyof typeof ops) => sql.raw(`operator(pg_catalog.${ops[name]})`);
  return isDown
    ? sql`${column} ${op("le")} ${value} and (${column} ${op("lt")} ${value} or ${memberId} < ${place.memberId}::uuid)`
    : sql`${column} ${op("ge")} ${value} and (${column} ${op("gt")} ${value} or ${memberId} > ${place.memberId}::uuid)`;
}

function sorting({ column, kind, memberId = sql`${members.memberId}` }: Order, isDown: boolean): SQL[] {
  if (kind === "text")
    return [sql`${column} using ${sql.raw(isDown ? "~>~" : "~<~")}`, isDown ? desc(memberId) : asc(memberId)];
  // As the indexes are: downwards with nulls first, so that the planner may walk them either way.
  return isDown
    ? [sql`${column} desc nulls first`, sql`${memberId} desc nulls first`]
    : [sql`${column} asc nulls last`, sql`${memberId} asc nulls last`];
}

function placeFrom(cursor: string | undefined, kind: Order["kind"]): SearchPlace | null {
  if (cursor === undefined) return null;
  const place = openPlace(cursor);
  const isGood = place && isUuid(place.memberId) && (kind === "text" || !Number.isNaN(Date.parse(place.sortedBy)));
  if (!isGood) throw new DomainError("invalid", "members.cursor", { field: "cursor" });
  return place;
}

/**
 * Members by search word and filters, page by page in both directions. Without a word the newest come first (or as `sort` says),
 * with one they come in the order of what was searched; whoever bears the word as a card number or external id comes before
 * all others. Throws `invalid` for a cursor that is not ours.
 */
export async function searchMembers(ctx: Ctx, input: z.input<typeof memberSearch>) {
  demand(canSeeMembers(ctx.actor));
  const { sort, cursor, direction, limit, ...filter } = parseInput(memberSearch, input);
  const target = searchTarget(filter.q);
  const order = withTag(orderOf(target, sort), filter.tagId);
  const place = placeFrom(cursor, order.kind);
  const isBack = place !== null && direction === "prev";
  const isDown = order.isDown !== isBack;
  // A tag is asked for through its own index below.
  const conditions = await filterConditions(ctx, { ...filter, tagId: undefined });
  const everyCondition = await filterConditions(ctx, filter);
  const named = place ? [] : await namedExactly(ctx, filter.q, everyCondition);
  const rows = await read(ctx, (tx) => {
    const from = tx
      .select({
        ...memberCardColumns,
        sortedBy: order.kind === "text" ? sql<string | null>`${order.column}` : sql<null>`null::text`,
      })
      .from(members)
      .$dynamic();
    if (target.by === "names") {
      const walk = { order, place, isDown, limit, conditions: everyCondition };
      return from
        .innerJoin(sql`(${found(ctx, target, walk)}) as found`, sql`found.member_id = ${members.memberId}`)
        .where(eq(members.tenantId, ctx.tenant))
        .orderBy(...sorting(order, isDown))
        .limit(limit + 1);
    }
    const source = filter.tagId
      ? from.innerJoin(
          memberTagLinks,
          and(
            eq(memberTagLinks.tenantId, members.tenantId),
            eq(memberTagLinks.memberId, members.memberId),
            eq(memberTagLinks.tagId, filter.tagId),
          ),
        )
      : from;
    return source
      .where(
        and(
          conditions,
          filter.tagId ? eq(memberTagLinks.tenantId, ctx.tenant) : undefined,
          wordCondition(ctx.tenant, target),
          order.only,
          place ? behind(order, place, isDown) : undefined,
        ),
      )
      .orderBy(...sorting(order, isDown))
      .limit(limit + 1);
  });
  const hasMore = rows.length > limit;
  const page = rows.slice(0, limit);
  if (isBack) page.reverse();
  const sealed = (row: (typeof page)[number] | undefined) =>
    row
      ? sealPlace({
          sortedBy: order.kind === "text" ? (row.sortedBy ?? "") : (row[order.field]?.toISOString() ?? ""),
          memberId: row.memberId,
        })
      : null;
  const isFirst = place === null || (isBack && !hasMore);
  const known = new Set(named.map((member) => member.memberId));
  return {
    members: [
      ...named,
      ...page.map(({ sortedBy: _sortedBy, ...member }) => member).filter((m) => !known.has(m.memberId)),
    ],
    nextCursor: hasMore || isBack ? sealed(page.at(-1)) : null,
    prevCursor: isFirst ? null : sealed(page[0]),
  };
}

interface Walk {
  order: Order;
  place: SearchPlace | null;
  isDown: boolean;
  limit: number;
  conditions: SQL | undefined;
}

/** Ids of a page of those whose name begins so, and what they are sorted by: one walk along each index, merged. */
function found(
  ctx: Ctx,
  target: Extract<ReturnType<typeof searchTarget>, { by: "names" }>,
  { order, place, isDown, limit, conditions }: Walk,
): SQL {
  const walks = nameSources(target).map((source) => {
    const ordered = { ...order, column: source.column, memberId: source.memberId };
    const condition = and(
      conditions,
      source.where,
      shownFirst(source),
      place ? behind(ordered, place, isDown) : undefined,
    );
    return sql`(select ${source.memberId} as member_id, ${source.column} as sorted_by from ${source.from}
      where ${source.tenant} = ${ctx.tenant} and ${condition} order by ${sql.join(sorting(ordered, isDown), sql`, `)} limit ${limit + 1})`;
  });
  return sql.join(walks, sql` union all `);
}

const withTag = (order: Order, tagId: string | undefined): Order =>
  tagId && order.field === "joinedAt" && order.kind === "time"
    ? { ...order, column: sql`${memberTagLinks.joinedAt}` }
    : order;

/** Whoever bears the word whole as a card or external id; at most a few. */
async function namedExactly(ctx: Ctx, q: string, conditions: SQL | undefined) {
  const names = exactNames(q);
  if (names.length === 0) return [];
  return read(ctx, async (tx) => {
    const holders = await tx
      .select({ memberId: memberKeys.memberId })
      .from(memberKeys)
      .where(
        and(
          eq(memberKeys.tenantId, ctx.tenant),
          inArray(memberKeys.kind, ["card", "external"]),
          inArray(memberKeys.value, names),
        ),
      )
      .limit(6);
    if (holders.length === 0) return [];
    return tx
      .select(memberCardColumns)
      .from(members)
      .where(
        and(
          conditions,
          inArray(
            members.memberId,
            holders.map((holder) => holder.memberId),
          ),
        ),
      );
  });
}

/** How many members a filter finds, counted up to just above what a bulk action may take. */
export async function countMembers(
  ctx: Ctx,
  input: z.input<typeof memberFilter>,
): Promise<{ count: number; isMore: boolean }> {
  demand(canSeeMembers(ctx.actor));
  const condition = await membersIn(ctx, parseInput(memberFilter, input));
  const { rows } = await read(ctx, (tx) =>
    tx.execute<{ n: number }>(
      sql`select count(*)::int as n from (select from ${members} where ${condition} limit ${bulkMost + 1}) m`,
    ),
  );
  const n = rows[0]?.n ?? 0;
  return { count: Math.min(n, bulkMost), isMore: n > bulkMost };
}
