import type { Ctx } from "@/server/kernel/ctx";
import { env } from "@/server/kernel/env";
import { tenantOf } from "@/server/kernel/gate";
import { dayIn } from "@/server/kernel/time";
import { safeguardsOf } from "@/server/points/service/safeguards";
import { lastClaimDay, receiptCode } from "../rules/receipt-code";

export interface ReceiptClaim {
  /** What the QR code under the receipt says: My Page, with the receipt's number and its code. */
  url: string;
  /** The last day on which it is taken, in the shop's zone. */
  lastDay: string;
}

/** How a customer without a card gets the points of this receipt afterwards; null where the shop does not offer it, or no more. */
export async function receiptClaim(
  ctx: Ctx,
  { receiptNo, occurredAt }: { receiptNo: string; occurredAt: Date },
): Promise<ReceiptClaim | null> {
  const { lateGrantDays } = await safeguardsOf(ctx);
  if (lateGrantDays === 0) return null;
  const { slug, timeZone } = await tenantOf(ctx);
  const lastDay = lastClaimDay(occurredAt, lateGrantDays, timeZone);
  if (lastDay < dayIn(ctx.now, timeZone)) return null;
  const query = new URLSearchParams({ r: receiptNo, c: receiptCode(ctx.tenant, receiptNo) });
  return { url: new URL(`/${slug}/my/points/claim?${query}`, env().GOEN_BASE_URL).href, lastDay };
}
