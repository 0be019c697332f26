import { and, eq, sql } from "drizzle-orm";
import type { z } from "zod";
import { members } from "@/db/schema/members";
import { pointApprovals } from "@/db/schema/watch";
import { audit } from "@/server/kernel/audit";
import { type Ctx, inTransaction, type TxCtx } from "@/server/kernel/ctx";
import { emit } from "@/server/kernel/domain-events";
import { DomainError } from "@/server/kernel/errors";
import { newId } from "@/server/kernel/ids";
import { parseInput } from "@/server/kernel/parse";
import { adjustPoints } from "@/server/points/service/adjust-points";
import { requireStore } from "@/server/points/service/posting";
import { limitBeyond, safeguardsOf } from "@/server/points/service/safeguards";
import { canAsk, canDecide, forbidUnless } from "../access";
import { type AskInput, approvalRef, askInput, decisionInput } from "../input";

const dayMs = 86_400_000;
const thisOne = (ctx: Ctx, memberId: string, approvalId: string) =>
  and(
    eq(pointApprovals.tenantId, ctx.tenant),
    eq(pointApprovals.memberId, memberId),
    eq(pointApprovals.id, approvalId),
  );

/**
 * Asks a second person for an adjustment that goes beyond a limit. Nothing is moved yet. A repeated key is the same request. Throws
 * forbidden, not_found `watch.member`, refused `watch.member_left` and `watch.approval_not_needed`.
 */
export async function askApproval(ctx: Ctx, input: AskInput): Promise<{ approvalId: string; expiresAt: Date }> {
  forbidUnless(canAsk(ctx.actor));
  const { memberId, key, points, reason, storeId } = parseInput(askInput, input);
  return inTransaction(ctx, async (t) => {
    if (t.actor.kind !== "staff") throw new DomainError("forbidden", "watch.role");
    const [member] = await t.tx
      .select({ withdrawnAt: members.withdrawnAt })
      .from(members)
      .where(and(eq(members.tenantId, t.tenant), eq(members.memberId, memberId)))
      .for("key share");
    if (!member) throw new DomainError("not_found", "watch.member");
    if (member.withdrawnAt) throw new DomainError("refused", "watch.member_left");
    await requireStore(t, storeId);
    const limitKind = await limitBeyond(t, memberId, points);
    if (!limitKind) throw new DomainError("refused", "watch.approval_not_needed");
    const { approvalDays } = await safeguardsOf(t);
    const approvalId = newId(t.now.getTime());
    const expiresAt = new Date(t.now.getTime() + approvalDays * dayMs);
    const written = await t.tx
      .insert(pointApprovals)
      .values({
        tenantId: t.tenant,
        memberId,
        id: approvalId,
        key,
        points,
        reason,
        storeId,
        limitKind,
        askedAt: t.now,
        askedBy: t.actor.id,
        askedByAccount: t.actor.accountId,
        expiresAt,
      })
      .onConflictDoNothing()
      .returning({ id: pointApprovals.id });
    if (written.length === 0) return requestOfKey(t, memberId, key, points);
    const after = { points, reason, limitKind };
    await audit(t, {
      action: "watch.ask_approval",
      subject: { kind: "point_approval", id: approvalId },
      memberId,
      after,
    });
    return { approvalId, expiresAt };
  });
}

async function requestOfKey(t: TxCtx, memberId: string, key: string, points: number) {
  const [row] = await t.tx
    .select()
    .from(pointApprovals)
    .where(
      and(eq(pointApprovals.tenantId, t.tenant), eq(pointApprovals.memberId, memberId), eq(pointApprovals.key, key)),
    );
  if (row?.points !== points) throw new DomainError("conflict", "points.key_reused");
  return { approvalId: row.id, expiresAt: row.expiresAt };
}

/**
 * Agrees, and the points move in the same transaction, or refuses with a reason. Throws forbidden `watch.own_request` for one's own,
 * conflict `watch.decided` when it does not wait any more, `watch.expired`, and what `adjustPoints` throws.
 */
