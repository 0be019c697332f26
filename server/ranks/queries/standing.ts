import { and, desc, eq, isNull, sql } from "drizzle-orm";
import { memberRanks, rankFloors, rankPrograms } from "@/db/schema/ranks";
import { type Ctx, read } from "@/server/kernel/ctx";
import { demandMember } from "@/server/members/queries/find-member";
import { canReadRanks, canSeeRank, canSetByHand, forbidUnless } from "../access";
import type { RankDefinition, RankLevel } from "../input";
import { nextSteps } from "../rules";
import { businessDay } from "./business-day";
import { currentVersion } from "./programs";
import { rankCoupons } from "./rank-coupons";
import { rankOf } from "./rank-of";

/** One member's rank with what leads further; null while the shop has no program. For the member and for staff. */
export async function rankStanding(ctx: Ctx, memberId: string) {
  forbidUnless(canSeeRank(ctx.actor, memberId));
  await demandMember(ctx, memberId);
  const [today, version, rank] = await Promise.all([businessDay(ctx), currentVersion(ctx), rankOf(ctx, memberId)]);
  if (!version || !rank) return null;
  const { definition } = version;
  const { rows } = await read(ctx, (tx) =>
    tx.execute<{ measure: number }>(sql`
      select j.measure from goen.rank_judge(${ctx.tenant}, array[${memberId}::uuid], ${today}::date,
        goen.rank_program_on(${ctx.tenant}, ${today}::date)) j`),
  );
  const measure = rows[0]?.measure ?? 0;
  const own = definition.levels[rank.level];
  return {
    rank,
    /** As members read it, in either language. */
    benefits: { ja: own?.benefitsJa ?? [], en: own?.benefitsEn ?? [] },
    /** Given to whoever rises: to the next rank, where there is one. */
    coupons: { own: await rankCoupons(ctx, own), next: await rankCoupons(ctx, definition.levels[rank.level + 1]) },
    basis: definition.basis,
    window: definition.window,
    levels: definition.levels,
    measure,
    ...nextSteps(definition, { level: rank.level, measure, keepsUntil: rank.keepsUntil }, today),
  };
}

/** Every name a rank has had, by its id: the newest version that knows it says what it is called. */
export async function rankNames(ctx: Ctx): Promise<Map<string, RankLevel>> {
  const rows = await read(ctx, (tx) =>
    tx
      .select({ definition: rankPrograms.definition })
      .from(rankPrograms)
      .where(and(eq(rankPrograms.tenantId, ctx.tenant), sql`${rankPrograms.version} is not null`))
      .orderBy(rankPrograms.version),
  );
  return new Map(rows.flatMap((row) => (row.definition as RankDefinition).levels.map((level) => [level.id, level])));
}

const named = (level: RankLevel | undefined) => ({
  name: { ja: level?.nameJa ?? "", en: level?.nameEn ?? "" },
  color: level?.color ?? "#64748b",
});

/** What staff see of a member's rank beside the standing: how it came, and what was given by hand. */
export async function rankHistory(ctx: Ctx, memberId: string) {
  forbidUnless(canSeeRank(ctx.actor, memberId));
  await demandMember(ctx, memberId);
  const names = await rankNames(ctx);
  const { history, floors } = await read(ctx, async (tx) => ({
    history: await tx
      .select()
      .from(memberRanks)
      .where(and(eq(memberRanks.tenantId, ctx.tenant), eq(memberRanks.memberId, memberId)))
      .orderBy(desc(memberRanks.seq))
      .limit(100),
    floors: await tx
      .select()
      .from(rankFloors)
      .where(and(eq(rankFloors.tenantId, ctx.tenant), eq(rankFloors.memberId, memberId), isNull(rankFloors.endedAt))),
  }));
  const today = await businessDay(ctx);
  const byHand = floors.find((floor) => floor.kind === "manual" && floor.untilOn >= today);
  return {
    rows: history.map((row) => ({
      seq: row.seq,
      since: row.since,
      why: row.why,
      isRise: row.level > row.fromLevel,
      keepsUntil: row.keepsUntil,
      ...named(names.get(row.rankId)),
      from: named(names.get(row.fromRankId)),
    })),
    byHand: byHand
      ? { ...named(names.get(byHand.rankId)), untilOn: byHand.untilOn, reason: byHand.reason, setAt: byHand.setAt }
      : null,
    setRefusal: canSetByHand(ctx.actor),
  };
}

/** What the module holds of one person. */
export async function ranksHeldOf(ctx: Ctx, memberId: string) {
  const { rows, byHand } = await rankHistory(ctx, memberId);
  return {
    now: await rankOf(ctx, memberId).then(
      (rank) => rank && { rank: rank.name.ja, since: rank.since, until: rank.keepsUntil },
    ),
    history: rows.map((row) => ({ rank: row.name.ja, since: row.since, until: row.keepsUntil, why: row.why })),
    givenByHand: byHand && { rank: byHand.name.ja, until: byHand.untilOn, reason: byHand.reason },
  };
}

/** The ranks of the version that counts, from the lowest; none where the shop has no ranks. */
export async function rankLevels(ctx: Ctx) {
  forbidUnless(canReadRanks(ctx.actor));
  const version = await currentVersion(ctx);
  return (version?.definition.levels ?? []).map((level) => ({ rankId: level.id, ...named(level) }));
}

/** The ranks of many members at once, for lists. */
export async function ranksOf(ctx: Ctx, memberIds: readonly string[]) {
  const levels = await rankLevels(ctx);
  if (levels.length === 0) return [];
  const { rows } = await read(ctx, (tx) =>
    tx.execute<{ member_id: string; rank_id: string | null }>(sql`
      select m.member_id, s.rank_id from members m
      left join rank_standings s on s.tenant_id = m.tenant_id and s.member_id = m.member_id
      where m.tenant_id = ${ctx.tenant} and m.member_id = any (${`{${memberIds.join(",")}}`}::uuid[])`),
  );
  const byId = new Map(levels.map((level) => [level.rankId, level]));
  return rows.flatMap((row) => {
    const level = byId.get(row.rank_id ?? "") ?? levels[0];
    return level ? [{ memberId: row.member_id, ...level }] : [];
  });
}
