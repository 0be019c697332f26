import { and, eq, isNull, sql } from "drizzle-orm";
import { rankFloors } from "@/db/schema/ranks";
import { audit } from "@/server/kernel/audit";
import { actorId, type Ctx, inTransaction, type TxCtx } from "@/server/kernel/ctx";
import { DomainError } from "@/server/kernel/errors";
import { newId } from "@/server/kernel/ids";
import { parseInput } from "@/server/kernel/parse";
import { addMonths } from "@/server/kernel/time";
import { canSetByHand, forbidUnless } from "../access";
import { ofMemberInput, type SetByHand, setByHandInput } from "../input";
import { businessDay } from "../queries/business-day";
import { currentVersion } from "../queries/programs";
import { rankOf } from "../queries/rank-of";
import { settleRanks } from "./settle-ranks";

const longestMonths = 36;

/** The member's row is locked: two who lift one member come one after the other. Throws not_found, refused `ranks.member_left`. */
async function lockMember(t: TxCtx, memberId: string): Promise<void> {
  const { rows } = await t.tx.execute<{ withdrawn_at: string | null }>(sql`
    select withdrawn_at from members where tenant_id = ${t.tenant} and member_id = ${memberId} for no key update`);
  if (!rows[0]) throw new DomainError("not_found", "ranks.member_not_found");
  if (rows[0].withdrawn_at !== null) throw new DomainError("refused", "ranks.member_left");
}

const byHand = (t: TxCtx, memberId: string) =>
  and(
    eq(rankFloors.tenantId, t.tenant),
    eq(rankFloors.memberId, memberId),
    eq(rankFloors.kind, "manual"),
    isNull(rankFloors.endedAt),
  );

/** By what counts and by earlier promises, without what was given by hand. */
async function earnedLevel(t: TxCtx, memberId: string, day: string): Promise<number> {
  const { rows } = await t.tx.execute<{ level: number }>(sql`
    select j.level from goen.rank_judge(${t.tenant}, array[${memberId}::uuid], ${day}::date, goen.rank_program_on(${t.tenant}, ${day}::date)) j`);
  return rows[0]?.level ?? 0;
}

/**
 * Lifts a member to a rank until a business day, with a reason, audited. The rank does not fall below it; what is bought may still lead
 * higher. A later call takes the place of an earlier one. Throws refused `ranks.not_above` (the member has earned it anyway),
 * `ranks.until_out_of_range`, `ranks.no_program`, `ranks.member_left`, not_found, forbidden `ranks.role`.
 */
export async function setRankByHand(ctx: Ctx, input: SetByHand): Promise<void> {
  forbidUnless(canSetByHand(ctx.actor));
  const { memberId, rankId, untilOn, reason } = parseInput(setByHandInput, input);
  await inTransaction(ctx, async (t) => {
    const today = await businessDay(t);
    const program = await currentVersion(t);
    if (!program) throw new DomainError("refused", "ranks.no_program");
    const level = program.definition.levels.findIndex((one) => one.id === rankId);
    if (level < 0) throw new DomainError("not_found", "ranks.rank_not_found");
    if (untilOn < today || untilOn > addMonths(today, longestMonths))
      throw new DomainError("refused", "ranks.until_out_of_range", { months: longestMonths });
    await lockMember(t, memberId);
    const [known] = await t.tx.select().from(rankFloors).where(byHand(t, memberId));
    if (known?.rankId === rankId && known.untilOn === untilOn && known.reason === reason) return;
    if (level <= (await earnedLevel(t, memberId, today))) throw new DomainError("refused", "ranks.not_above");
    const before = await rankOf(t, memberId);
    const by = actorId(t.actor);
    await t.tx.update(rankFloors).set({ endedAt: t.now, endedById: by }).where(byHand(t, memberId));
    const id = newId();
    await t.tx.insert(rankFloors).values({
      tenantId: t.tenant,
      memberId,
      id,
      rankId,
      kind: "manual",
      untilOn,
      reason,
      setAt: t.now,
      setById: by,
    });
    await settleRanks(t, [memberId], today, "manual", id);
    await audit(t, {
      action: "ranks.set_by_hand",
      subject: { kind: "rank", id: rankId },
      memberId,
      before: { rank: before?.name.ja ?? null, keepsUntil: before?.keepsUntil ?? null },
      after: { rank: program.definition.levels[level]?.nameJa, untilOn, reason },
    });
  });
}

/** Ends what was given by hand; the member has the earned rank again at once. Nothing happens where nothing was given. */
export async function endRankByHand(ctx: Ctx, input: { memberId: string }): Promise<void> {
  forbidUnless(canSetByHand(ctx.actor));
  const { memberId } = parseInput(ofMemberInput, input);
  await inTransaction(ctx, async (t) => {
    await lockMember(t, memberId);
    const ended = await t.tx
      .update(rankFloors)
      .set({ endedAt: t.now, endedById: actorId(t.actor) })
      .where(byHand(t, memberId))
      .returning();
    const [floor] = ended;
    if (!floor) return;
    await settleRanks(t, [memberId], await businessDay(t), "manual_ended", floor.id);
    await audit(t, {
      action: "ranks.end_by_hand",
      subject: { kind: "rank", id: floor.rankId },
      memberId,
      before: { untilOn: floor.untilOn, reason: floor.reason },
    });
  });
}

/** Somebody has left: the standing goes, and so do the words that staff wrote. What was counted stays as numbers. */
export async function forgetRanks(ctx: Ctx, memberId: string): Promise<void> {
  await inTransaction(ctx, async (t) => {
    await t.tx.execute(sql`delete from rank_standings where tenant_id = ${t.tenant} and member_id = ${memberId}`);
    await t.tx.execute(
      sql`update rank_floors set reason = null where tenant_id = ${t.tenant} and member_id = ${memberId}`,
    );
  });
}
