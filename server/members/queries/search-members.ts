import { and, asc, eq, isNotNull, isNull, type SQL, sql } from "drizzle-orm";
import { memberKeys, members } from "@/db/schema/members";
import { type Ctx, read } from "@/server/kernel/ctx";
import { DomainError } from "@/server/kernel/errors";
import { tenantOf } from "@/server/kernel/gate";
import { isUuid } from "@/server/kernel/ids";
import { parseInput } from "@/server/kernel/parse";
import { addDays, instantOf } from "@/server/kernel/time";
import { demand } from "@/server/tenancy/access";
import type { z } from "zod";
import { canSeeMembers } from "../access";
import { memberSearch } from "../input";
import { afterPrefix, openPlace, type SearchPlace, sealPlace, searchTarget } from "../rules/search";
import { memberCardColumns } from "./find-member";

const sortColumns = {
  kana: members.kanaNormalised,
  name: members.nameNormalised,
  email: members.emailNormalised,
  phone: members.phoneNormalised,
};

// LIKE is not leak-proof, so behind row-level security it could not use an index; the operators of text_pattern_ops are, and
// they compare bytes whatever the database's language is. A prefix is a range: wildcards in it are ordinary characters.
const inPrefix = (column: (typeof sortColumns)[keyof typeof sortColumns], prefix: string): SQL =>
  sql`${column} operator(pg_catalog.~>=~) ${prefix} and ${column} operator(pg_catalog.~<~) ${afterPrefix(prefix)}`;

interface Plan {
  where?: SQL;
  after?: SQL;
  order: SQL[];
  placeOf: (row: { joinedAt: Date; memberId: string; sortedBy: string | null }) => SearchPlace;
  sortedBy: SQL<string | null>;
}

function planFor(target: ReturnType<typeof searchTarget>, place: SearchPlace | null): Plan {
  if (target.by === "kana" || target.by === "name" || target.by === "email" || target.by === "phone") {
    const column = sortColumns[target.by];
    return {
      where: inPrefix(column, target.prefix),
      after: place
        ? sql`${column} operator(pg_catalog.~>=~) ${place.sortedBy} and (${column} operator(pg_catalog.~>~) ${place.sortedBy} or ${members.memberId} > ${place.memberId})`
        : undefined,
      order: [sql`${column} using ~<~`, asc(members.memberId)],
      sortedBy: sql`${column}`,
      placeOf: (row) => ({ sortedBy: row.sortedBy ?? "", memberId: row.memberId }),
    };
  }
  const byCard = target.by === "card";
  return {
    where: byCard
      ? sql`${members.memberId} in (select ${memberKeys.memberId} from ${memberKeys} where ${memberKeys.tenantId} = ${members.tenantId}
          and ${memberKeys.kind} = 'card' and ${memberKeys.value} = ${target.value})`
      : target.by === "nothing"
        ? sql`false`
        : undefined,
    after: place
      ? sql`(${members.joinedAt}, ${members.memberId}) < (${place.sortedBy}::timestamptz, ${place.memberId}::uuid)`
      : undefined,
    order: [sql`${members.joinedAt} desc`, sql`${members.memberId} desc`],
    sortedBy: sql`null::text`,
    placeOf: (row) => ({ sortedBy: row.joinedAt.toISOString(), memberId: row.memberId }),
  };
}

function placeFrom(cursor: string | undefined, isByTime: boolean): SearchPlace | null {
  if (cursor === undefined) return null;
  const place = openPlace(cursor);
  const isGood = place && isUuid(place.memberId) && (!isByTime || !Number.isNaN(Date.parse(place.sortedBy)));
  if (!isGood) throw new DomainError("invalid", "members.cursor", { field: "cursor" });
  return place;
}

/**
 * Members by search word (beginning of reading or name, address, phone, card number) and filters, page by page. Without a word
 * the newest come first, with one they come in the order of what was searched. Throws `invalid` for a cursor that is not ours.
 */
export async function searchMembers(ctx: Ctx, input: z.input<typeof memberSearch>) {
  demand(canSeeMembers(ctx.actor));
  const { q, mailOptIn, joinedFrom, joinedTo, withdrawn, cursor, limit } = parseInput(memberSearch, input);
  const target = searchTarget(q);
  const isByTime = target.by === "all" || target.by === "card" || target.by === "nothing";
  const plan = planFor(target, placeFrom(cursor, isByTime));
  const timeZone = joinedFrom || joinedTo ? (await tenantOf(ctx)).timeZone : "UTC";
  const rows = await read(ctx, (tx) =>
    tx
      .select({ ...memberCardColumns, sortedBy: plan.sortedBy })
      .from(members)
      .where(
        and(
          eq(members.tenantId, ctx.tenant),
          plan.where,
          plan.after,
          withdrawn ? isNotNull(members.withdrawnAt) : isNull(members.withdrawnAt),
          mailOptIn === undefined ? undefined : eq(members.mailOptIn, mailOptIn),
          joinedFrom ? sql`${members.joinedAt} >= ${instantOf(joinedFrom, 0, timeZone)}` : undefined,
          joinedTo ? sql`${members.joinedAt} < ${instantOf(addDays(joinedTo, 1), 0, timeZone)}` : undefined,
        ),
      )
      .orderBy(...plan.order)
      .limit(limit + 1),
  );
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  return {
    members: page.map(({ sortedBy: _sortedBy, ...member }) => member),
    nextCursor: rows.length > limit && last ? sealPlace(plan.placeOf(last)) : null,
  };
}
