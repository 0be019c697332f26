import { randomBytes } from "node:crypto";
import { and, count, eq, isNull, ne } from "drizzle-orm";
import type { z } from "zod";
import { pointFamilies, pointFamilyInvites, pointFamilyMembers } from "@/db/schema/point-life";
import { audit } from "@/server/kernel/audit";
import { type Ctx, inTransaction, type TxCtx } from "@/server/kernel/ctx";
import { DomainError } from "@/server/kernel/errors";
import { newId } from "@/server/kernel/ids";
import { parseInput } from "@/server/kernel/parse";
import { requestHash } from "@/server/kernel/signing";
import { canLend, canManageFamily, forbidUnless } from "../access";
import {
  type FamilyJoinInput,
  familyJoinInput,
  type FamilyLeaveInput,
  familyLeaveInput,
  familyLendInput,
  type FamilyNameInput,
  familyNameInput,
} from "../input";
import { programInForce } from "../queries";
import { familyCode, plainFamilyCode } from "../rules/program";

/** How long a code can be used to join. */
const codeDays = 7;
const codeHash = (tenant: string, code: string) => requestHash(["family", tenant, plainFamilyCode(code)]);

async function familySize(t: TxCtx): Promise<number> {
  const size = (await programInForce(t)).program?.familySize ?? 0;
  if (size < 2) throw new DomainError("refused", "points.family_off");
  return size;
}

const open = (t: TxCtx, familyId: string) =>
  and(
    eq(pointFamilyMembers.tenantId, t.tenant),
    eq(pointFamilyMembers.familyId, familyId),
    isNull(pointFamilyMembers.leftAt),
  );

/** The family somebody is in, its row locked: joining, leaving and ending wait for each other. */
async function familyOf(t: TxCtx, memberId: string) {
  const [own] = await t.tx
    .select({ familyId: pointFamilyMembers.familyId, role: pointFamilyMembers.role })
    .from(pointFamilyMembers)
    .where(
      and(
        eq(pointFamilyMembers.tenantId, t.tenant),
        eq(pointFamilyMembers.memberId, memberId),
        isNull(pointFamilyMembers.leftAt),
      ),
    );
  if (!own) throw new DomainError("refused", "points.family_none");
  await lockFamily(t, own.familyId);
  return own;
}

async function lockFamily(t: TxCtx, familyId: string) {
  const [row] = await t.tx
    .select({ endedAt: pointFamilies.endedAt })
    .from(pointFamilies)
    .where(and(eq(pointFamilies.tenantId, t.tenant), eq(pointFamilies.id, familyId)))
    .for("update");
  return row;
}

async function join(t: TxCtx, memberId: string, familyId: string, role: "head" | "member"): Promise<void> {
  const added = await t.tx
    .insert(pointFamilyMembers)
    .values({ tenantId: t.tenant, memberId, familyId, role, joinedAt: t.now })
    .onConflictDoNothing()
    .returning({ memberId: pointFamilyMembers.memberId });
  if (added.length === 0) throw new DomainError("refused", "points.family_already");
}

const told = (
  t: TxCtx,
  action: `points.${"form" | "join" | "leave"}_family` | "points.invite_to_family",
  memberId: string,
  familyId: string,
  after?: unknown,
) => audit(t, { action, subject: { kind: "point_family", id: familyId }, memberId, ...(after ? { after } : {}) });

/** Forms a family with one member at its head. Throws refused `points.family_off` or `points.family_already`, forbidden. */
export async function formFamily(ctx: Ctx, input: FamilyNameInput): Promise<{ familyId: string }> {
  const { memberId, name } = parseInput(familyNameInput, input);
  forbidUnless(canManageFamily(ctx.actor, memberId));
  return inTransaction(ctx, async (t) => {
    await familySize(t);
    const familyId = newId();
    await t.tx.insert(pointFamilies).values({ tenantId: t.tenant, id: familyId, name, formedAt: t.now });
    await join(t, memberId, familyId, "head");
    await told(t, "points.form_family", memberId, familyId, { name });
    return { familyId };
  });
}

/** A code by which one person can join within a week. Only its hash is kept. Throws refused `points.family_full`, `..._none`, `..._off`. */
export async function inviteToFamily(ctx: Ctx, memberId: string): Promise<{ code: string; expiresAt: Date }> {
  forbidUnless(canManageFamily(ctx.actor, memberId));
  return inTransaction(ctx, async (t) => {
    const size = await familySize(t);
    const { familyId } = await familyOf(t, memberId);
    const [members] = await t.tx.select({ n: count() }).from(pointFamilyMembers).where(open(t, familyId));
    if ((members?.n ?? 0) >= size) throw new DomainError("refused", "points.family_full");
    const code = familyCode(randomBytes(8));
    const expiresAt = new Date(t.now.getTime() + codeDays * 86_400_000);
    await t.tx.insert(pointFamilyInvites).values({
      tenantId: t.tenant,
      codeHash: codeHash(t.tenant, code),
      familyId,
      invitedBy: memberId,
      createdAt: t.now,
      expiresAt,
    });
    await told(t, "points.invite_to_family", memberId, familyId);
    return { code, expiresAt };
  });
}

