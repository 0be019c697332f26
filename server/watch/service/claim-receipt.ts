import { and, eq } from "drizzle-orm";
import type { z } from "zod";
import { lateGrants, staffCards } from "@/db/schema/watch";
import { audit } from "@/server/kernel/audit";
import { actorId, type Ctx, inTransaction, type TxCtx } from "@/server/kernel/ctx";
import { DomainError } from "@/server/kernel/errors";
import { parseInput } from "@/server/kernel/parse";
import { tenantOf } from "@/server/kernel/gate";
import { throttle } from "@/server/kernel/throttle";
import { dayIn } from "@/server/kernel/time";
import { safeguardsOf } from "@/server/points/service/safeguards";
import { isReceiptCode, lastClaimDay } from "@/server/purchases/rules/receipt-code";
import { type ClaimableSale, giveSaleTo, lockAnonymousSale } from "@/server/purchases/service/claim-sale";
import { canClaim, forbidUnless } from "../access";
import { claimFor } from "../input";

/** Receipt numbers follow one another: who tries them out is soon stopped. */
const tries = { name: "claim-receipt", points: 10, windowSeconds: 3_600 };

export interface ClaimedReceipt {
  purchaseId: string;
  occurredAt: Date;
  totalYen: number;
  pointsEarned: number;
  available: number;
}

/**
 * Gives a member the sale that they made without showing the card: once, within the shop's days, by the receipt number with its total or
 * its code. A wrong total is told like a number that does not exist. Throws not_found `watch.receipt`, refused `watch.too_late`,
 * `watch.own_till`, `watch.late_grants_off`, conflict `watch.already_claimed`, `limited`, forbidden, and what `recordSale` throws.
 */
export async function claimReceipt(ctx: Ctx, input: z.input<typeof claimFor>): Promise<ClaimedReceipt> {
  const { memberId, receiptNo, totalYen, code } = parseInput(claimFor, input);
  forbidUnless(canClaim(ctx.actor, memberId));
  await throttle(tries, `${ctx.tenant}:${ctx.actor.kind}:${actorId(ctx.actor)}`);
  return inTransaction(ctx, async (t) => {
    const { lateGrantDays } = await safeguardsOf(t);
    if (lateGrantDays === 0) throw new DomainError("refused", "watch.late_grants_off");
    const { sale, isMembers } = await lockAnonymousSale(t, receiptNo);
    const hasCode = code !== undefined && isReceiptCode(t.tenant, receiptNo, code);
    if (!sale) {
      // Whose it is, is told only to who holds the receipt's own code; for everybody else the number does not exist.
      if (isMembers && hasCode) throw new DomainError("conflict", "watch.already_claimed");
      throw new DomainError("not_found", "watch.receipt");
    }
    if (!hasCode && totalYen !== sale.totalYen) throw new DomainError("not_found", "watch.receipt");
    const { timeZone } = await tenantOf(t);
    if (dayIn(t.now, timeZone) > lastClaimDay(sale.occurredAt, lateGrantDays, timeZone))
      throw new DomainError("refused", "watch.too_late", { days: lateGrantDays });
    await refuseOwnTill(t, sale, memberId);
    // The product moves the sale; who asked for it stands in the audit and in `late_grants`.
    const given = await giveSaleTo({ ...t, actor: { kind: "system", name: "late_grant" } }, sale, memberId);
    const by = t.actor.kind === "member" ? "member" : "counter";
    await t.tx.insert(lateGrants).values({
      tenantId: t.tenant,
      memberId,
      purchaseId: sale.id,
      claimedAt: t.now,
      by,
      actorId: actorId(t.actor),
    });
    await audit(t, {
      action: "watch.claim_receipt",
      subject: { kind: "purchase", id: sale.id },
      memberId,
      after: { receiptNo, totalYen: sale.totalYen, pointsEarned: given.pointsEarned },
    });
    return {
      purchaseId: sale.id,
      occurredAt: sale.occurredAt,
      totalYen: sale.totalYen,
      pointsEarned: given.pointsEarned,
      available: given.wallet?.available ?? 0,
    };
  });
}

/** A receipt left behind at one's own till is the customer's, not the cashier's; also when a colleague types it in. */
async function refuseOwnTill(t: TxCtx, sale: ClaimableSale, memberId: string): Promise<void> {
  if (sale.staffMembershipId === null) return;
  const [own] = await t.tx
    .select({ memberId: staffCards.memberId })
    .from(staffCards)
    .where(
      and(
        eq(staffCards.tenantId, t.tenant),
        eq(staffCards.membershipId, sale.staffMembershipId),
        eq(staffCards.memberId, memberId),
      ),
    );
  if (own) throw new DomainError("refused", "watch.own_till");
}
