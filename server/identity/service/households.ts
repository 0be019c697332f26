import { and, eq, inArray } from "drizzle-orm";
import type { z } from "zod";
import { householdMembers, households } from "@/db/schema/identity";
import { audit } from "@/server/kernel/audit";
import { actorId, type Ctx, inTransaction, type TxCtx } from "@/server/kernel/ctx";
import { DomainError } from "@/server/kernel/errors";
import { newId } from "@/server/kernel/ids";
import { parseInput } from "@/server/kernel/parse";
import { demand } from "@/server/tenancy/access";
import { canEditHousehold } from "../access";
import { householdAdd, memberRef } from "../input";
import { lockBoth } from "./merge-members";

const placesOf = (t: TxCtx, memberIds: string[]) =>
  t.tx
    .select({ memberId: householdMembers.memberId, householdId: householdMembers.householdId })
    .from(householdMembers)
    .where(and(eq(householdMembers.tenantId, t.tenant), inArray(householdMembers.memberId, memberIds)));

/**
 * Two members live together: the other one joins the household of the first, which is made where there is none. Safe to repeat. Throws
 * `not_found`, `refused` `identity.member_left`, `identity.other_household`, `forbidden`.
 */
export async function addToHousehold(ctx: Ctx, input: z.input<typeof householdAdd>): Promise<{ householdId: string }> {
  demand(canEditHousehold(ctx.actor));
  const { memberId, otherMemberId } = parseInput(householdAdd, input);
  return inTransaction(ctx, async (t) => {
    const { one, other } = await lockBoth(t, memberId, otherMemberId);
    if (one.withdrawnAt || other.withdrawnAt) throw new DomainError("refused", "identity.member_left");
    const places = await placesOf(t, [memberId, otherMemberId]);
    const own = places.find((place) => place.memberId === memberId)?.householdId;
    const theirs = places.find((place) => place.memberId === otherMemberId)?.householdId;
    if (own && theirs && own !== theirs) throw new DomainError("refused", "identity.other_household");
    const householdId = own ?? theirs ?? newId();
    const by = actorId(t.actor);
    if (!own && !theirs)
      await t.tx.insert(households).values({ tenantId: t.tenant, id: householdId, createdAt: t.now, createdBy: by });
    const coming = [...(own ? [] : [memberId]), ...(theirs ? [] : [otherMemberId])];
    for (const id of coming) {
      await t.tx
        .insert(householdMembers)
        .values({ tenantId: t.tenant, memberId: id, householdId, addedAt: t.now, addedBy: by });
      await audit(t, {
        action: "identity.add_to_household",
        subject: { kind: "member", id },
        memberId: id,
        after: { householdId },
      });
    }
    return { householdId };
  });
}

/** Takes a member out of the household; who is left alone is in none. Safe to repeat. Throws `forbidden`. */
export async function leaveHousehold(ctx: Ctx, input: z.input<typeof memberRef>): Promise<void> {
  demand(canEditHousehold(ctx.actor));
  const { memberId } = parseInput(memberRef, input);
  await inTransaction(ctx, async (t) => {
    const [place] = await t.tx
      .delete(householdMembers)
      .where(and(eq(householdMembers.tenantId, t.tenant), eq(householdMembers.memberId, memberId)))
      .returning({ householdId: householdMembers.householdId });
    if (!place) return;
    await audit(t, {
      action: "identity.leave_household",
      subject: { kind: "member", id: memberId },
      memberId,
      before: place,
    });
    const left = and(eq(householdMembers.tenantId, t.tenant), eq(householdMembers.householdId, place.householdId));
    const others = await t.tx.select({ memberId: householdMembers.memberId }).from(householdMembers).where(left);
    if (others.length === 1) await t.tx.delete(householdMembers).where(left);
  });
}
