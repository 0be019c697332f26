import { and, eq } from "drizzle-orm";
import type { z } from "zod";
import { anonymousSaleLines, anonymousSales, purchaseLines, purchases } from "@/db/schema/purchases";
import { audit } from "@/server/kernel/audit";
import { type Ctx, inTransaction, type TxCtx } from "@/server/kernel/ctx";
import { emit } from "@/server/kernel/domain-events";
import { DomainError } from "@/server/kernel/errors";
import { tenantOf } from "@/server/kernel/gate";
import { newId } from "@/server/kernel/ids";
import { parseInput } from "@/server/kernel/parse";
import { requestHash } from "@/server/kernel/signing";
import { businessDayIn } from "@/server/kernel/time";
import { walletOf } from "@/server/points/queries";
import { awardForPurchase } from "@/server/points/service/award-for-purchase";
import { spendPoints } from "@/server/points/service/spend-points";
import { countTowardsRank } from "@/server/ranks/service/count-towards-rank";
import { beginWarranties } from "@/server/warranties/service";
import { canRecord } from "../access";
import { type RecordSale, recordSaleInput } from "../input";
import { lockReceiptNumber, receiptReused, takeReceiptNumber } from "./receipt-number";
import { priceLines, refuseFuture, requireMember, requireStore } from "./sale-lines";

type Sale = z.output<typeof recordSaleInput> & { occurredAt: Date; businessDate: string; hash: string };
type Wallet = Awaited<ReturnType<typeof walletOf>>;

export interface RecordedSale {
  purchaseId: string;
  totalYen: number;
  pointsEarned: number;
  pointsSpent: number;
  /** As it is now; null for an anonymous sale. */
  wallet: Wallet | null;
  /** True when this receipt had been recorded before and nothing was done now. */
  isRepeat: boolean;
}

/** The first answer again for the same request; the same number with another content is a conflict. */
async function repeatOf(t: TxCtx, sale: Sale): Promise<RecordedSale | null> {
  const owner = await lockReceiptNumber(t, sale.externalId);
  if (owner.kind === "nobody") return null;
  if (owner.kind === "anonymous") {
    const [row] = await t.tx
      .select()
      .from(anonymousSales)
      .where(and(eq(anonymousSales.tenantId, t.tenant), eq(anonymousSales.id, owner.saleId)));
    if (row?.requestHash !== sale.hash) throw receiptReused(sale.externalId);
    return {
      purchaseId: row.id,
      totalYen: row.totalYen,
      pointsEarned: 0,
      pointsSpent: 0,
      wallet: null,
      isRepeat: true,
    };
  }
  const [row] = await t.tx
    .select()
    .from(purchases)
    .where(
      and(
        eq(purchases.tenantId, t.tenant),
        eq(purchases.memberId, owner.memberId),
        eq(purchases.externalId, sale.externalId),
      ),
    );
  if (row?.requestHash !== sale.hash) throw receiptReused(sale.externalId);
  const { totalYen, pointsEarned, pointsSpent } = row;
  return {
    purchaseId: row.id,
    totalYen,
    pointsEarned,
    pointsSpent,
    wallet: await walletOf(t, owner.memberId),
    isRepeat: true,
  };
}

async function writeAnonymous(t: TxCtx, sale: Sale): Promise<RecordedSale> {
  if (sale.spendPoints > 0) throw new DomainError("refused", "purchases.points_need_member");
  const { lines, totalYen } = await priceLines(t, sale.lines);
  const { externalId, storeId, occurredAt, businessDate, hash } = sale;
  const saleId = newId();
  const head = { tenantId: t.tenant, id: saleId, kind: "sale", externalId, storeId, occurredAt, businessDate };
  const staffMembershipId = t.actor.kind === "staff" ? t.actor.id : null;
  await t.tx
    .insert(anonymousSales)
    .values({ ...head, recordedAt: t.now, totalYen, staffMembershipId, requestHash: hash });
  await t.tx
    .insert(anonymousSaleLines)
    .values(lines.map(({ id: _id, warrantyMonths: _months, ...line }) => ({ tenantId: t.tenant, saleId, ...line })));
  await audit(t, {
    action: "purchases.record_sale",
    subject: { kind: "anonymous_sale", id: saleId },
    after: { externalId, totalYen },
  });
  return { purchaseId: saleId, totalYen, pointsEarned: 0, pointsSpent: 0, wallet: null, isRepeat: false };
}

