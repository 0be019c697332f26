import { and, eq } from "drizzle-orm";
import { rankPrograms } from "@/db/schema/ranks";
import { audit } from "@/server/kernel/audit";
import { actorId, type Ctx, inTransaction, type TxCtx } from "@/server/kernel/ctx";
import { DomainError } from "@/server/kernel/errors";
import { newId } from "@/server/kernel/ids";
import { parseInput } from "@/server/kernel/parse";
import { canEditRanks, forbidUnless } from "../access";
import { type SaveDraft, saveDraftInput } from "../input";

const draftOf = (t: TxCtx) =>
  t.tx
    .select()
    .from(rankPrograms)
    .where(and(eq(rankPrograms.tenantId, t.tenant), eq(rankPrograms.state, "draft")))
    .for("update");

/**
 * Keeps the draft of the next version; nothing counts by it yet. Returns its revision. Throws conflict `ranks.changed_meanwhile` when
 * somebody else saved or published it since it was opened, forbidden `ranks.role`.
 */
export async function saveRankDraft(ctx: Ctx, input: SaveDraft): Promise<{ revision: number }> {
  forbidUnless(canEditRanks(ctx.actor));
  const { definition, revision } = parseInput(saveDraftInput, input);
  return inTransaction(ctx, async (t) => {
    const [draft] = await draftOf(t);
    if ((draft?.revision ?? null) !== revision) throw new DomainError("conflict", "ranks.changed_meanwhile");
    const next = (draft?.revision ?? 0) + 1;
    const change = { definition, revision: next, updatedAt: t.now, updatedById: actorId(t.actor) };
    if (draft)
      await t.tx
        .update(rankPrograms)
        .set(change)
        .where(and(eq(rankPrograms.tenantId, t.tenant), eq(rankPrograms.id, draft.id)));
    else {
      const written = await t.tx
        .insert(rankPrograms)
        .values({ tenantId: t.tenant, id: newId(), state: "draft", ...change })
        .onConflictDoNothing()
        .returning({ id: rankPrograms.id });
      if (written.length === 0) throw new DomainError("conflict", "ranks.changed_meanwhile");
    }
    return { revision: next };
  });
}

/** Throws the draft away; without one nothing happens. */
export async function discardRankDraft(ctx: Ctx): Promise<void> {
  forbidUnless(canEditRanks(ctx.actor));
  await inTransaction(ctx, async (t) => {
    const [draft] = await draftOf(t);
    if (!draft) return;
    await t.tx.delete(rankPrograms).where(and(eq(rankPrograms.tenantId, t.tenant), eq(rankPrograms.id, draft.id)));
    await audit(t, {
      action: "ranks.discard_draft",
      subject: { kind: "rank_program", id: draft.id },
      before: draft.definition,
    });
  });
}
