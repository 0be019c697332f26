import { and, eq, isNull } from "drizzle-orm";
import type { z } from "zod";
import { members } from "@/db/schema/members";
import { staffMemberships } from "@/db/schema/tenancy";
import { staffCards, watchFindings, watchRules } from "@/db/schema/watch";
import { audit } from "@/server/kernel/audit";
import { actorId, type Ctx, inTransaction, type TxCtx } from "@/server/kernel/ctx";
import { DomainError } from "@/server/kernel/errors";
import { parseInput } from "@/server/kernel/parse";
import { stopCards } from "@/server/members/service/stop-cards";
import { canAct, canSetRules, forbidUnless } from "../access";
import { findingStep, freezeInput, ruleInput, staffCardInput } from "../input";
import { rulesInForce } from "../queries/rules";

async function lockFinding(t: TxCtx, findingId: string) {
  const [row] = await t.tx
    .select()
    .from(watchFindings)
    .where(and(eq(watchFindings.tenantId, t.tenant), eq(watchFindings.id, findingId)))
    .for("update");
  if (!row) throw new DomainError("not_found", "watch.finding");
  return row;
}

async function moveTo(t: TxCtx, before: typeof watchFindings.$inferSelect, state: string, note: string): Promise<void> {
  await t.tx
    .update(watchFindings)
    .set({ state, note: note || before.note, stateAt: t.now, stateBy: actorId(t.actor) })
    .where(and(eq(watchFindings.tenantId, t.tenant), eq(watchFindings.id, before.id)));
  await audit(t, {
    action: "watch.judge_finding",
    subject: { kind: "watch_finding", id: before.id },
    ...(before.memberId ? { memberId: before.memberId } : {}),
    before: { state: before.state },
    after: { state, rule: before.rule, note: note || null },
  });
}

/** Says what became of a finding; to dismiss one asks for a reason. Throws `invalid` `watch.reason_missing`, not_found. */
export async function judgeFinding(ctx: Ctx, input: z.input<typeof findingStep>): Promise<void> {
  forbidUnless(canAct(ctx.actor));
  const { findingId, state, note } = parseInput(findingStep, input);
  if (state === "dismissed" && !note) throw new DomainError("invalid", "watch.reason_missing", { field: "note" });
  await inTransaction(ctx, async (t) => moveTo(t, await lockFinding(t, findingId), state, note));
}

/**
 * Stops every card of the member a finding is about: readers say so, and the office can issue another one. The finding counts as acted
 * on. Throws refused `watch.no_card` where it is about no member.
 */
export async function freezeCard(ctx: Ctx, input: z.input<typeof freezeInput>): Promise<{ stopped: number }> {
  forbidUnless(canAct(ctx.actor));
  const { findingId, note } = parseInput(freezeInput, input);
  return inTransaction(ctx, async (t) => {
    const finding = await lockFinding(t, findingId);
    if (!finding.memberId) throw new DomainError("refused", "watch.no_card");
    const stopped = await stopCards(t, finding.memberId, note);
    await moveTo(t, finding, "acted", note);
    return { stopped };
  });
}

/** Sets a rule's threshold, or turns it off. Audited. */
export async function setWatchRule(ctx: Ctx, input: z.input<typeof ruleInput>): Promise<void> {
  forbidUnless(canSetRules(ctx.actor));
  const { rule, ...after } = parseInput(ruleInput, input);
  await inTransaction(ctx, async (t) => {
    const before = (await rulesInForce(t))[rule];
    await t.tx
      .insert(watchRules)
      .values({ tenantId: t.tenant, rule, ...after })
      .onConflictDoUpdate({ target: [watchRules.tenantId, watchRules.rule], set: after });
    const subject = { kind: "watch_rule", id: null };
    await audit(t, { action: "watch.set_rule", subject, before: { rule, ...before }, after: { rule, ...after } });
  });
}

/** Marks a card as a colleague's own, or takes the mark away. Throws not_found for a foreign card or colleague. */
export async function markStaffCard(ctx: Ctx, input: z.input<typeof staffCardInput>): Promise<void> {
  forbidUnless(canAct(ctx.actor));
  const { membershipId, memberId, isLinked } = parseInput(staffCardInput, input);
  await inTransaction(ctx, async (t) => {
    const [member] = await t.tx
      .select({ memberId: members.memberId })
      .from(members)
      .where(and(eq(members.tenantId, t.tenant), eq(members.memberId, memberId), isNull(members.withdrawnAt)));
    if (!member) throw new DomainError("not_found", "watch.member");
    const [colleague] = await t.tx
      .select({ id: staffMemberships.id })
      .from(staffMemberships)
      .where(and(eq(staffMemberships.tenantId, t.tenant), eq(staffMemberships.id, membershipId)));
    if (!colleague) throw new DomainError("not_found", "watch.staff");
    const key = { tenantId: t.tenant, membershipId, memberId };
    if (isLinked)
      await t.tx
        .insert(staffCards)
        .values({ ...key, linkedAt: t.now, linkedBy: actorId(t.actor) })
        .onConflictDoNothing();
    else
      await t.tx
        .delete(staffCards)
        .where(
          and(
            eq(staffCards.tenantId, t.tenant),
            eq(staffCards.membershipId, membershipId),
            eq(staffCards.memberId, memberId),
          ),
        );
    await audit(t, {
      action: isLinked ? "watch.mark_staff_card" : "watch.unmark_staff_card",
      subject: { kind: "staff", id: membershipId },
      memberId,
    });
  });
}

/** Lets go of what the watch holds of somebody who has left. */
export async function forgetMember(ctx: Ctx, memberId: string): Promise<void> {
  await inTransaction(ctx, async (t) => {
    await t.tx.delete(staffCards).where(and(eq(staffCards.tenantId, t.tenant), eq(staffCards.memberId, memberId)));
    await t.tx
      .update(watchFindings)
      .set({ note: null })
      .where(and(eq(watchFindings.tenantId, t.tenant), eq(watchFindings.memberId, memberId)));
  });
}
