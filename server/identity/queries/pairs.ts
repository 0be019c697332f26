import { and, desc, eq, gte, inArray, lt, sql } from "drizzle-orm";
import type { z } from "zod";
import { duplicatePairs, duplicateRuns } from "@/db/schema/identity";
import { members } from "@/db/schema/members";
import { cursorOf, readCursor } from "@/server/kernel/cursor";
import { type Ctx, read } from "@/server/kernel/ctx";
import { parseInput } from "@/server/kernel/parse";
import { demand } from "@/server/tenancy/access";
import { canMerge, canSetMerging } from "../access";
import { pairFilter } from "../input";
import { undoDays } from "./merges";
import { type Certainty, certaintyFrom, certaintyOf, type Reason } from "../rules/score";

const person = {
  memberId: members.memberId,
  memberNo: members.memberNo,
  familyName: members.familyName,
  givenName: members.givenName,
  joinedAt: members.joinedAt,
  birthday: members.birthday,
};

const between = (certainty: Certainty | undefined) => {
  if (certainty === undefined) return undefined;
  const from = certaintyFrom[certainty];
  const above = { sure: 101, likely: certaintyFrom.sure, possible: certaintyFrom.likely }[certainty];
  return and(gte(duplicatePairs.score, from), lt(duplicatePairs.score, above));
};

/** Pairs of records that may be one person, the surest first. Throws `forbidden`. */
export async function pairsList(ctx: Ctx, input: z.input<typeof pairFilter>) {
  demand(canMerge(ctx.actor));
  const { state, certainty, cursor, limit } = parseInput(pairFilter, input);
  const [score, first, second] = cursor ? readCursor(cursor, 3) : [];
  const rows = await read(ctx, (tx) =>
    tx
      .select()
      .from(duplicatePairs)
      .where(
        and(
          eq(duplicatePairs.tenantId, ctx.tenant),
          eq(duplicatePairs.state, state),
          between(certainty),
          score
            ? sql`(${duplicatePairs.score}, ${duplicatePairs.firstMemberId}, ${duplicatePairs.secondMemberId}) <
                (${Number(score)}::integer, ${first}::uuid, ${second}::uuid)`
            : undefined,
        ),
      )
      .orderBy(desc(duplicatePairs.score), desc(duplicatePairs.firstMemberId), desc(duplicatePairs.secondMemberId))
      .limit(limit + 1),
  );
  const page = rows.slice(0, limit);
  const people = await peopleOf(
    ctx,
    page.flatMap((row) => [row.firstMemberId, row.secondMemberId]),
  );
  const last = page.at(-1);
  return {
    rows: page.flatMap((row) => {
      const [one, other] = [people.get(row.firstMemberId), people.get(row.secondMemberId)];
      if (!one || !other) return [];
      const { score: sum, foundAt, decidedAt } = row;
      return [
        {
          first: one,
          second: other,
          certainty: certaintyOf(sum),
          reasons: row.reasons as Reason[],
          foundAt,
          decidedAt,
        },
      ];
    }),
    cursor: rows.length > limit && last ? cursorOf(String(last.score), last.firstMemberId, last.secondMemberId) : null,
  };
}

async function peopleOf(ctx: Ctx, ids: string[]) {
  if (ids.length === 0) return new Map<string, never>();
  const rows = await read(ctx, (tx) =>
    tx
      .select(person)
      .from(members)
      .where(and(eq(members.tenantId, ctx.tenant), inArray(members.memberId, ids))),
  );
  return new Map(rows.map((row) => [row.memberId, row]));
}

/** How many pairs wait, by certainty, and when the members were last looked through. Throws `forbidden`. */
export async function pairsOverview(ctx: Ctx) {
  demand(canMerge(ctx.actor));
  const seen = await read(ctx, async (tx) => {
    const { rows } = await tx.execute<Record<Certainty, number>>(sql`
      select count(*) filter (where score >= ${certaintyFrom.sure})::int as sure,
        count(*) filter (where score >= ${certaintyFrom.likely} and score < ${certaintyFrom.sure})::int as likely,
        count(*) filter (where score < ${certaintyFrom.likely})::int as possible
      from duplicate_pairs where tenant_id = ${ctx.tenant} and state = 'open'`);
    const [run] = await tx
      .select({ finishedAt: duplicateRuns.finishedAt, runUntil: duplicateRuns.runUntil })
      .from(duplicateRuns)
      .where(eq(duplicateRuns.tenantId, ctx.tenant));
    const { sure = 0, likely = 0, possible = 0 } = rows[0] ?? {};
    return { sure, likely, possible, checkedAt: run?.finishedAt ?? null, isRunning: (run?.runUntil ?? null) !== null };
  });
  return { ...seen, undoDays: await undoDays(ctx), canSetUndoDays: canSetMerging(ctx.actor) === null };
}
