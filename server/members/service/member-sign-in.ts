import { and, eq, gt, isNull } from "drizzle-orm";
import { memberLinks, memberPasswords, memberSessions, members } from "@/db/schema/members";
import { type Ctx, inTransaction, read, type TxCtx } from "@/server/kernel/ctx";
import { DomainError } from "@/server/kernel/errors";
import { newId } from "@/server/kernel/ids";
import { hashOfLink, linkIdOf } from "@/server/kernel/one-time-links";
import { parseInput } from "@/server/kernel/parse";
import { isPasswordRight } from "@/server/kernel/passwords";
import { countLinkUse, countPasswordTry, forgivePasswordTry } from "@/server/tenancy/auth/door";
import { sessionEnd } from "@/server/tenancy/rules";
import type { z } from "zod";
import { linkUse, passwordSignIn } from "../input";
import { type LinkPurpose, linkPurpose, memberSessionIdleMs, memberSessionLifeMs } from "../rules/links";
import { lockMember, thisMember } from "./key-holder";
import { joinByLink } from "./join-by-link";
import { moveToEmail } from "./set-email";

/** Begins a session and notes the log-in. Null when the member is not there or has left. */
async function beginSession(t: TxCtx, memberId: string, userAgent: string | null): Promise<string | null> {
  const id = newId();
  const expiresAt = sessionEnd(t.now, t.now, memberSessionIdleMs, memberSessionLifeMs);
  await t.tx.insert(memberSessions).values({
    tenantId: t.tenant,
    id,
    memberId,
    createdAt: t.now,
    lastSeenAt: t.now,
    expiresAt,
    userAgent: userAgent?.slice(0, 200) ?? null,
  });
  const found = await t.tx
    .update(members)
    .set({ lastLoginAt: t.now })
    .where(and(thisMember(t, memberId), isNull(members.withdrawnAt)))
    .returning({ memberId: members.memberId });
  return found.length > 0 ? id : null;
}

/** Begins a session by address and password; null when they do not fit (never why). Only a proven address opens. */
export async function signInMemberByPassword(
  ctx: Ctx,
  input: z.input<typeof passwordSignIn>,
  userAgent: string | null = null,
): Promise<string | null> {
  const { email, password, origin } = parseInput(passwordSignIn, input);
  await countPasswordTry(`member:${ctx.tenant}`, origin, email);
  const [row] = await read(ctx, (tx) =>
    tx
      .select({ memberId: members.memberId, hash: memberPasswords.passwordHash, verifiedAt: members.emailVerifiedAt })
      .from(members)
      .innerJoin(
        memberPasswords,
        and(eq(memberPasswords.tenantId, members.tenantId), eq(memberPasswords.memberId, members.memberId)),
      )
      .where(and(eq(members.tenantId, ctx.tenant), eq(members.emailNormalised, email), isNull(members.withdrawnAt))),
  );
  const isRight = await isPasswordRight(row?.hash, password);
  if (!row?.verifiedAt || !isRight) return null;
  await forgivePasswordTry(`member:${ctx.tenant}`, origin, email);
  return inTransaction(ctx, (t) => beginSession(t, row.memberId, userAgent));
}

const usable = (ctx: Ctx, linkId: string, purpose: LinkPurpose) =>
  and(
    eq(memberLinks.tenantId, ctx.tenant),
    eq(memberLinks.id, linkId),
    eq(memberLinks.purpose, purpose),
    eq(memberLinks.tokenHash, hashOfLink(linkPurpose(ctx.tenant, purpose), linkId)),
    isNull(memberLinks.usedAt),
    gt(memberLinks.expiresAt, ctx.now),
  );

/** True when the link can still be used; looks only, so that a mail scanner's visit spends nothing. */
export async function isMemberLinkUsable(ctx: Ctx, purpose: LinkPurpose, token: string): Promise<boolean> {
  const linkId = linkIdOf(linkPurpose(ctx.tenant, purpose), token);
  if (!linkId) return false;
  const rows = await read(ctx, (tx) =>
    tx
      .select({ id: memberLinks.id })
      .from(memberLinks)
      .where(usable(ctx, linkId, purpose)),
  );
  return rows.length === 1;
}

/**
 * Spends a link and begins a session; null when it is altered, used, too old, or the member's address has changed since.
 * Opening a mailed link proves the mailbox. Throws `conflict` when the proven address meanwhile is another member's.
 */
export async function signInMemberByLink(
  ctx: Ctx,
  purpose: LinkPurpose,
  input: z.input<typeof linkUse>,
  userAgent: string | null = null,
): Promise<string | null> {
  const { token, origin } = parseInput(linkUse, input);
  await countLinkUse(origin);
  const linkId = linkIdOf(linkPurpose(ctx.tenant, purpose), token);
  if (!linkId) return null;
  return inTransaction(ctx, async (t) => {
    const [spent] = await t.tx
      .update(memberLinks)
      .set({ usedAt: t.now })
      .where(usable(t, linkId, purpose))
      .returning();
    if (spent?.purpose === "join" && spent.emailNormalised)
      return beginSession(t, await joinByLink(t, { ...spent, email: spent.emailNormalised }), userAgent);
    if (!spent || !(await isStillTheirs(t, spent))) return null;
    if (purpose !== "claim_card" && spent.emailNormalised)
      await moveToEmail(t, spent.memberId, spent.emailNormalised, true);
    return beginSession(t, spent.memberId, userAgent);
  });
}

/**
 * A sign-in link goes with the address it was sent to: once the member has another one, it opens nothing. A claim, which others
 * may have seen at the counter, opens nothing any more once the member has a proven address to sign in by.
 */
async function isStillTheirs(t: TxCtx, link: typeof memberLinks.$inferSelect): Promise<boolean> {
  const member = await lockMember(t, link.memberId).catch((error: unknown) => {
    if (error instanceof DomainError && error.code === "not_found") return null;
    throw error;
  });
  if (!member || member.withdrawnAt) return false;
  if (link.purpose === "claim_card") return member.emailVerifiedAt === null;
  return link.purpose !== "sign_in" || member.emailNormalised === link.emailNormalised;
}

/** Ends a session at once. Repeating it changes nothing. */
export async function endMemberSession(ctx: Ctx, sessionId: string): Promise<void> {
  await inTransaction(ctx, (t) =>
    t.tx
      .update(memberSessions)
      .set({ revokedAt: t.now })
      .where(
        and(eq(memberSessions.tenantId, t.tenant), eq(memberSessions.id, sessionId), isNull(memberSessions.revokedAt)),
      ),
  );
}
