import { and, eq, gt, isNotNull, isNull, sql } from "drizzle-orm";
import { staffTotp } from "@/db/schema/access";
import { staffAccounts, staffSessions, staffSignInLinks } from "@/db/schema/tenancy";
import type { Tx } from "@/server/kernel/database";
import { emit } from "@/server/kernel/domain-events";
import { vouchedTenant } from "@/server/kernel/gate";
import { newId } from "@/server/kernel/ids";
import { hashOfLink, linkIdOf } from "@/server/kernel/one-time-links";
import { parseInput } from "@/server/kernel/parse";
import { isPasswordRight } from "@/server/kernel/passwords";
import type { z } from "zod";
import { countLinkRequest, countLinkUse, countPasswordTry, type Door, forgivePasswordTry } from "../auth/door";
import { staffLinkRequest, staffLinkUse, staffPasswordSignIn } from "../input";
import {
  ownPath,
  secondStepLifeMs,
  sessionEnd,
  signInLinkLifeMs,
  staffSessionIdleMs,
  staffSessionLifeMs,
} from "../rules";

export const staffLinkPurpose = "staff-sign-in";

/** Begins a session; of an account with a second step it is nobody yet, and waits ten minutes for the code. */
async function beginSession(tx: Tx, accountId: string, now: Date, userAgent: string | null): Promise<string> {
  const id = newId();
  const [totp] = await tx
    .select({ confirmedAt: staffTotp.confirmedAt })
    .from(staffTotp)
    .where(and(eq(staffTotp.accountId, accountId), isNotNull(staffTotp.confirmedAt)));
  const awaitsCode = totp !== undefined;
  const expiresAt = awaitsCode
    ? new Date(now.getTime() + secondStepLifeMs)
    : sessionEnd(now, now, staffSessionIdleMs, staffSessionLifeMs);
  const seen = { createdAt: now, lastSeenAt: now, expiresAt, userAgent: userAgent?.slice(0, 400) ?? null };
  await tx.insert(staffSessions).values({ id, accountId, ...seen, awaitsCode });
  return id;
}

/** Begins a session by e-mail and password; null when they do not fit (never why). Throws `limited` after too many tries. */
export async function signInStaffByPassword(
  door: Door,
  input: z.input<typeof staffPasswordSignIn>,
  userAgent: string | null = null,
): Promise<string | null> {
  const { email, password, origin } = parseInput(staffPasswordSignIn, input);
  await countPasswordTry("staff", origin, email);
  const [account] = await door.db.transaction(null, "read", (tx) =>
    tx
      .select({ id: staffAccounts.id, hash: staffAccounts.passwordHash })
      .from(staffAccounts)
      .where(eq(staffAccounts.emailNormalised, email)),
  );
  const isRight = await isPasswordRight(account?.hash, password);
  if (!account || !isRight) return null;
  await forgivePasswordTry("staff", origin, email);
  return door.db.transaction(null, "write", (tx) => beginSession(tx, account.id, door.now, userAgent));
}

/**
 * Asks for a sign-in link by mail. Does the same work and answers the same whether or not the address is registered: for a
 * stranger the link leads to nobody and no mail is written. Throws `limited` after too many requests.
 */
export async function requestStaffLink(door: Door, input: z.input<typeof staffLinkRequest>): Promise<void> {
  const { email, origin, returnTo } = parseInput(staffLinkRequest, input);
  await countLinkRequest("staff", origin, email);
  const found = await door.db.transaction(null, "read", (tx) =>
    tx.execute<{ account: string | null; tenant: string | null }>(sql`
      select a.id as account, coalesce((select m.tenant_id from goen.memberships_of_account(a.id) m limit 1),
        (select t.id from tenants t order by t.created_at, t.id limit 1)) as tenant
      from (values (${email}::text)) as asked(email) left join staff_accounts a on a.email_normalised = asked.email`),
  );
  const row = found.rows[0];
  if (!row?.tenant) return; // No shop exists yet: nobody can be registered either.
  const tenant = vouchedTenant(row.tenant);
  const linkId = newId();
  await door.db.transaction(tenant, "write", async (tx) => {
    await tx.insert(staffSignInLinks).values({
      id: linkId,
      accountId: row.account ?? newId(),
      tokenHash: hashOfLink(staffLinkPurpose, linkId),
      returnTo: ownPath(returnTo, "/", "") || null,
      createdAt: door.now,
      expiresAt: new Date(door.now.getTime() + signInLinkLifeMs),
    });
    const ctx = {
      tenant,
      actor: { kind: "visitor" } as const,
      db: door.db,
      now: door.now,
      requestId: door.requestId,
      tx,
    };
    await emit(ctx, "sign_in_link.requested", { audience: "staff", linkId });
  });
}

/** True when the link can still be used; looks only, so that a mail scanner's visit spends nothing. */
export async function isStaffLinkUsable(door: Door, token: string): Promise<boolean> {
  const linkId = linkIdOf(staffLinkPurpose, token);
  if (!linkId) return false;
  const rows = await door.db.transaction(null, "read", (tx) =>
    tx.select({ id: staffSignInLinks.id }).from(staffSignInLinks).where(usable(linkId, door.now)),
  );
  return rows.length === 1;
}

const linkOf = (linkId: string) =>
  and(eq(staffSignInLinks.id, linkId), eq(staffSignInLinks.tokenHash, hashOfLink(staffLinkPurpose, linkId)));

/** Where the person was stopped who asked for a link; '' for nowhere in particular. */
export async function returnOfStaffLink(door: Door, token: string): Promise<string> {
  const linkId = linkIdOf(staffLinkPurpose, token);
  if (!linkId) return "";
  const [row] = await door.db.transaction(null, "read", (tx) =>
    tx.select({ returnTo: staffSignInLinks.returnTo }).from(staffSignInLinks).where(linkOf(linkId)),
  );
  return row?.returnTo ?? "";
}

const usable = (linkId: string, now: Date) =>
  and(linkOf(linkId), isNull(staffSignInLinks.usedAt), gt(staffSignInLinks.expiresAt, now));

/** Spends a link and begins a session; null when it is altered, used or too old. */
export async function signInStaffByLink(
  door: Door,
  input: z.input<typeof staffLinkUse>,
  userAgent: string | null = null,
): Promise<string | null> {
  const { token, origin } = parseInput(staffLinkUse, input);
  await countLinkUse(origin);
  const linkId = linkIdOf(staffLinkPurpose, token);
  if (!linkId) return null;
  return door.db.transaction(null, "write", async (tx) => {
    const [spent] = await tx
      .update(staffSignInLinks)
      .set({ usedAt: door.now })
      .where(usable(linkId, door.now))
      .returning();
    if (!spent) return null;
    const known = await tx
      .select({ id: staffAccounts.id })
      .from(staffAccounts)
      .where(eq(staffAccounts.id, spent.accountId));
    return known.length > 0 ? beginSession(tx, spent.accountId, door.now, userAgent) : null;
  });
}

/** Ends a session at once. Repeating it changes nothing. */
export async function endStaffSession(door: Door, sessionId: string): Promise<void> {
  await door.db.transaction(null, "write", (tx) =>
    tx
      .update(staffSessions)
      .set({ revokedAt: door.now })
      .where(and(eq(staffSessions.id, sessionId), isNull(staffSessions.revokedAt))),
  );
}
