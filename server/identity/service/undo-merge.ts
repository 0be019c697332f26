import { eq, and } from "drizzle-orm";
import type { z } from "zod";
import { memberMergeRows, memberMerges } from "@/db/schema/identity";
import { audit } from "@/server/kernel/audit";
import { actorId, type Ctx, inTransaction, read, type TxCtx } from "@/server/kernel/ctx";
import { emit } from "@/server/kernel/domain-events";
import { DomainError } from "@/server/kernel/errors";
import { type LeftBehind, type MergeMove, mergeHooks, type RowKey } from "@/server/kernel/member-merge";
import { parseInput } from "@/server/kernel/parse";
import { type KeptProfiles, partProfiles } from "@/server/members/service/merge-profiles";
import { demand } from "@/server/tenancy/access";
import { canMerge } from "../access";
import { mergeRef } from "../input";
import { thisMerge } from "../queries/merges";
import { lockBoth } from "./merge-members";
import { reopenPair } from "./pairs";
import { moveRowsBack } from "./move-rows";

/**
 * Takes a merge back: the record that closed is there again with everything that has not been used since; `left` says what could not be put
 * back. Throws `not_found`, `refused` `identity.undone` (already), `identity.too_late`, `identity.merged_further` when the record that stayed
 * was itself merged or has left, `forbidden`.
 */
export async function undoMerge(ctx: Ctx, input: z.input<typeof mergeRef>): Promise<{ left: LeftBehind[] }> {
  demand(canMerge(ctx.actor));
  const { mergeId } = parseInput(mergeRef, input);
  const { fromMemberId, toMemberId } = await mergeOf(ctx, mergeId);
  return inTransaction(ctx, async (t) => {
    const { one: from, other: to } = await lockBoth(t, fromMemberId, toMemberId);
    // Read again behind the locks: whoever undid it meanwhile was first.
    const merge = await mergeOf(t, mergeId);
    if (merge.state === "undone") throw new DomainError("refused", "identity.undone");
    if (merge.state === "final" || merge.undoUntil <= t.now) throw new DomainError("refused", "identity.too_late");
    if (to.withdrawnAt || from.mergedIntoId !== toMemberId) throw new DomainError("refused", "identity.merged_further");
    const move = { mergeId, fromMemberId, toMemberId, moved: await movedRows(t, mergeId) };
    const left = [
      ...(await moveRowsBack(t, move)),
      ...(await partProfiles(t, { from, to, kept: merge.kept as KeptProfiles })),
      ...(await partHooks(t, move)),
    ].filter(({ count }) => count > 0);
    await t.tx
      .update(memberMerges)
      .set({ state: "undone", undoneAt: t.now, undoneBy: actorId(t.actor), parted: { left }, kept: null })
      .where(thisMerge(t, mergeId));
    await t.tx
      .delete(memberMergeRows)
      .where(and(eq(memberMergeRows.tenantId, t.tenant), eq(memberMergeRows.mergeId, mergeId)));
    await reopenPair(t, fromMemberId, toMemberId);
    for (const memberId of [fromMemberId, toMemberId])
      await audit(t, {
        action: "members.undo_merge",
        subject: { kind: "member", id: memberId },
        memberId,
        after: { mergeId, fromMemberId, toMemberId, left },
      });
    await emit(t, "member.merge_undone", { memberId: fromMemberId, intoMemberId: toMemberId, mergeId });
    return { left };
  });
}

async function mergeOf(ctx: Ctx, mergeId: string) {
  const [row] = await read(ctx, (tx) => tx.select().from(memberMerges).where(thisMerge(ctx, mergeId)));
  if (!row) throw new DomainError("not_found", "identity.merge");
  return row;
}

async function movedRows(t: TxCtx, mergeId: string): Promise<Map<string, RowKey[]>> {
  const rows = await t.tx
    .select({ tableName: memberMergeRows.tableName, keys: memberMergeRows.keys })
    .from(memberMergeRows)
    .where(and(eq(memberMergeRows.tenantId, t.tenant), eq(memberMergeRows.mergeId, mergeId)));
  return new Map(rows.map(({ tableName, keys }) => [tableName, keys as RowKey[]]));
}

async function partHooks(t: TxCtx, move: MergeMove): Promise<LeftBehind[]> {
  const left: LeftBehind[] = [];
  for (const { parted } of mergeHooks()) left.push(...((await parted?.(t, move)) ?? []));
  return left;
}
