import { and, eq } from "drizzle-orm";
import type { z } from "zod";
import { householdMembers } from "@/db/schema/identity";
import { members } from "@/db/schema/members";
import { referrals } from "@/db/schema/visits";
import { awardOccasion } from "@/server/earning/service/award-occasion";
import { audit } from "@/server/kernel/audit";
import { type Ctx, inTransaction, type TxCtx } from "@/server/kernel/ctx";
import { DomainError } from "@/server/kernel/errors";
import { parseInput } from "@/server/kernel/parse";
import { throttle } from "@/server/kernel/throttle";
import { memberByFriendCode } from "@/server/members/queries/friend-code";
import { demand } from "@/server/tenancy/access";
import { canAccept } from "../access";
import { acceptInput } from "../input";
import { isNewcomer } from "../queries/newcomer";
import { type Known, samenessOf } from "../rules/same-person";

/** After so many days without a purchase the promise to both comes to nothing. */
export const promiseDays = 180;
const guesses = { name: "friend-code", points: 20, windowSeconds: 900 };

export interface Accepted {
  /** Promised to the friend until their first purchase. */
  points: number;
  /** False where the two are one person or one household: nothing is promised to either. */
  isCounted: boolean;
  isRepeat: boolean;
}

/**
 * A new member was brought by another one: promises both what the rules of `referral` and `referred` give, until the first purchase. Throws
 * not_found `friends.code`, refused `friends.own` (one's own code), `friends.not_new` (bought before, or joined long ago), `friends.other`
 * (brought by somebody else), `limited`, forbidden.
 */
export async function acceptInvitation(
  ctx: Ctx,
  memberId: string,
  input: z.input<typeof acceptInput>,
): Promise<Accepted> {
  demand(canAccept(ctx.actor, memberId));
  const { code, isSameDevice } = parseInput(acceptInput, input);
  if (ctx.actor.kind === "member") await throttle(guesses, `${ctx.tenant}:${memberId}`);
  return inTransaction(ctx, async (t) => {
    const inviter = await memberByFriendCode(t, code);
    if (!inviter) throw new DomainError("not_found", "friends.code");
    const inviterId = inviter.memberId;
    if (inviterId === memberId) throw new DomainError("refused", "friends.own");
    const before = await referralOf(t, memberId);
    if (before) return repeated(before, inviterId);
    if (!(await isNewcomer(t, memberId))) throw new DomainError("refused", "friends.not_new");
    const [one, other] = [await knownOf(t, inviterId), await knownOf(t, memberId)];
    const refusedFor = samenessOf(one, other, isSameDevice);
    const written = await t.tx
      .insert(referrals)
      .values({ tenantId: t.tenant, memberId, inviterId, acceptedAt: t.now, refusedFor })
      .onConflictDoNothing()
      .returning({ memberId: referrals.memberId });
    const raced = written.length === 0 ? await referralOf(t, memberId) : null;
    if (raced) return repeated(raced, inviterId);
    await audit(t, {
      action: "friends.accept",
      subject: { kind: "member", id: inviterId },
      memberId,
      after: { isCounted: refusedFor === null, ...(refusedFor ? { refusedFor } : {}) },
    });
    if (refusedFor) return { points: 0, isCounted: false, isRepeat: false };
    return { points: await promiseBoth(t, inviterId, memberId), isCounted: true, isRepeat: false };
  });
}

function repeated(before: typeof referrals.$inferSelect, inviterId: string): Accepted {
  if (before.inviterId !== inviterId) throw new DomainError("refused", "friends.other");
  return { points: 0, isCounted: before.refusedFor === null, isRepeat: true };
}

/** In the order of their ids, as everything that touches two members does. Returns what is promised to the friend. */
async function promiseBoth(t: TxCtx, inviterId: string, friendId: string): Promise<number> {
  const product: TxCtx = { ...t, actor: { kind: "system", name: "friends" } };
  const common = { key: friendId, promiseDays };
  const toInviter = { ...common, memberId: inviterId, occasion: "referral" as const, relatedMemberId: friendId };
  const toFriend = { ...common, memberId: friendId, occasion: "referred" as const, relatedMemberId: inviterId };
  let points = 0;
  for (const one of inviterId < friendId ? [toInviter, toFriend] : [toFriend, toInviter]) {
    const { promisedPoints } = await awardOccasion(product, one);
    if (one === toFriend) points = promisedPoints;
  }
  return points;
}

async function referralOf(t: TxCtx, memberId: string) {
  const [row] = await t.tx
    .select()
    .from(referrals)
    .where(and(eq(referrals.tenantId, t.tenant), eq(referrals.memberId, memberId)));
  return row ?? null;
}

async function knownOf(t: TxCtx, memberId: string): Promise<Known> {
  const [row] = await t.tx
    .select({
      phone: members.phoneNormalised,
      email: members.emailNormalised,
      postalCode: members.postalCode,
      addressLine: members.addressLine,
      householdId: householdMembers.householdId,
    })
    .from(members)
    .leftJoin(
      householdMembers,
      and(eq(householdMembers.tenantId, members.tenantId), eq(householdMembers.memberId, members.memberId)),
    )
    .where(and(eq(members.tenantId, t.tenant), eq(members.memberId, memberId)));
  if (!row) throw new DomainError("not_found", "members.member");
  return row;
}
