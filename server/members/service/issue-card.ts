import { memberLinks, members } from "@/db/schema/members";
import { audit } from "@/server/kernel/audit";
import { type Ctx, inTransaction } from "@/server/kernel/ctx";
import { emit } from "@/server/kernel/domain-events";
import { DomainError } from "@/server/kernel/errors";
import { newId } from "@/server/kernel/ids";
import { hashOfLink, tokenOfLink } from "@/server/kernel/one-time-links";
import { parseInput } from "@/server/kernel/parse";
import { demand } from "@/server/tenancy/access";
import { storesOf } from "@/server/tenancy/queries/shop";
import type { z } from "zod";
import { canIssueCard } from "../access";
import { issueCardInput } from "../input";
import { claimLifeMs, linkPurpose } from "../rules/links";
import { drawMemberNumber } from "./draw-number";

/**
 * Gives a walk-in a card at the counter: no name, no address asked. `claimToken` goes into the QR code that the customer opens
 * to have the card on their phone; it works once, for seven days. Throws `not_found` for a store of another shop.
 */
export async function issueCard(
  ctx: Ctx,
  input: z.input<typeof issueCardInput>,
): Promise<{ memberId: string; memberNo: string; claimToken: string }> {
  demand(canIssueCard(ctx.actor));
  const { storeId } = parseInput(issueCardInput, input);
  return inTransaction(ctx, async (t) => {
    if (storeId !== null && !(await storesOf(t)).some((store) => store.id === storeId))
      throw new DomainError("not_found", "tenancy.store");
    const [memberId, linkId] = [newId(), newId()];
    const purpose = linkPurpose(t.tenant, "claim_card");
    await t.tx.insert(memberLinks).values({
      tenantId: t.tenant,
      id: linkId,
      memberId,
      purpose: "claim_card",
      tokenHash: hashOfLink(purpose, linkId),
      createdAt: t.now,
      expiresAt: new Date(t.now.getTime() + claimLifeMs),
    });
    await audit(t, {
      action: "members.issue_card",
      subject: { kind: "member", id: memberId },
      memberId,
      after: { storeId },
    });
    await emit(t, "member.joined", { memberId, storeId });
    const memberNo = await drawMemberNumber(t, memberId);
    await t.tx
      .insert(members)
      .values({ tenantId: t.tenant, memberId, memberNo, joinedAt: t.now, joinedStoreId: storeId, updatedAt: t.now });
    return { memberId, memberNo, claimToken: tokenOfLink(purpose, linkId) };
  });
}
