import { and, eq, inArray, lte, or } from "drizzle-orm";
import { duplicatePairs, householdMembers, memberMarks, memberMergeRows, memberMerges } from "@/db/schema/identity";
import { type Ctx, inTransaction, type TxCtx } from "@/server/kernel/ctx";
import { eraseMerged } from "@/server/members/service/merge-profiles";

const perRun = 500;

/** Merges that can be undone no longer: what was kept to undo them is erased, and with it the person from the record that closed. */
async function finalise(t: TxCtx, merges: readonly { id: string; fromMemberId: string }[]): Promise<void> {
  const ids = merges.map(({ id }) => id);
  if (ids.length === 0) return;
  await t.tx
    .update(memberMerges)
    .set({ state: "final", kept: null })
    .where(and(eq(memberMerges.tenantId, t.tenant), inArray(memberMerges.id, ids)));
  await t.tx
    .delete(memberMergeRows)
    .where(and(eq(memberMergeRows.tenantId, t.tenant), inArray(memberMergeRows.mergeId, ids)));
  await eraseMerged(
    t,
    merges.map(({ fromMemberId }) => fromMemberId),
  );
}

const columns = { id: memberMerges.id, fromMemberId: memberMerges.fromMemberId, toMemberId: memberMerges.toMemberId };

/** Closes merges whose time has passed. Returns how many. */
export async function finaliseMerges(ctx: Ctx): Promise<number> {
  return inTransaction(ctx, async (t) => {
    const due = await t.tx
      .select(columns)
      .from(memberMerges)
      .where(
        and(eq(memberMerges.tenantId, t.tenant), eq(memberMerges.state, "merged"), lte(memberMerges.undoUntil, t.now)),
      )
      .limit(perRun)
      .for("update", { skipLocked: true });
    await finalise(t, due);
    return due.length;
  });
}

/** Whoever leaves takes along what went into their record, however long ago. Safe to repeat. */
export async function forgetMerged(ctx: Ctx, memberId: string): Promise<void> {
  await inTransaction(ctx, async (t) => {
    let into = [memberId];
    while (into.length > 0) {
      const merges = await t.tx
        .select(columns)
        .from(memberMerges)
        .where(
          and(
            eq(memberMerges.tenantId, t.tenant),
            eq(memberMerges.state, "merged"),
            inArray(memberMerges.toMemberId, into),
          ),
        );
      await finalise(t, merges);
      into = merges.map(({ fromMemberId }) => fromMemberId);
    }
    await t.tx.delete(memberMarks).where(and(eq(memberMarks.tenantId, t.tenant), eq(memberMarks.memberId, memberId)));
    await t.tx
      .delete(householdMembers)
      .where(and(eq(householdMembers.tenantId, t.tenant), eq(householdMembers.memberId, memberId)));
    await t.tx
      .delete(duplicatePairs)
      .where(
        and(
          eq(duplicatePairs.tenantId, t.tenant),
          or(eq(duplicatePairs.firstMemberId, memberId), eq(duplicatePairs.secondMemberId, memberId)),
        ),
      );
  });
}
