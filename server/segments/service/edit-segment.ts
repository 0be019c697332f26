import { and, eq, isNull, sql } from "drizzle-orm";
import type { z } from "zod";
import { segments } from "@/db/schema/segments";
import { audit } from "@/server/kernel/audit";
import { actorId, type Ctx, inTransaction, type TxCtx } from "@/server/kernel/ctx";
import { DomainError, violatedConstraint } from "@/server/kernel/errors";
import { newId } from "@/server/kernel/ids";
import { parseInput } from "@/server/kernel/parse";
import { canUseSegments } from "../access";
import { createSegmentInput, type SegmentRule, segmentId, updateSegmentInput } from "../input";
import { missingReferences } from "../queries/names";

function authorise(ctx: Ctx): void {
  const reason = canUseSegments(ctx.actor);
  if (reason) throw new DomainError("forbidden", reason);
}

async function demandKnownReferences(ctx: TxCtx, rule: SegmentRule): Promise<void> {
  const missing = await missingReferences(ctx, rule);
  if (missing[0])
    throw new DomainError("refused", "segments.unknown_reference", { kind: missing[0].kind, id: missing[0].id });
}

async function open(ctx: TxCtx, id: string) {
  const [row] = await ctx.tx
    .select()
    .from(segments)
    .where(and(eq(segments.tenantId, ctx.tenant), eq(segments.id, id), isNull(segments.archivedAt)))
    .for("update");
  if (!row) throw new DomainError("not_found", "segments.not_found");
  return row;
}

/** Two segments of one shop cannot share a name, archived ones included: a name in a result must mean one thing. */
async function namedOnce<T>(write: Promise<T>): Promise<T> {
  try {
    return await write;
  } catch (error) {
    if (violatedConstraint(error) === "segments_name")
      throw new DomainError("conflict", "segments.name_taken", { field: "name" }, { cause: error });
    throw error;
  }
}

/** Saves a new segment; returns its id. Throws `forbidden`, `invalid`, `conflict` (name_taken), `refused` (unknown_reference). */
export async function createSegment(ctx: Ctx, input: z.input<typeof createSegmentInput>): Promise<{ id: string }> {
  authorise(ctx);
  const values = parseInput(createSegmentInput, input);
  return namedOnce(
    inTransaction(ctx, async (t) => {
      await demandKnownReferences(t, values.rule);
      const id = newId();
      await t.tx
        .insert(segments)
        .values({ tenantId: t.tenant, id, ...values, createdAt: t.now, updatedAt: t.now, updatedBy: actorId(t.actor) });
      await audit(t, { action: "segments.create", subject: { kind: "segment", id }, after: values });
      return { id };
    }),
  );
}

/**
 * Saves a segment over the revision the editor began from, and returns the new one; live campaigns keep the rule they were
 * published with. Throws as `createSegment`, `not_found`, and `conflict` (changed_meanwhile, with the newest revision).
 */
export async function updateSegment(
  ctx: Ctx,
  input: z.input<typeof updateSegmentInput>,
): Promise<{ revision: number }> {
  authorise(ctx);
  const { id, revision, ...values } = parseInput(updateSegmentInput, input);
  return namedOnce(
    inTransaction(ctx, async (t) => {
      const before = await open(t, id);
      if (before.revision !== revision)
        throw new DomainError("conflict", "segments.changed_meanwhile", {
          revision: before.revision,
          savedAt: before.updatedAt.toISOString(),
        });
      await demandKnownReferences(t, values.rule);
      await t.tx
        .update(segments)
        .set({ ...values, revision: revision + 1, updatedAt: t.now, updatedBy: actorId(t.actor) })
        .where(and(eq(segments.tenantId, t.tenant), eq(segments.id, id)));
      await audit(t, {
        action: "segments.update",
        subject: { kind: "segment", id },
        before: { name: before.name, description: before.description, rule: before.rule },
        after: values,
      });
      return { revision: revision + 1 };
    }),
  );
}

/** Copies a segment under the next free name ('... (2)'); returns the new id. Throws `forbidden`, `not_found`. */
export async function duplicateSegment(ctx: Ctx, input: z.input<typeof segmentId>): Promise<{ id: string }> {
  authorise(ctx);
  const { id } = parseInput(segmentId, input);
  return inTransaction(ctx, async (t) => {
    const from = await open(t, id);
    const stem = [...from.name].slice(0, 50).join("").trimEnd();
    const taken = await t.tx
      .select({ name: segments.name })
      .from(segments)
      .where(and(eq(segments.tenantId, t.tenant), sql`starts_with(${segments.name}, ${stem})`));
    const names = new Set(taken.map((row) => row.name));
    let number = 2;
    while (names.has(`${stem} (${number})`)) number += 1;
    return createSegment(t, {
      name: `${stem} (${number})`,
      description: from.description,
      rule: from.rule,
    });
  });
}

/** Takes a segment out of the lists. Throws `forbidden`, `not_found` (also when it is archived already). */
export async function archiveSegment(ctx: Ctx, input: z.input<typeof segmentId>): Promise<void> {
  authorise(ctx);
  const { id } = parseInput(segmentId, input);
  return inTransaction(ctx, async (t) => {
    const before = await open(t, id);
    await t.tx
      .update(segments)
      .set({ archivedAt: t.now, updatedAt: t.now, revision: before.revision + 1, updatedBy: actorId(t.actor) })
      .where(and(eq(segments.tenantId, t.tenant), eq(segments.id, id)));
    await audit(t, { action: "segments.archive", subject: { kind: "segment", id }, before: { name: before.name } });
  });
}
