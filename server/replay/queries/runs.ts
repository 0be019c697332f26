import { and, asc, desc, eq, sql } from "drizzle-orm";
import { categories } from "@/db/schema/catalog";
import { members } from "@/db/schema/members";
import { replayMembers, replayRuns, replaySums } from "@/db/schema/replay";
import { stores } from "@/db/schema/tenancy";
import { auditRead } from "@/server/kernel/audit";
import type { EarnRule } from "@/server/earning/input";
import { type Ctx, read } from "@/server/kernel/ctx";
import { DomainError } from "@/server/kernel/errors";
import { parseInput } from "@/server/kernel/parse";
import { canRunReplay, canSeePersons, canSeeReplay, forbidUnless } from "../access";
import { replayKey } from "../input";
import type { ReplayResult } from "../service/finish-replay";

const head = {
  runId: replayRuns.id,
  name: replayRuns.name,
  fromDay: replayRuns.fromDay,
  untilDay: replayRuns.untilDay,
  state: replayRuns.state,
  salesTotal: replayRuns.salesTotal,
  salesDone: replayRuns.salesDone,
  linesDone: replayRuns.linesDone,
  result: replayRuns.result,
  createdAt: replayRuns.createdAt,
  finishedAt: replayRuns.finishedAt,
};
const mostRuns = 100;

/** Every what-if that is kept, newest first. Throws `forbidden`. */
export async function replays(ctx: Ctx) {
  forbidUnless(canSeeReplay(ctx.actor));
  const rows = await read(ctx, (tx) =>
    tx
      .select(head)
      .from(replayRuns)
      .where(eq(replayRuns.tenantId, ctx.tenant))
      .orderBy(desc(replayRuns.createdAt), desc(replayRuns.id))
      .limit(mostRuns),
  );
  return {
    rows: rows.map((row) => ({ ...row, result: row.result as ReplayResult | null })),
    runRefusal: canRunReplay(ctx.actor),
  };
}

/** One what-if: sums by store, category, rule, month and expiry, and who gains and loses most. Throws `forbidden`, not_found `replay.run_unknown`. */
export async function replayById(ctx: Ctx, input: { runId: string }) {
  forbidUnless(canSeeReplay(ctx.actor));
  const { runId } = parseInput(replayKey, input);
  const found = await read(ctx, async (tx) => {
    const [run] = await tx
      .select({ ...head, newRules: replayRuns.newRules, nowRules: replayRuns.nowRules })
      .from(replayRuns)
      .where(and(eq(replayRuns.tenantId, ctx.tenant), eq(replayRuns.id, runId)));
    if (!run) throw new DomainError("not_found", "replay.run_unknown");
    const sums = await tx
      .select({
        kind: replaySums.kind,
        key: replaySums.key,
        store: stores.name,
        category: categories.name,
        yen: replaySums.yen,
        pointsNow: replaySums.pointsNow,
        pointsNew: replaySums.pointsNew,
      })
      .from(replaySums)
      .leftJoin(stores, and(eq(stores.tenantId, replaySums.tenantId), sql`${stores.id}::text = ${replaySums.key}`))
      .leftJoin(
        categories,
        and(eq(categories.tenantId, replaySums.tenantId), sql`${categories.id}::text = ${replaySums.key}`),
      )
      .where(
        and(
          eq(replaySums.tenantId, ctx.tenant),
          eq(replaySums.runId, runId),
          sql`${replaySums.kind} in ('store', 'category', 'expiry', 'rule', 'month')`,
        ),
      )
      .orderBy(asc(replaySums.kind), asc(replaySums.key))
      .limit(1_000);
    return { run, sums };
  });
  const rules = [...(found.run.newRules as EarnRule[]), ...(found.run.nowRules as EarnRule[])];
  const { newRules: _new, nowRules: _now, ...run } = found.run;
  return {
    ...run,
    result: run.result as ReplayResult | null,
    rules: rules.map(({ id, name }) => ({ ruleId: id, name })),
    sums: found.sums.map(({ store, category, ...sum }) => ({ ...sum, name: store ?? category ?? null })),
    gaining: await topOf(ctx, runId, "gain"),
    losing: await topOf(ctx, runId, "lose"),
    runRefusal: canRunReplay(ctx.actor),
  };
}

const topCount = 20;

export interface TopMember {
  memberId: string;
  /** Null, with the names, for those who work with numbers only. */
  memberNo: string | null;
  familyName: string | null;
  givenName: string | null;
  sales: number;
  pointsNow: number;
  pointsNew: number;
  difference: number;
}

async function topOf(ctx: Ctx, runId: string, side: "gain" | "lose"): Promise<TopMember[]> {
  const rows = await read(ctx, (tx) =>
    tx
      .select({
        memberId: replayMembers.memberId,
        memberNo: members.memberNo,
        familyName: members.familyName,
        givenName: members.givenName,
        sales: replayMembers.sales,
        pointsNow: replayMembers.pointsNow,
        pointsNew: replayMembers.pointsNew,
        difference: replayMembers.difference,
      })
      .from(replayMembers)
      .innerJoin(
        members,
        and(eq(members.tenantId, replayMembers.tenantId), eq(members.memberId, replayMembers.memberId)),
      )
      .where(
        and(
          eq(replayMembers.tenantId, ctx.tenant),
          eq(replayMembers.runId, runId),
          side === "gain" ? sql`${replayMembers.difference} > 0` : sql`${replayMembers.difference} < 0`,
        ),
      )
      .orderBy(
        side === "gain" ? desc(replayMembers.difference) : asc(replayMembers.difference),
        asc(replayMembers.memberId),
      )
      .limit(topCount),
  );
  if (!canSeePersons(ctx.actor))
    return rows.map((row) => ({ ...row, memberNo: null, familyName: null, givenName: null }));
  for (const { memberId } of rows) await auditRead(ctx, { memberId, what: "replay" });
  return rows;
}

/** What what-ifs hold of a person, for the export of everything. */
export const replaysHeldOf = (ctx: Ctx, memberId: string) =>
  read(ctx, (tx) =>
    tx
      .select({
        name: replayRuns.name,
        triedAt: replayRuns.createdAt,
        pointsNow: replayMembers.pointsNow,
        pointsNew: replayMembers.pointsNew,
      })
      .from(replayMembers)
      .innerJoin(
        replayRuns,
        and(eq(replayRuns.tenantId, replayMembers.tenantId), eq(replayRuns.id, replayMembers.runId)),
      )
      .where(and(eq(replayMembers.tenantId, ctx.tenant), eq(replayMembers.memberId, memberId))),
  );
