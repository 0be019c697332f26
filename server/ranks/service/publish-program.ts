import { and, eq, gt, sql } from "drizzle-orm";
import { rankPrograms } from "@/db/schema/ranks";
import { couponHeads } from "@/server/coupons/queries/definitions";
import { audit } from "@/server/kernel/audit";
import { actorId, type Ctx, inTransaction } from "@/server/kernel/ctx";
import { DomainError } from "@/server/kernel/errors";
import { parseInput } from "@/server/kernel/parse";
import { canEditRanks, forbidUnless } from "../access";
import { type PublishRanks, publishInput, rankDefinition } from "../input";
import { businessDay } from "../queries/business-day";
import { judgingColumns } from "../rules";
import { beginProgram } from "./begin-program";

/**
 * Makes the draft the next version, for ever as it is. It counts from `startsOn`; one that begins today begins now. A version that has
 * been waiting for its day gives way. Throws refused `ranks.starts_in_past`, conflict `ranks.changed_meanwhile`, forbidden `ranks.role`.
 */
export async function publishRankProgram(
  ctx: Ctx,
  input: PublishRanks,
): Promise<{ programId: string; version: number }> {
  forbidUnless(canEditRanks(ctx.actor));
  const { revision, startsOn } = parseInput(publishInput, input);
  return inTransaction(ctx, async (t) => {
    const today = await businessDay(t);
    if (startsOn < today) throw new DomainError("refused", "ranks.starts_in_past");
    // Two who publish at once wait for each other here: without the lock both would take one version number.
    const [draft] = await t.tx
      .select()
      .from(rankPrograms)
      .where(and(eq(rankPrograms.tenantId, t.tenant), eq(rankPrograms.state, "draft")))
      .for("update");
    if (draft?.revision !== revision) throw new DomainError("conflict", "ranks.changed_meanwhile");
    const definition = parseInput(rankDefinition, draft.definition);
    const couponIds = definition.levels.flatMap((level) => level.couponIds ?? []);
    if ((await couponHeads(t, couponIds)).length !== new Set(couponIds).size)
      throw new DomainError("not_found", "coupons.coupon");
    const waiting = await t.tx
      .update(rankPrograms)
      .set({ state: "withdrawn" })
      .where(
        and(eq(rankPrograms.tenantId, t.tenant), eq(rankPrograms.state, "published"), gt(rankPrograms.startsOn, today)),
      )
      .returning({ version: rankPrograms.version });
    const [last] = await t.tx
      .select({ version: sql<number>`coalesce(max(version), 0)::integer` })
      .from(rankPrograms)
      .where(eq(rankPrograms.tenantId, t.tenant));
    const version = (last?.version ?? 0) + 1;
    await t.tx
      .update(rankPrograms)
      .set({
        ...judgingColumns(definition),
        state: "published",
        version,
        startsOn,
        publishedAt: t.now,
        publishedById: actorId(t.actor),
      })
      .where(and(eq(rankPrograms.tenantId, t.tenant), eq(rankPrograms.id, draft.id)));
    await audit(t, {
      action: "ranks.publish",
      subject: { kind: "rank_program", id: draft.id },
      before: waiting.length > 0 ? { withdrawnVersions: waiting.map((one) => one.version) } : null,
      after: { version, startsOn, definition },
    });
    if (startsOn === today) await beginProgram(t, draft.id);
    return { programId: draft.id, version };
  });
}

/** Takes a version back that still waits for its day. Throws refused `ranks.has_begun`, not_found `ranks.not_found`, forbidden. */
export async function withdrawRankProgram(ctx: Ctx, input: { programId: string }): Promise<void> {
  forbidUnless(canEditRanks(ctx.actor));
  await inTransaction(ctx, async (t) => {
    const [program] = await t.tx
      .select()
      .from(rankPrograms)
      .where(and(eq(rankPrograms.tenantId, t.tenant), eq(rankPrograms.id, input.programId)))
      .for("update");
    if (!program || program.state === "draft") throw new DomainError("not_found", "ranks.not_found");
    if (program.state === "withdrawn") return;
    if ((program.startsOn ?? "") <= (await businessDay(t))) throw new DomainError("refused", "ranks.has_begun");
    await t.tx
      .update(rankPrograms)
      .set({ state: "withdrawn" })
      .where(and(eq(rankPrograms.tenantId, t.tenant), eq(rankPrograms.id, program.id)));
    await audit(t, {
      action: "ranks.withdraw",
      subject: { kind: "rank_program", id: program.id },
      before: { version: program.version, startsOn: program.startsOn },
    });
  });
}
