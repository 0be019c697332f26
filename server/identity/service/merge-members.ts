import { memberMergeRows, memberMerges } from "@/db/schema/identity";
import { audit } from "@/server/kernel/audit";
import { actorId, type Ctx, inTransaction, type TxCtx } from "@/server/kernel/ctx";
import { emit } from "@/server/kernel/domain-events";
import { DomainError } from "@/server/kernel/errors";
import { newId } from "@/server/kernel/ids";
import { type MergeMove, mergeHooks } from "@/server/kernel/member-merge";
import { parseInput } from "@/server/kernel/parse";
import { profileGroupNames, usualChoice } from "@/server/members/rules/profile-groups";
import { lockMember } from "@/server/members/service/key-holder";
import { mergeProfiles } from "@/server/members/service/merge-profiles";
import { demand } from "@/server/tenancy/access";
import { canMerge } from "../access";
import { type MergeInput, mergeInput } from "../input";
import { thisMerge, undoDays } from "../queries/merges";
import { settlePairs } from "./pairs";
import { moveRows } from "./move-rows";

const dayMs = 86_400_000;

type MergedCounts = Record<string, number>;

/** Both rows, locked in the order of their ids. */
export async function lockBoth(t: TxCtx, one: string, other: string) {
  const [first = "", second = ""] = [one, other].sort();
  const rows = [await lockMember(t, first), await lockMember(t, second)];
  const of = (id: string) => {
    const row = rows.find(({ memberId }) => memberId === id);
    if (!row) throw new DomainError("not_found", "members.member");
    return row;
  };
  return { one: of(one), other: of(other) };
}

/**
 * Makes two records of one person one (名寄せ): everything of `fromMemberId` moves to `toMemberId`, its cards go on scanning, and it closes,
 * pointing there. Can be undone for as long as the shop has set. Throws `not_found`, `refused` `identity.member_left` when one of them has
 * left or was merged meanwhile, `conflict` `identity.changed_meanwhile`, `forbidden`.
 */
export async function mergeMembers(ctx: Ctx, input: MergeInput): Promise<{ mergeId: string; undoUntil: Date }> {
  demand(canMerge(ctx.actor));
  const { fromMemberId, toMemberId, choice: wished, fromVersion, toVersion } = parseInput(mergeInput, input);
  return inTransaction(ctx, async (t) => {
    const { one: from, other: to } = await lockBoth(t, fromMemberId, toMemberId);
    if (from.withdrawnAt || to.withdrawnAt) throw new DomainError("refused", "identity.member_left");
    if (from.version !== fromVersion || to.version !== toVersion)
      throw new DomainError("conflict", "identity.changed_meanwhile");
    const choice = { ...usualChoice(from, to), ...wished };
    const mergeId = newId();
    const undoUntil = new Date(t.now.getTime() + (await undoDays(t)) * dayMs);
    const head = { tenantId: t.tenant, id: mergeId, fromMemberId, toMemberId, choice, undoUntil };
    await t.tx
      .insert(memberMerges)
      .values({ ...head, state: "merged", moved: {}, mergedAt: t.now, mergedBy: actorId(t.actor) });
    const moved = await moveRows(t, fromMemberId, toMemberId);
    const kept = await mergeProfiles(t, { from, to, choice });
    const counts = await runHooks(t, { mergeId, fromMemberId, toMemberId, moved });
    await noteMerge(t, mergeId, { kept, counts });
    if (moved.size > 0)
      await t.tx
        .insert(memberMergeRows)
        .values([...moved].map(([tableName, keys]) => ({ tenantId: t.tenant, mergeId, tableName, keys })));
    await settlePairs(t, fromMemberId, toMemberId);
    const taken = profileGroupNames.filter((group) => choice[group] === "from");
    for (const memberId of [fromMemberId, toMemberId])
      await audit(t, {
        action: "members.merge",
        subject: { kind: "member", id: memberId },
        memberId,
        after: { mergeId, fromMemberId, toMemberId, taken, moved: counts },
      });
    await emit(t, "member.merged", { memberId: fromMemberId, intoMemberId: toMemberId, mergeId });
    return { mergeId, undoUntil };
  });
}

async function runHooks(t: TxCtx, move: MergeMove): Promise<MergedCounts> {
  const counts: MergedCounts = { purchases: move.moved.get("purchases")?.length ?? 0 };
  counts.warranties = move.moved.get("warranties")?.length ?? 0;
  counts.repairs = move.moved.get("repair_requests")?.length ?? 0;
  for (const { merged } of mergeHooks()) Object.assign(counts, (await merged?.(t, move)) ?? {});
  return counts;
}

async function noteMerge(t: TxCtx, mergeId: string, { kept, counts }: { kept: unknown; counts: MergedCounts }) {
  await t.tx.update(memberMerges).set({ kept, moved: counts }).where(thisMerge(t, mergeId));
}
