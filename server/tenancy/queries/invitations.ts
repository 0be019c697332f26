import { and, desc, eq, isNull, sql } from "drizzle-orm";
import { staffInvitations } from "@/db/schema/access";
import { staffAccounts, stores } from "@/db/schema/tenancy";
import { type Ctx, read, type StaffRole } from "@/server/kernel/ctx";
import type { Database } from "@/server/kernel/database";
import { env } from "@/server/kernel/env";
import { tenantOf, vouchedTenant } from "@/server/kernel/gate";
import type { TenantId } from "@/server/kernel/ids";
import { linkIdOf, tokenOfLink } from "@/server/kernel/one-time-links";
import { canSeeStaff, demand } from "../access";
import { type InvitationState, invitationState } from "../rules";

export const invitationPurpose = "staff-invitation";

/** Invitations that nobody has accepted or taken back, newest first. */
export async function openInvitations(ctx: Ctx) {
  demand(canSeeStaff(ctx.actor));
  const rows = await read(ctx, (tx) =>
    tx
      .select({
        invitationId: staffInvitations.id,
        email: staffInvitations.emailNormalised,
        name: staffInvitations.name,
        role: staffInvitations.role,
        storeName: stores.name,
        sentAt: staffInvitations.sentAt,
        expiresAt: staffInvitations.expiresAt,
      })
      .from(staffInvitations)
      .leftJoin(stores, and(eq(stores.tenantId, staffInvitations.tenantId), eq(stores.id, staffInvitations.storeId)))
      .where(
        and(
          eq(staffInvitations.tenantId, ctx.tenant),
          isNull(staffInvitations.acceptedAt),
          isNull(staffInvitations.withdrawnAt),
        ),
      )
      .orderBy(desc(staffInvitations.sentAt), staffInvitations.id)
      .limit(200),
  );
  return rows.map((row) => ({ ...row, role: row.role as StaffRole, isExpired: row.expiresAt <= ctx.now }));
}

export interface FoundInvitation {
  tenant: TenantId;
  invitationId: string;
  state: InvitationState;
  email: string;
  name: string | null;
  role: StaffRole;
  locale: "ja" | "en";
  expiresAt: Date;
  shop: { slug: string; name: string; nameLatin: string; brandColor: string };
  storeName: string | null;
  /** Whether somebody signs in with that address already. Told only to who holds the link. */
  hasAccount: boolean;
}

/** What the link in an invitation leads to; null when it was altered, or a newer mail has replaced it. Looks only. */
export async function invitationOfToken(db: Database, token: string, now: Date): Promise<FoundInvitation | null> {
  const linkId = linkIdOf(invitationPurpose, token);
  if (!linkId) return null;
  const { rows } = await db.transaction(null, "read", (tx) =>
    tx.execute<{ tenant: string; id: string }>(
      sql`select tenant_id as tenant, invitation_id as id from goen.invitation_of_link(${linkId}::uuid)`,
    ),
  );
  const at = rows[0];
  if (!at) return null;
  const tenant = vouchedTenant(at.tenant);
  const ctx: Ctx = { tenant, actor: { kind: "visitor" }, db, now, requestId: linkId };
  const shop = await tenantOf(ctx);
  const [row] = await read(ctx, (tx) =>
    tx
      .select({ invitation: staffInvitations, storeName: stores.name, accountId: staffAccounts.id })
      .from(staffInvitations)
      .leftJoin(stores, and(eq(stores.tenantId, staffInvitations.tenantId), eq(stores.id, staffInvitations.storeId)))
      .leftJoin(staffAccounts, eq(staffAccounts.emailNormalised, staffInvitations.emailNormalised))
      .where(and(eq(staffInvitations.tenantId, tenant), eq(staffInvitations.id, at.id))),
  );
  if (!row) return null;
  const { invitation, storeName, accountId } = row;
  return {
    tenant,
    invitationId: invitation.id,
    state: invitationState(invitation, now),
    email: invitation.emailNormalised,
    name: invitation.name,
    role: invitation.role as StaffRole,
    locale: invitation.locale === "en" ? "en" : "ja",
    expiresAt: invitation.expiresAt,
    shop: { slug: shop.slug, name: shop.name, nameLatin: shop.nameLatin, brandColor: shop.brandColor },
    storeName,
    hasAccount: accountId !== null,
  };
}

/** What the mail of an invitation says; null when it was taken back, used or replaced meanwhile. */
export async function invitationMail(ctx: Ctx, { invitationId, linkId }: { invitationId: string; linkId: string }) {
  const [row] = await read(ctx, (tx) =>
    tx
      .select({ invitation: staffInvitations, inviter: staffAccounts.name })
      .from(staffInvitations)
      .leftJoin(
        staffAccounts,
        sql`${staffAccounts.id} = (select m.account_id from staff_memberships m
          where m.tenant_id = ${staffInvitations.tenantId} and m.id = ${staffInvitations.invitedBy})`,
      )
      .where(and(eq(staffInvitations.tenantId, ctx.tenant), eq(staffInvitations.id, invitationId))),
  );
  if (!row || row.invitation.linkId !== linkId || invitationState(row.invitation, ctx.now) !== "open") return null;
  const token = tokenOfLink(invitationPurpose, linkId);
  return {
    to: row.invitation.emailNormalised,
    locale: row.invitation.locale === "en" ? ("en" as const) : ("ja" as const),
    role: row.invitation.role as StaffRole,
    inviter: row.inviter,
    expiresAt: row.invitation.expiresAt,
    url: new URL(`/invitation/${token}`, env().GOEN_BASE_URL).href,
  };
}