/**
 * Joins the family that a code is for; each code lets one in. Throws refused `points.family_code` (unknown, used, too old: all alike),
 * `points.family_full`, `points.family_already`, `points.family_off`, forbidden.
 */
export async function joinFamily(ctx: Ctx, input: FamilyJoinInput): Promise<{ familyId: string }> {
  const { memberId, code } = parseInput(familyJoinInput, input);
  forbidUnless(canManageFamily(ctx.actor, memberId));
  return inTransaction(ctx, async (t) => {
    const size = await familySize(t);
    const wrong = new DomainError("refused", "points.family_code");
    const byCode = and(
      eq(pointFamilyInvites.tenantId, t.tenant),
      eq(pointFamilyInvites.codeHash, codeHash(t.tenant, code)),
    );
    const [invite] = await t.tx.select().from(pointFamilyInvites).where(byCode).for("update");
    if (!invite || invite.usedAt || invite.expiresAt <= t.now) throw wrong;
    const family = await lockFamily(t, invite.familyId);
    if (!family || family.endedAt) throw wrong;
    const [members] = await t.tx.select({ n: count() }).from(pointFamilyMembers).where(open(t, invite.familyId));
    if ((members?.n ?? 0) >= size) throw new DomainError("refused", "points.family_full");
    await join(t, memberId, invite.familyId, "member");
    await t.tx.update(pointFamilyInvites).set({ usedAt: t.now, usedBy: memberId }).where(byCode);
    await told(t, "points.join_family", memberId, invite.familyId);
    return { familyId: invite.familyId };
  });
}

/**
 * Leaves, or (the head alone) lets somebody go. Everybody keeps the points they have. When the head leaves, whoever has been there longest
 * heads the family; the last one ends it. Throws refused `points.family_none`, `points.family_not_head`, forbidden.
 */
export async function leaveFamily(ctx: Ctx, input: FamilyLeaveInput): Promise<void> {
  const { memberId, leaverId } = parseInput(familyLeaveInput, input);
  forbidUnless(canManageFamily(ctx.actor, memberId));
  return inTransaction(ctx, async (t) => {
    const { familyId, role } = await familyOf(t, memberId);
    if (leaverId !== memberId && role !== "head") throw new DomainError("refused", "points.family_not_head");
    await letGo(t, familyId, leaverId);
  });
}

/**
 * Says whether the others may pay with one's points; one may go on using theirs either way. The member's own word alone. Throws refused
 * `points.family_none`, forbidden.
 */
export async function lendToFamily(ctx: Ctx, input: z.input<typeof familyLendInput>): Promise<void> {
  const { memberId, lends } = parseInput(familyLendInput, input);
  forbidUnless(canLend(ctx.actor, memberId));
  return inTransaction(ctx, async (t) => {
    const { familyId } = await familyOf(t, memberId);
    const changed = await t.tx
      .update(pointFamilyMembers)
      .set({ lends })
      .where(and(open(t, familyId), eq(pointFamilyMembers.memberId, memberId), ne(pointFamilyMembers.lends, lends)))
      .returning({ memberId: pointFamilyMembers.memberId });
    if (changed.length === 0) return;
    const subject = { kind: "point_family", id: familyId };
    await audit(t, { action: "points.lend_to_family", subject, memberId, after: { lends } });
  });
}

/** Whoever leaves the shop leaves the family. */
export async function leaveFamilyForGood(ctx: Ctx, memberId: string): Promise<void> {
  return inTransaction(ctx, async (t) => {
    const [own] = await t.tx
      .select({ familyId: pointFamilyMembers.familyId })
      .from(pointFamilyMembers)
      .where(
        and(
          eq(pointFamilyMembers.tenantId, t.tenant),
          eq(pointFamilyMembers.memberId, memberId),
          isNull(pointFamilyMembers.leftAt),
        ),
      );
    if (!own) return;
    await lockFamily(t, own.familyId);
    await letGo(t, own.familyId, memberId);
  });
}

async function letGo(t: TxCtx, familyId: string, leaverId: string): Promise<void> {
  const gone = await t.tx
    .update(pointFamilyMembers)
    .set({ leftAt: t.now })
    .where(and(open(t, familyId), eq(pointFamilyMembers.memberId, leaverId)))
    .returning({ role: pointFamilyMembers.role });
  if (gone.length === 0) throw new DomainError("refused", "points.family_none");
  const [next] = await t.tx
    .select({ memberId: pointFamilyMembers.memberId })
    .from(pointFamilyMembers)
    .where(open(t, familyId))
    .orderBy(pointFamilyMembers.joinedAt, pointFamilyMembers.memberId)
    .limit(1);
  if (!next) {
    await t.tx
      .update(pointFamilies)
      .set({ endedAt: t.now })
      .where(and(eq(pointFamilies.tenantId, t.tenant), eq(pointFamilies.id, familyId)));
  } else if (gone[0]?.role === "head") {
    await t.tx
      .update(pointFamilyMembers)
      .set({ role: "head" })
      .where(and(open(t, familyId), eq(pointFamilyMembers.memberId, next.memberId)));
  }
  await told(t, "points.leave_family", leaverId, familyId);
}
