import { and, eq, isNull, sql } from "drizzle-orm";
import type { z } from "zod";
import { staffInvitations } from "@/db/schema/access";
import { staffAccounts, staffMemberships } from "@/db/schema/tenancy";
import { audit } from "@/server/kernel/audit";
import type { StaffRole, TxCtx } from "@/server/kernel/ctx";
import { DomainError } from "@/server/kernel/errors";
import { newId } from "@/server/kernel/ids";
import { parseInput } from "@/server/kernel/parse";
import { hashPassword } from "@/server/kernel/passwords";
import { countLinkUse, type Door } from "../auth/door";
import { accountOfSession } from "../auth/staff-session";
import { invitationToken, newPerson } from "../input";
import { type FoundInvitation, invitationOfToken } from "../queries/invitations";
import { invitationState } from "../rules";

const over = (state: string) => new DomainError("refused", `tenancy.invitation_${state}`);

async function openInvitation(door: Door, token: string): Promise<FoundInvitation> {
  const found = await invitationOfToken(door.db, token, door.now);
  if (!found) throw over("unknown");
  if (found.state !== "open") throw over(found.state);
  return found;
}

/**
 * Accepts an invitation as somebody who has no account yet: the link has proven the address, name and password are chosen here.
 * Gives the address to sign in with. Throws `refused` when the link is over (`tenancy.invitation_used`, `_expired`, `_withdrawn`,
 * `_unknown`), `conflict` `tenancy.account_exists` when the address signs in already: then it must sign in first.
 */
export async function acceptAsNewPerson(
  door: Door,
  input: z.input<typeof newPerson>,
): Promise<{ email: string; slug: string }> {
  const { token, name, password, locale, origin } = parseInput(newPerson, input);
  await countLinkUse(origin);
  const found = await openInvitation(door, token);
  const passwordHash = await hashPassword(password);
  const { email } = found;
  await accepting(door, found, async (t) => {
    const accountId = newId();
    const made = await t.tx
      .insert(staffAccounts)
      .values({
        id: accountId,
        emailNormalised: email,
        name,
        passwordHash,
        passwordSetAt: t.now,
        locale,
        createdAt: t.now,
      })
      .onConflictDoNothing({ target: staffAccounts.emailNormalised })
      .returning({ id: staffAccounts.id });
    if (made.length === 0) throw new DomainError("conflict", "tenancy.account_exists");
    return accountId;
  });
  return { email, slug: found.shop.slug };
}

/**
 * Accepts an invitation as whoever is signed in. Throws `unauthenticated`, `forbidden` `tenancy.invitation_other_account` when
 * that is not the invited address, and `refused` as above.
 */
export async function acceptAsSignedIn(
  door: Door,
  sessionId: string | null,
  input: z.input<typeof invitationToken>,
): Promise<{ slug: string; role: StaffRole }> {
  const { token, origin } = parseInput(invitationToken, input);
  await countLinkUse(origin);
  const accountId = sessionId && (await accountOfSession(door.db, sessionId, door.now));
  if (!accountId) throw new DomainError("unauthenticated", "auth.sign_in_required");
  const found = await openInvitation(door, token);
  await accepting(door, found, async (t) => {
    const [account] = await t.tx.select().from(staffAccounts).where(eq(staffAccounts.id, accountId));
    if (account?.emailNormalised !== found.email)
      throw new DomainError("forbidden", "tenancy.invitation_other_account");
    return accountId;
  });
  return { slug: found.shop.slug, role: found.role };
}

/** Spends the invitation under its lock and makes the membership; a colleague who is there already stays as they are. */
function accepting(door: Door, found: FoundInvitation, accountFor: (t: TxCtx) => Promise<string>): Promise<void> {
  return door.db.transaction(found.tenant, "write", async (tx) => {
    const t: TxCtx = { ...door, tenant: found.tenant, actor: { kind: "visitor" }, tx };
    const which = and(eq(staffInvitations.tenantId, t.tenant), eq(staffInvitations.id, found.invitationId));
    const [row] = await tx.select().from(staffInvitations).where(which).for("update");
    const state = row ? invitationState(row, door.now) : "unknown";
    if (!row || state !== "open") throw over(state);
    const accountId = await accountFor(t);
    const id = newId(door.now.getTime());
    const { role, storeId } = row;
    await tx
      .insert(staffMemberships)
      .values({ tenantId: t.tenant, id, accountId, role, storeId, createdAt: door.now })
      .onConflictDoNothing({
        target: [staffMemberships.tenantId, staffMemberships.accountId],
        where: sql`removed_at is null`,
      });
    const [membership] = await tx
      .select({ id: staffMemberships.id })
      .from(staffMemberships)
      .where(
        and(
          eq(staffMemberships.tenantId, t.tenant),
          eq(staffMemberships.accountId, accountId),
          isNull(staffMemberships.removedAt),
        ),
      );
    if (!membership) throw new Error("the membership that was just written is not there");
    await tx.update(staffInvitations).set({ acceptedAt: door.now, membershipId: membership.id }).where(which);
    const actor = { kind: "staff", id: membership.id, accountId, role: role as StaffRole, storeId } as const;
    await audit(
      { ...t, actor },
      {
        action: "tenancy.accept_invitation",
        subject: { kind: "staff", id: membership.id },
        after: { role, storeId },
      },
    );
  });
}