export async function decideApproval(
  ctx: Ctx,
  input: z.input<typeof decisionInput>,
): Promise<{ journalId: string | null }> {
  const { memberId, approvalId, isApproved, reason } = parseInput(decisionInput, input);
  return inTransaction(ctx, async (t) => {
    const one = await lockRequest(t, memberId, approvalId);
    forbidUnless(canDecide(t.actor, one.askedByAccount));
    if (t.actor.kind !== "staff") throw new DomainError("forbidden", "watch.role");
    demandWaiting(t, one);
    if (!isApproved && !reason) throw new DomainError("invalid", "watch.reason_missing", { field: "reason" });
    const posted = isApproved
      ? await adjustPoints(
          t,
          {
            memberId,
            key: `approval:${approvalId}`,
            points: one.points,
            reason: one.reason,
            storeId: one.storeId,
          },
          { approvalId, askedBy: one.askedBy },
        )
      : null;
    await t.tx
      .update(pointApprovals)
      .set({
        state: isApproved ? "approved" : "refused",
        decidedAt: t.now,
        decidedBy: t.actor.id,
        decidedByAccount: t.actor.accountId,
        decisionReason: reason || null,
        journalId: posted?.journalId ?? null,
      })
      .where(thisOne(t, memberId, approvalId));
    await audit(t, {
      action: isApproved ? "watch.approve" : "watch.refuse",
      subject: { kind: "point_approval", id: approvalId },
      memberId,
      before: { points: one.points, reason: one.reason, askedBy: one.askedBy },
      after: { reason: reason || null, journalId: posted?.journalId ?? null },
    });
    await emit(t, "approval.decided", { memberId, approvalId });
    return { journalId: posted?.journalId ?? null };
  });
}

/** Takes back one's own request while it waits. Throws refused `watch.others_request`, conflict `watch.decided`. */
export async function withdrawApproval(ctx: Ctx, input: z.input<typeof approvalRef>): Promise<void> {
  const { memberId, approvalId } = parseInput(approvalRef, input);
  await inTransaction(ctx, async (t) => {
    const one = await lockRequest(t, memberId, approvalId);
    if (t.actor.kind !== "staff" || t.actor.accountId !== one.askedByAccount)
      throw new DomainError("refused", "watch.others_request");
    demandWaiting(t, one);
    await t.tx
      .update(pointApprovals)
      .set({ state: "withdrawn", decidedAt: t.now, decidedBy: t.actor.id, decidedByAccount: t.actor.accountId })
      .where(thisOne(t, memberId, approvalId));
    const subject = { kind: "point_approval", id: approvalId };
    await audit(t, { action: "watch.withdraw_request", subject, memberId });
  });
}

function demandWaiting(t: TxCtx, one: typeof pointApprovals.$inferSelect): void {
  if (one.state !== "waiting") throw new DomainError("conflict", "watch.decided");
  if (one.expiresAt <= t.now) throw new DomainError("conflict", "watch.expired");
}

/** Delete `for update` here, and two who agree at once both move the points' row: only the ledger's key is left to stop the second. */
async function lockRequest(t: TxCtx, memberId: string, approvalId: string) {
  const [row] = await t.tx
    .select()
    .from(pointApprovals)
    .where(thisOne(t, memberId, approvalId))
    .for("update");
  if (!row) throw new DomainError("not_found", "watch.request");
  return row;
}

/** A member who has left is given nothing more: what waits for them ends, and the words go. */
export async function endApprovalsOf(ctx: Ctx, memberId: string): Promise<void> {
  await inTransaction(ctx, (t) =>
    t.tx
      .update(pointApprovals)
      .set({
        state: sql`case when ${pointApprovals.state} = 'waiting' then 'withdrawn' else ${pointApprovals.state} end`,
        reason: "",
        decisionReason: null,
      })
      .where(and(eq(pointApprovals.tenantId, t.tenant), eq(pointApprovals.memberId, memberId))),
  );
}
