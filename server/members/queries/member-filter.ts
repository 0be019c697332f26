import { and, eq, isNotNull, isNull, not, type SQL, sql } from "drizzle-orm";
import { memberTagLinks } from "@/db/schema/member-desk";
import { memberKeys, members, memberWords } from "@/db/schema/members";
import { rankStandings } from "@/db/schema/ranks";
import { type Ctx, read } from "@/server/kernel/ctx";
import { tenantOf } from "@/server/kernel/gate";
import { addDays, businessDayIn, instantOf } from "@/server/kernel/time";
import type { MemberFilter } from "../input";
import { afterPrefix, type SearchTarget, searchTarget } from "../rules/search";

export const sortColumns = { email: members.emailNormalised, phone: members.phoneNormalised };

// LIKE is not leak-proof, so behind row-level security it could not use an index; the operators of text_pattern_ops are, and
// they compare bytes whatever the database's language is. A prefix is a range: wildcards in it are ordinary characters.
const inPrefix = (column: SQL, prefix: string): SQL =>
  sql`(${column} operator(pg_catalog.~>=~) ${prefix} and ${column} operator(pg_catalog.~<~) ${afterPrefix(prefix)})`;

type NamesTarget = Extract<SearchTarget, { by: "names" }>;

/** One index in which a name may be found by how it begins; its rows come in the order of `column`. */
export interface NameSource {
  from: SQL;
  tenant: SQL;
  column: SQL;
  memberId: SQL;
  where: SQL;
  /** Members that an earlier source has found as well: each is shown once, at the first. */
  known: SQL[];
}

/** Where a name is looked for: whole reading, whole name, then the words that stand further on. */
export function nameSources({ kana, name }: NamesTarget): NameSource[] {
  const asked = [
    ...(kana === null ? [] : [{ kind: "kana", column: sql`${members.kanaNormalised}`, prefix: kana }]),
    ...(name === null ? [] : [{ kind: "name", column: sql`${members.nameNormalised}`, prefix: name }]),
  ];
  const wholes = asked.map(({ column, prefix }) => inPrefix(column, prefix));
  const word = sql`${memberWords.word}`;
  const earlier = (kind: string) =>
    asked.map((other) => {
      const isBefore = other.kind === kind ? sql`and v.word < ${word}` : sql``;
      return sql`exists (select from ${memberWords} v where v.tenant_id = ${members.tenantId} and v.member_id = ${members.memberId}
        and v.kind = ${other.kind} and ${inPrefix(sql`v.word`, other.prefix)} ${isBefore})`;
    });
  return [
    ...asked.map(({ column }, place) => ({
      from: sql`${members}`,
      tenant: sql`${members.tenantId}`,
      memberId: sql`${members.memberId}`,
      column,
      where: wholes[place] as SQL,
      known: wholes.slice(0, place),
    })),
    ...asked.map(({ kind, prefix }, place) => ({
      from: sql`${memberWords} join ${members} on ${members.tenantId} = ${memberWords.tenantId} and ${members.memberId} = ${memberWords.memberId}`,
      tenant: sql`${memberWords.tenantId}`,
      memberId: sql`${memberWords.memberId}`,
      column: word,
      where: sql`${memberWords.kind} = ${kind} and ${inPrefix(word, prefix)}`,
      known: [...wholes, ...earlier(kind).slice(0, place + 1)],
    })),
  ];
}

/** True for rows of a source that no earlier one shows; a missing name is no earlier one. */
export const shownFirst = ({ known }: NameSource): SQL | undefined =>
  and(...known.map((one) => not(sql`coalesce(${one}, false)`)));

/** What the search word asks for; undefined for every member. */
export function wordCondition(tenant: Ctx["tenant"], target: SearchTarget): SQL | undefined {
  switch (target.by) {
    case "names":
      return sql`${members.memberId} in (select found.member_id from (${sql.join(
        nameSources(target).map(
          (source) =>
            sql`select ${source.memberId} from ${source.from} where ${source.tenant} = ${tenant} and ${source.where}`,
        ),
        sql` union all `,
      )}) as found)`;
    case "email":
    case "phone":
      return inPrefix(sql`${sortColumns[target.by]}`, target.prefix);
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
  const { joinedFrom, joinedTo, mailOptIn, hasMail, storeId, tagId, rankId, withdrawn } = filter;
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
    rankId === undefined ? undefined : await rankCondition(ctx, rankId),
    joinedFrom ? sql`${members.joinedAt} >= ${instantOf(joinedFrom, 0, timeZone)}` : undefined,
    joinedTo ? sql`${members.joinedAt} < ${instantOf(addDays(joinedTo, 1), 0, timeZone)}` : undefined,
  );
}

/** Whoever bears the rank. The lowest is also that of everybody who has no standing yet. */
async function rankCondition(ctx: Ctx, rankId: string): Promise<SQL> {
  const mine = sql`${rankStandings.tenantId} = ${members.tenantId} and ${rankStandings.memberId} = ${members.memberId}`;
  const bears = sql`exists (select from ${rankStandings} where ${mine} and ${rankStandings.rankId} = ${rankId})`;
  const shop = await tenantOf(ctx);
  const today = businessDayIn(ctx.now, shop.timeZone, shop.businessDayStartMinutes);
  const { rows } = await read(ctx, (tx) =>
    tx.execute<{ id: string | null }>(
      sql`select (goen.rank_program_on(${ctx.tenant}, ${today}::date)).rank_ids[1] as id`,
    ),
  );
  if (rows[0]?.id !== rankId) return bears;
  return sql`(${bears} or not exists (select from ${rankStandings} where ${mine}))`;
}

/** The whole condition of a filter, word included; for counting and for bulk actions. */
export async function membersIn(ctx: Ctx, filter: MemberFilter): Promise<SQL | undefined> {
  return and(await filterConditions(ctx, filter), wordCondition(ctx.tenant, searchTarget(filter.q)));
}
