import { and, eq, or, sql } from "drizzle-orm";
import type { z } from "zod";
import { duplicatePairs } from "@/db/schema/identity";
import { audit } from "@/server/kernel/audit";
import { actorId, type Ctx, inTransaction, type TxCtx } from "@/server/kernel/ctx";
import { DomainError } from "@/server/kernel/errors";
import { parseInput } from "@/server/kernel/parse";
import { demand } from "@/server/tenancy/access";
import { canMerge } from "../access";
import { pairRef } from "../input";

const inOrder = (one: string, other: string) => {
  const [firstMemberId = "", secondMemberId = ""] = [one, other].sort();
  return { firstMemberId, secondMemberId };
};

const thisPair = (t: TxCtx, one: string, other: string) => {
  const { firstMemberId, secondMemberId } = inOrder(one, other);
  return and(
    eq(duplicatePairs.tenantId, t.tenant),
    eq(duplicatePairs.firstMemberId, firstMemberId),
    eq(duplicatePairs.secondMemberId, secondMemberId),
  );
};

/** After a merge: the pair is settled, and the record that closed is in no other open pair. */
export async function settlePairs(t: TxCtx, fromMemberId: string, toMemberId: string): Promise<void> {
  const decided = { decidedAt: t.now, decidedBy: actorId(t.actor) };
  await t.tx
    .update(duplicatePairs)
    .set({ state: "merged", ...decided })
    .where(thisPair(t, fromMemberId, toMemberId));
  await t.tx
    .update(duplicatePairs)
    .set({ state: "gone", ...decided })
    .where(
      and(
        eq(duplicatePairs.tenantId, t.tenant),
        eq(duplicatePairs.state, "open"),
        or(eq(duplicatePairs.firstMemberId, fromMemberId), eq(duplicatePairs.secondMemberId, fromMemberId)),
      ),
    );
}

/** After an undoing: two people again; what the record was open with is open again. */
export async function reopenPair(t: TxCtx, fromMemberId: string, toMemberId: string): Promise<void> {
  const rejected = { state: "rejected", decidedAt: t.now, decidedBy: actorId(t.actor) };
  await t.tx
    .insert(duplicatePairs)
    .values({
      tenantId: t.tenant,
      ...inOrder(fromMemberId, toMemberId),
      score: 0,
      reasons: [],
      foundAt: t.now,
      ...rejected,
    })
    .onConflictDoUpdate({
      target: [duplicatePairs.tenantId, duplicatePairs.firstMemberId, duplicatePairs.secondMemberId],
      set: rejected,
    });
  await t.tx
    .update(duplicatePairs)
    .set({ state: "open", decidedAt: null, decidedBy: null })
    .where(
      and(
        eq(duplicatePairs.tenantId, t.tenant),
        eq(duplicatePairs.state, "gone"),
        or(eq(duplicatePairs.firstMemberId, fromMemberId), eq(duplicatePairs.secondMemberId, fromMemberId)),
        sql`not exists (select from members m where m.tenant_id = ${t.tenant} and m.withdrawn_at is not null and m.member_id <> ${fromMemberId}
          and m.member_id in (${duplicatePairs.firstMemberId}, ${duplicatePairs.secondMemberId}))`,
      ),
    );
}

/** Says that two members are not the same person, or takes that back. Throws `not_found`, `refused` `identity.pair_settled`, `forbidden`. */
async function judgePair(ctx: Ctx, input: z.input<typeof pairRef>, isSame: boolean): Promise<void> {
  demand(canMerge(ctx.actor));
  const { firstMemberId, secondMemberId } = parseInput(pairRef, input);
  await inTransaction(ctx, async (t) => {
    const [pair] = await t.tx
      .select({ state: duplicatePairs.state })
      .from(duplicatePairs)
      .where(thisPair(t, firstMemberId, secondMemberId))
      .for("update");
    if (!pair) throw new DomainError("not_found", "identity.pair");
    const state = isSame ? "open" : "rejected";
    if (pair.state === state) return;
    if (pair.state !== "open" && pair.state !== "rejected") throw new DomainError("refused", "identity.pair_settled");
    await t.tx
      .update(duplicatePairs)
      .set(
        isSame ? { state, decidedAt: null, decidedBy: null } : { state, decidedAt: t.now, decidedBy: actorId(t.actor) },
      )
      .where(thisPair(t, firstMemberId, secondMemberId));
    await audit(t, {
      action: isSame ? "identity.reopen_pair" : "identity.reject_pair",
      subject: { kind: "member", id: firstMemberId },
      memberId: firstMemberId,
      after: { firstMemberId, secondMemberId },
    });
  });
}

export const rejectPair = (ctx: Ctx, input: z.input<typeof pairRef>) => judgePair(ctx, input, false);
export const reconsiderPair = (ctx: Ctx, input: z.input<typeof pairRef>) => judgePair(ctx, input, true);
