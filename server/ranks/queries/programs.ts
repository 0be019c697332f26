import { and, desc, eq, sql } from "drizzle-orm";
import { rankPrograms, rankRuns } from "@/db/schema/ranks";
import { type Ctx, read } from "@/server/kernel/ctx";
import { newId } from "@/server/kernel/ids";
import { canEditRanks, canReadRanks, forbidUnless } from "../access";
import type { RankDefinition } from "../input";
import { pastRunId, starterDefinition } from "../rules";
import { businessDay } from "./business-day";

export interface RankVersion {
  programId: string;
  version: number;
  definition: RankDefinition;
  startsOn: string;
  publishedAt: Date;
  publishedById: string | null;
}

/** Everything that has been published and not taken back, newest first. Asks nobody's leave. */
export async function publishedVersions(ctx: Ctx): Promise<RankVersion[]> {
  const rows = await read(ctx, (tx) =>
    tx
      .select()
      .from(rankPrograms)
      .where(and(eq(rankPrograms.tenantId, ctx.tenant), eq(rankPrograms.state, "published")))
      .orderBy(desc(rankPrograms.version))
      .limit(200),
  );
  return rows.flatMap(({ id, version, startsOn, publishedAt, publishedById, definition }) =>
    version === null || startsOn === null || publishedAt === null
      ? []
      : [{ programId: id, version, startsOn, publishedAt, publishedById, definition: definition as RankDefinition }],
  );
}

/** The version that counts on a day, or null. Of two that begin on one day the later counts. */
export const versionOn = (versions: readonly RankVersion[], day: string): RankVersion | null =>
  versions
    .filter((one) => one.startsOn <= day)
    .toSorted((a, b) => (a.startsOn === b.startsOn ? b.version - a.version : a.startsOn < b.startsOn ? 1 : -1))[0] ??
  null;

/** The version that counts now; part of reads that have asked who may. */
export async function currentVersion(ctx: Ctx): Promise<RankVersion | null> {
  return versionOn(await publishedVersions(ctx), await businessDay(ctx));
}

/** What the desk works with: the version that counts, the one that waits, the draft, what was before, and the beginning under way. */
export async function ranksDesk(ctx: Ctx) {
  forbidUnless(canReadRanks(ctx.actor));
  const today = await businessDay(ctx);
  const versions = await publishedVersions(ctx);
  const current = versionOn(versions, today);
  const { draft, run } = await read(ctx, async (tx) => {
    const [draftRow] = await tx
      .select()
      .from(rankPrograms)
      .where(and(eq(rankPrograms.tenantId, ctx.tenant), eq(rankPrograms.state, "draft")));
    // The version that counts, or else the run that counts what was bought before there was one.
    const [runRow] = await tx
      .select()
      .from(rankRuns)
      .where(and(eq(rankRuns.tenantId, ctx.tenant), eq(rankRuns.programId, current?.programId ?? pastRunId)));
    return { draft: draftRow, run: runRow };
  });
  return {
    today,
    current,
    scheduled: versions.find((one) => one.startsOn > today) ?? null,
    versions,
    draft: draft
      ? { definition: draft.definition as RankDefinition, revision: draft.revision, updatedAt: draft.updatedAt }
      : null,
    run: run
      ? { isPast: current === null, state: run.state, total: run.total, done: run.done, changed: run.changed }
      : null,
    /** Where there is neither a version nor a draft to go on from. */
    starter: starterDefinition(newId),
    /** For ranks that are added on the screen: an id of ours, never one that a browser makes. */
    freshIds: Array.from({ length: 8 }, () => newId()),
    editRefusal: canEditRanks(ctx.actor),
  };
}

/** How many members have each rank of the version that counts; whoever has none recorded has the lowest. */
export async function rankCounts(ctx: Ctx): Promise<{ rankId: string; members: number }[]> {
  forbidUnless(canReadRanks(ctx.actor));
  const current = await currentVersion(ctx);
  if (!current) return [];
  const { rows } = await read(ctx, (tx) =>
    tx.execute<{ rank_id: string | null; n: number }>(sql`
      select rank_id, count(*) as n from rank_standings where tenant_id = ${ctx.tenant} group by 1
      union all
      select null, count(*) from members where tenant_id = ${ctx.tenant} and withdrawn_at is null`),
  );
  const everybody = rows.find((row) => row.rank_id === null)?.n ?? 0;
  const above = current.definition.levels.slice(1).map(({ id }) => ({
    rankId: id,
    members: rows.find((row) => row.rank_id === id)?.n ?? 0,
  }));
  const lowest = current.definition.levels[0];
  const risen = above.reduce((sum, one) => sum + one.members, 0);
  return [...(lowest ? [{ rankId: lowest.id, members: Math.max(everybody - risen, 0) }] : []), ...above];
}
