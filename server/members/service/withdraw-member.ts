import { and, desc, eq, inArray, isNull, sql } from "drizzle-orm";
import { memberNotes, memberTagLinks } from "@/db/schema/member-desk";
import { consents, memberKeys, memberLinks, memberPasswords, memberSessions, members } from "@/db/schema/members";
import { audit } from "@/server/kernel/audit";
import { actorId, type Ctx, inTransaction, type TxCtx } from "@/server/kernel/ctx";
import { emit } from "@/server/kernel/domain-events";
import { newId } from "@/server/kernel/ids";
import { parseInput } from "@/server/kernel/parse";
import { demand } from "@/server/tenancy/access";
import type { z } from "zod";
import { canWithdraw } from "../access";
import { withdrawInput } from "../input";
import { lockMember, nextVersion, thisMember } from "./key-holder";

/** Everything that says who somebody is. Kept: the card number, the retailer's own number, when and where they joined. */
const erased = {
  familyName: null,
  givenName: null,
  familyKana: null,
  givenKana: null,
  kanaNormalised: null,
  nameNormalised: null,
  emailNormalised: null,
  emailVerifiedAt: null,
  phoneNormalised: null,
  birthday: null,
  gender: null,
  postalCode: null,
  prefecture: null,
  city: null,
  addressLine: null,
  mailOptIn: false,
  lastLoginAt: null,
} as const;

/**
 * Ends a membership (退会) for good: nobody can sign in, mail address, phone and LINE are free to join again, every consent is
 * withdrawn, and what names the person is erased; sales, points and consents stay as numbers for the books. Other modules let go
 * of what they hold by `member.withdrawn` (points are forfeited, planned messages are not sent). Repeating it changes nothing.
 * Throws `forbidden`, `not_found`.
 */
export async function withdrawMember(
  ctx: Ctx,
  input: z.input<typeof withdrawInput>,
): Promise<{ withdrawnAt: Date; isRepeat: boolean }> {
  const { memberId, reason } = parseInput(withdrawInput, input);
  demand(canWithdraw(ctx.actor, memberId));
  return inTransaction(ctx, async (t) => {
    // The row's lock is what a sale waits for (server/purchases): afterwards it finds that the member has left.
    const before = await lockMember(t, memberId);
    if (before.withdrawnAt) return { withdrawnAt: before.withdrawnAt, isRepeat: true };
    await audit(t, {
      action: "members.withdraw",
      subject: { kind: "member", id: memberId },
      memberId,
      after: { reason: reason || null, version: before.version + 1 },
    });
    await emit(t, "member.withdrawn", { memberId });
    await withdrawConsents(t, memberId);
    await closeDoors(t, memberId);
    const own = (table: typeof memberNotes | typeof memberTagLinks) =>
      and(eq(table.tenantId, t.tenant), eq(table.memberId, memberId));
    await t.tx.delete(memberNotes).where(own(memberNotes));
    await t.tx.delete(memberTagLinks).where(own(memberTagLinks));
    await t.tx
      .update(members)
      .set({ ...erased, withdrawnAt: t.now, updatedAt: t.now, version: nextVersion })
      .where(thisMember(t, memberId));
    return { withdrawnAt: t.now, isRepeat: false };
  });
}

/** A no for each channel on which the newest word is a yes. */
async function withdrawConsents(t: TxCtx, memberId: string): Promise<void> {
  const newest = await t.tx
    .selectDistinctOn([consents.channel], { channel: consents.channel, isGranted: consents.isGranted })
    .from(consents)
    .where(and(eq(consents.tenantId, t.tenant), eq(consents.memberId, memberId)))
    .orderBy(consents.channel, desc(consents.at), desc(consents.id));
  const granted = newest.filter((row) => row.isGranted);
  if (granted.length === 0) return;
  await t.tx.insert(consents).values(
    granted.map(({ channel }) => ({
      tenantId: t.tenant,
      memberId,
      id: newId(),
      channel,
      isGranted: false,
      at: t.now,
      source: "withdrawal",
      textVersion: "1",
      actorKind: t.actor.kind,
      actorId: actorId(t.actor),
    })),
  );
}

/** Sessions, links, the password and every name by which the person was found; cards stay taken, so that no number is given twice. */
async function closeDoors(t: TxCtx, memberId: string): Promise<void> {
  const sessions = and(eq(memberSessions.tenantId, t.tenant), eq(memberSessions.memberId, memberId));
  await t.tx
    .update(memberSessions)
    .set({ revokedAt: t.now })
    .where(and(sessions, isNull(memberSessions.revokedAt)));
  await t.tx.update(memberSessions).set({ userAgent: null }).where(sessions);
  await t.tx
    .update(memberLinks)
    .set({ usedAt: sql`coalesce(${memberLinks.usedAt}, ${t.now.toISOString()}::timestamptz)`, emailNormalised: null })
    .where(and(eq(memberLinks.tenantId, t.tenant), eq(memberLinks.memberId, memberId)));
  await t.tx
    .delete(memberPasswords)
    .where(and(eq(memberPasswords.tenantId, t.tenant), eq(memberPasswords.memberId, memberId)));
  const keys = and(eq(memberKeys.tenantId, t.tenant), eq(memberKeys.memberId, memberId));
  await t.tx.delete(memberKeys).where(and(keys, inArray(memberKeys.kind, ["email", "phone", "line", "friend"])));
  await t.tx
    .update(memberKeys)
    .set({ stoppedAt: t.now })
    .where(and(keys, eq(memberKeys.kind, "card"), isNull(memberKeys.stoppedAt)));
}
