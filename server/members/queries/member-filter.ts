import { and, eq, isNotNull, isNull, type SQL, sql } from "drizzle-orm";
import { memberTagLinks } from "@/db/schema/member-desk";
import { memberKeys, members } from "@/db/schema/members";
import type { Ctx } from "@/server/kernel/ctx";
import { tenantOf } from "@/server/kernel/gate";
import { addDays, instantOf } from "@/server/kernel/time";
import type { MemberFilter } from "../input";
import { afterPrefix, searchTarget } from "../rules/search";

export const sortColumns = {
  kana: members.kanaNormalised,
  name: members.nameNormalised,
  email: members.emailNormalised,
  phone: members.phoneNormalised,
};

// LIKE is not leak-proof, so behind row-level security it could not use an index; the operators of text_pattern_ops are, and
// they compare bytes whatever the database's language is. A prefix is a range: wildcards in it are ordinary characters.
const inPrefix = (column: (typeof sortColumns)[keyof typeof sortColumns], prefix: string): SQL =>
  sql`${column} operator(pg_catalog.~>=~) ${prefix} and ${column} operator(pg_catalog.~<~) ${afterPrefix(prefix)}`;

/** What the search word asks for; undefined for every member. */
export function wordCondition(target: ReturnType<typeof searchTarget>): SQL | undefined {
  switch (target.by) {
    case "kana":
    case "name":
    case "email":
    case "phone":
      return inPrefix(sortColumns[target.by], target.prefix);
    case "card":
      return sql`${members.memberId} in (select ${memberKeys.memberId} from ${memberKeys} where ${memberKeys.tenantId} = ${members.tenantId}
        and ${memberKeys.kind} = 'card' and ${memberKeys.value} = ${target.value})`;
    case "nothing":
      return sql`false`;
    case "all":
      return undefined;
  }
}

/** Everything a filter asks for but its word. Each condition has an index in the order of the list (db/schema/members.ts). */
export async function filterConditions(ctx: Ctx, filter: MemberFilter): Promise<SQL | undefined> {
  const { joinedFrom, joinedTo, mailOptIn, hasMail, storeId, tagId, withdrawn } = filter;
  const timeZone = joinedFrom || joinedTo ? (await tenantOf(ctx)).timeZone : "UTC";
  return and(
    eq(members.tenantId, ctx.tenant),
    withdrawn ? isNotNull(members.withdrawnAt) : isNull(members.withdrawnAt),
    mailOptIn === undefined ? undefined : eq(members.mailOptIn, mailOptIn),
    hasMail === undefined ? undefined : hasMail ? isNotNull(members.emailNormalised) : isNull(members.emailNormalised),
    storeId === undefined ? undefined : eq(members.joinedStoreId, storeId),
    tagId === undefined
      ? undefined
      : sql`exists (select from ${memberTagLinks} where ${memberTagLinks.tenantId} = ${members.tenantId}
          and ${memberTagLinks.memberId} = ${members.memberId} and ${memberTagLinks.tagId} = ${tagId})`,
    joinedFrom ? sql`${members.joinedAt} >= ${instantOf(joinedFrom, 0, timeZone)}` : undefined,
    joinedTo ? sql`${members.joinedAt} < ${instantOf(addDays(joinedTo, 1), 0, timeZone)}` : undefined,
  );
}

/** The whole condition of a filter, word included; for counting and for bulk actions. */
export async function membersIn(ctx: Ctx, filter: MemberFilter): Promise<SQL | undefined> {
  return and(await filterConditions(ctx, filter), wordCondition(searchTarget(filter.q)));
}
