import { and, eq, isNull } from "drizzle-orm";
import { segments } from "@/db/schema/segments";
import { audit } from "@/server/kernel/audit";
import { type Ctx, inTransaction, type TxCtx } from "@/server/kernel/ctx";
import { DomainError, violatedConstraint } from "@/server/kernel/errors";
import { newId } from "@/server/kernel/ids";
import { parseInput } from "@/server/kernel/parse";
import { canUseSegments } from "./access";
import { createSegmentInput, type SegmentRule, segmentId, updateSegmentInput } from "./input";
import { missingReferences } from "./queries/names";

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
export async function createSegment(ctx: Ctx, input: unknown): Promise<{ id: string }> {
  authorise(ctx);
  const { name, rule } = parseInput(createSegmentInput, input);
  return namedOnce(
    inTransaction(ctx, async (t) => {
      await demandKnownReferences(t, rule);
      const id = newId();
      await t.tx.insert(segments).values({ tenantId: t.tenant, id, name, rule, createdAt: t.now, updatedAt: t.now });
      await audit(t, { action: "segments.create", subject: { kind: "segment", id }, after: { name, rule } });
      return { id };
    }),
  );
}

/** Renames a segment and replaces its rule; live campaigns keep the rule they were published with. Throws as `createSegment`, and `not_found`. */
export async function updateSegment(ctx: Ctx, input: unknown): Promise<void> {
  authorise(ctx);
  const { id, name, rule } = parseInput(updateSegmentInput, input);
  return namedOnce(
    inTransaction(ctx, async (t) => {
      const before = await open(t, id);
      await demandKnownReferences(t, rule);
      await t.tx
        .update(segments)
        .set({ name, rule, updatedAt: t.now })
        .where(and(eq(segments.tenantId, t.tenant), eq(segments.id, id)));
      await audit(t, {
        action: "segments.update",
        subject: { kind: "segment", id },
        before: { name: before.name, rule: before.rule },
        after: { name, rule },
      });
    }),
  );
}

/** Takes a segment out of the lists. Throws `forbidden`, `not_found` (also when it is archived already). */
export async function archiveSegment(ctx: Ctx, input: unknown): Promise<void> {
  authorise(ctx);
  const { id } = parseInput(segmentId, input);
  return inTransaction(ctx, async (t) => {
    const before = await open(t, id);
    await t.tx
      .update(segments)
      .set({ archivedAt: t.now, updatedAt: t.now })
      .where(and(eq(segments.tenantId, t.tenant), eq(segments.id, id)));
    await audit(t, { action: "segments.archive", subject: { kind: "segment", id }, before: { name: before.name } });
  });
}
