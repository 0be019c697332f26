import { and, eq, isNull } from "drizzle-orm";
import { memberLinks } from "@/db/schema/members";
import { audit } from "@/server/kernel/audit";
import { type Ctx, inTransaction } from "@/server/kernel/ctx";
import { DomainError } from "@/server/kernel/errors";
import { newId } from "@/server/kernel/ids";
import { hashOfLink, tokenOfLink } from "@/server/kernel/one-time-links";
import { demand } from "@/server/tenancy/access";
import { canIssueCard } from "../access";
import { memberById } from "../queries/find-member";
import { claimLifeMs, linkPurpose } from "../rules/links";

/**
 * A new claim for a card whose first QR code was lost or ran out; earlier ones stop working. Throws `refused` when the member
 * has a proven address (they sign in by mail; the counter must not be a way into somebody's account) or has left, `not_found`.
 */
export async function renewClaim(ctx: Ctx, memberId: string): Promise<{ claimToken: string }> {
  demand(canIssueCard(ctx.actor));
  return inTransaction(ctx, async (t) => {
    const member = await memberById(t, memberId);
    if (member.withdrawnAt) throw new DomainError("refused", "members.withdrawn");
    if (member.emailVerifiedAt) throw new DomainError("refused", "members.claim_has_address");
    const [id, purpose] = [newId(), linkPurpose(t.tenant, "claim_card")];
    await t.tx
      .update(memberLinks)
      .set({ usedAt: t.now })
      .where(
        and(
          eq(memberLinks.tenantId, t.tenant),
          eq(memberLinks.memberId, memberId),
          eq(memberLinks.purpose, "claim_card"),
          isNull(memberLinks.usedAt),
        ),
      );
    await t.tx.insert(memberLinks).values({
      tenantId: t.tenant,
      id,
      memberId,
      purpose: "claim_card",
      tokenHash: hashOfLink(purpose, id),
      createdAt: t.now,
      expiresAt: new Date(t.now.getTime() + claimLifeMs),
    });
    await audit(t, { action: "members.renew_claim", subject: { kind: "member", id: memberId }, memberId });
    return { claimToken: tokenOfLink(purpose, id) };
  });
}
