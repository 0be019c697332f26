import { and, eq, isNull } from "drizzle-orm";
import { members } from "@/db/schema/members";
import { audit } from "@/server/kernel/audit";
import type { TxCtx } from "@/server/kernel/ctx";
import { emit } from "@/server/kernel/domain-events";
import { drawMemberNumber } from "./draw-number";
import { demandKey } from "./key-holder";

/**
 * The member that an opened invitation makes, with the address whose mailbox it has just proven; where that has become a member's
 * meanwhile, that member. Part of spending the link. Returns whose session begins.
 */
export async function joinByLink(
  t: TxCtx,
  link: { memberId: string; email: string; inviteCode: string | null },
): Promise<string> {
  const { memberId, email, inviteCode } = link;
  const [known] = await t.tx
    .select({ memberId: members.memberId })
    .from(members)
    .where(and(eq(members.tenantId, t.tenant), eq(members.emailNormalised, email), isNull(members.withdrawnAt)));
  if (known) return known.memberId;
  await audit(t, {
    action: "members.join_by_invitation",
    subject: { kind: "member", id: memberId },
    memberId,
    after: { isInvited: inviteCode !== null },
  });
  await emit(t, "member.joined", { memberId, storeId: null, ...(inviteCode ? { inviteCode } : {}) });
  const memberNo = await drawMemberNumber(t, memberId);
  await demandKey(t, memberId, "email", email, "members.email_taken");
  await t.tx.insert(members).values({
    tenantId: t.tenant,
    memberId,
    memberNo,
    emailNormalised: email,
    emailVerifiedAt: t.now,
    joinedAt: t.now,
    updatedAt: t.now,
  });
  return memberId;
}