async function writeForMember(t: TxCtx, sale: Sale, memberId: string): Promise<RecordedSale> {
  const { externalId, storeId, occurredAt, businessDate, spendPoints: pointsSpent } = sale;
  await requireMember(t, memberId);
  const { lines, totalYen } = await priceLines(t, sale.lines);
  if (pointsSpent > totalYen) throw new DomainError("refused", "purchases.spend_exceeds_total", { totalYen });
  await takeReceiptNumber(t, externalId, memberId);
  const purchaseId = newId();
  const cause = { memberId, purchaseId, storeId, occurredAt };
  if (pointsSpent > 0) await spendPoints(t, { ...cause, key: `sale:${purchaseId}:spend`, points: pointsSpent });
  // What was paid with points earns none.
  const { points: pointsEarned } = await awardForPurchase(t, { ...cause, amountYen: totalYen - pointsSpent });
  const staffMembershipId = t.actor.kind === "staff" ? t.actor.id : null;
  const head = {
    tenantId: t.tenant,
    memberId,
    id: purchaseId,
    kind: "sale",
    externalId,
    storeId,
    occurredAt,
    businessDate,
  };
  await t.tx.insert(purchases).values({
    ...head,
    recordedAt: t.now,
    totalYen,
    pointsEarned,
    pointsSpent,
    staffMembershipId,
    requestHash: sale.hash,
  });
  await t.tx.insert(purchaseLines).values(
    lines.map(({ warrantyMonths: _months, ...line }) => ({
      tenantId: t.tenant,
      memberId,
      purchaseId,
      occurredAt,
      storeId,
      ...line,
    })),
  );
  await beginWarranties(
    t,
    lines.flatMap(({ id, productId, quantity, warrantyMonths }) =>
      productId !== null && warrantyMonths > 0
        ? { memberId, purchaseLineId: id, productId, quantity, startsOn: businessDate, warrantyMonths }
        : [],
    ),
  );
  // The rank this sale may bring counts from the next one on.
  await countTowardsRank(t, {
    memberId,
    factId: purchaseId,
    kind: "sale",
    amountYen: totalYen - pointsSpent,
    points: pointsEarned,
    occurredAt,
    countsOn: businessDate,
  });
  await audit(t, {
    action: "purchases.record_sale",
    subject: { kind: "purchase", id: purchaseId },
    memberId,
    after: { externalId, totalYen, pointsEarned, pointsSpent },
  });
  await emit(t, "purchase.recorded", { memberId, purchaseId, kind: "sale" });
  return { purchaseId, totalYen, pointsEarned, pointsSpent, wallet: await walletOf(t, memberId), isRepeat: false };
}

/**
 * Records a sale of yen amounts (tax included) to a member or to nobody known: points spent and earned, warranties begun, all
 * in one transaction. Repeating a receipt number with the same content gives the first answer again.
 * Throws `purchases.receipt_reused` (other content), `in_future`, `member_left`, `spend_exceeds_total`, `points_need_member`,
 * `amount`, and not_found for a store, member or product this shop does not have.
 */
export async function recordSale(ctx: Ctx, input: RecordSale): Promise<RecordedSale> {
  const parsed = parseInput(recordSaleInput, input);
  const storeId = parsed.storeId ?? (ctx.actor.kind === "staff" ? ctx.actor.storeId : null);
  const refusal = canRecord(ctx.actor, storeId);
  if (refusal) throw new DomainError("forbidden", refusal);
  const occurredAt = parsed.occurredAt ?? ctx.now;
  refuseFuture(occurredAt, ctx.now);
  return inTransaction(ctx, async (t) => {
    const shop = await tenantOf(t);
    const businessDate = businessDayIn(occurredAt, shop.timeZone, shop.businessDayStartMinutes);
    // The hash covers what was asked for, not the clock: a till that leaves the time out may repeat the call later.
    const sale: Sale = { ...parsed, storeId, occurredAt, businessDate, hash: requestHash({ ...parsed, storeId }) };
    const repeat = await repeatOf(t, sale);
    if (repeat) return repeat;
    await requireStore(t, storeId);
    return sale.memberId === null ? writeAnonymous(t, sale) : writeForMember(t, sale, sale.memberId);
  });
}
