import { and, eq, isNull, lte } from "drizzle-orm";
import type { z } from "zod";
import { staffInvitations } from "@/db/schema/access";
import { staffAccounts, staffMemberships } from "@/db/schema/tenancy";
import { audit } from "@/server/kernel/audit";
import { type Ctx, inTransaction, type TxCtx } from "@/server/kernel/ctx";
import { emit } from "@/server/kernel/domain-events";
import { DomainError, violatedConstraint } from "@/server/kernel/errors";
import { newId } from "@/server/kernel/ids";
import { parseInput } from "@/server/kernel/parse";
import { throttle } from "@/server/kernel/throttle";
import { canManageStaff, demand } from "../access";
import { invitationInput, invitationRef } from "../input";
import { storesOf } from "../queries/shop";
import { invitationLifeMs } from "../rules";

// A shop may not write to the world in our name.
const perShop = { name: "invitations", points: 60, windowSeconds: 3600 };

const isOpen = and(isNull(staffInvitations.acceptedAt), isNull(staffInvitations.withdrawnAt));

/**
 * Invites a person by mail to work at this shop. The link is good for that address at this shop only, once, for seven days.
 * Throws `conflict` `tenancy.already_staff` or `tenancy.already_invited`, `not_found` `tenancy.store`, `limited`.
 */
export async function inviteStaff(ctx: Ctx, input: z.input<typeof invitationInput>): Promise<{ invitationId: string }> {
  demand(canManageStaff(ctx.actor));
  const { email, name, role, storeId, locale } = parseInput(invitationInput, input);
  if (storeId !== null && !(await storesOf(ctx)).some((store) => store.id === storeId))
    throw new DomainError("not_found", "tenancy.store");
  await throttle(perShop, ctx.tenant);
  try {
    return await inTransaction(ctx, async (t) => {
      await refuseColleague(t, email);
      // One that has run out makes room for a new one.
      await t.tx
        .update(staffInvitations)
        .set({ withdrawnAt: t.now })
        .where(
          and(
            eq(staffInvitations.tenantId, t.tenant),
            eq(staffInvitations.emailNormalised, email),
            isOpen,
            lte(staffInvitations.expiresAt, t.now),
          ),
        );
      const [invitationId, linkId] = [newId(t.now.getTime()), newId()];
      await t.tx.insert(staffInvitations).values({
        tenantId: t.tenant,
        id: invitationId,
        emailNormalised: email,
        name: name ?? null,
        role,
        storeId,
        locale,
        invitedBy: t.actor.kind === "staff" ? t.actor.id : null,
        createdAt: t.now,
        linkId,
        sentAt: t.now,
        expiresAt: new Date(t.now.getTime() + invitationLifeMs),
      });
      await audit(t, {
        action: "tenancy.invite_staff",
        subject: { kind: "invitation", id: invitationId },
        after: { email, role, storeId },
      });
      await emit(t, "staff.invited", { invitationId, linkId });
      return { invitationId };
    });
  } catch (error) {
    if (violatedConstraint(error) === "staff_invitations_one_open")
      throw new DomainError("conflict", "tenancy.already_invited");
    throw error;
  }
}

async function refuseColleague(t: TxCtx, email: string): Promise<void> {
  const found = await t.tx
    .select({ id: staffMemberships.id })
    .from(staffMemberships)
    .innerJoin(staffAccounts, eq(staffAccounts.id, staffMemberships.accountId))
    .where(
      and(
        eq(staffMemberships.tenantId, t.tenant),
        isNull(staffMemberships.removedAt),
        eq(staffAccounts.emailNormalised, email),
      ),
    );
  if (found.length > 0) throw new DomainError("conflict", "tenancy.already_staff");
}

/** Sends the mail anew, with a new link that is good for seven days from now; the former link is over. */
export async function resendInvitation(ctx: Ctx, input: z.input<typeof invitationRef>): Promise<void> {
  demand(canManageStaff(ctx.actor));
  const { invitationId } = parseInput(invitationRef, input);
  await throttle(perShop, ctx.tenant);
  await inTransaction(ctx, async (t) => {
    const linkId = newId();
    const [sent] = await t.tx
      .update(staffInvitations)
      .set({ linkId, sentAt: t.now, expiresAt: new Date(t.now.getTime() + invitationLifeMs) })
      .where(and(isOpen, isInvitation(t, invitationId)))
      .returning({ email: staffInvitations.emailNormalised });
    if (!sent) throw new DomainError("not_found", "tenancy.invitation");
    const subject = { kind: "invitation", id: invitationId };
    await audit(t, { action: "tenancy.resend_invitation", subject, after: { email: sent.email } });
    await emit(t, "staff.invited", { invitationId, linkId });
  });
}

/** Takes an invitation back: its link says so from now on. */
export async function withdrawInvitation(ctx: Ctx, input: z.input<typeof invitationRef>): Promise<void> {
  demand(canManageStaff(ctx.actor));
  const { invitationId } = parseInput(invitationRef, input);
  await inTransaction(ctx, async (t) => {
    const [gone] = await t.tx
      .update(staffInvitations)
      .set({ withdrawnAt: t.now })
      .where(and(isOpen, isInvitation(t, invitationId)))
      .returning({ email: staffInvitations.emailNormalised, role: staffInvitations.role });
    if (!gone) throw new DomainError("not_found", "tenancy.invitation");
    await audit(t, {
      action: "tenancy.withdraw_invitation",
      subject: { kind: "invitation", id: invitationId },
      before: gone,
    });
  });
}

const isInvitation = (t: TxCtx, invitationId: string) =>
  and(eq(staffInvitations.tenantId, t.tenant), eq(staffInvitations.id, invitationId));
