import { and, eq } from "drizzle-orm";
import type { z } from "zod";
import { guardGuesses } from "@/server/coupons/service/guesses";
import { useCoupons as spendCoupons } from "@/server/coupons/service/use-coupons";
import { awardSale } from "@/server/earning/service/award-sale";
import { rulesAt } from "@/server/earning/queries/in-force";
import type { Part } from "@/server/earning/rules/evaluate";
import { anonymousSaleLines, anonymousSales, purchaseLines, purchases } from "@/db/schema/purchases";
import { audit } from "@/server/kernel/audit";
import { type Ctx, inTransaction, type TxCtx } from "@/server/kernel/ctx";
import { unawaited } from "@/server/kernel/database";
import { emit } from "@/server/kernel/domain-events";
import { DomainError } from "@/server/kernel/errors";
import { tenantOf } from "@/server/kernel/gate";
import { newId } from "@/server/kernel/ids";
import { insertRows } from "@/server/kernel/insert-rows";
import { parseInput } from "@/server/kernel/parse";
import { requestHash } from "@/server/kernel/signing";
import { businessDayIn } from "@/server/kernel/time";
import { programsOf, walletOf } from "@/server/points/queries";
import { spendPoints } from "@/server/points/service/spend-points";
import { countTowardsRank } from "@/server/ranks/service/count-towards-rank";
import { beginWarranties } from "@/server/warranties/service";
import { canRecord } from "../access";
import { type RecordSale, recordSaleInput } from "../input";
import { basketOf, type PricedSale, priceSale } from "./price-sale";
import { lockReceiptNumber, receiptReused, takeReceiptNumber } from "./receipt-number";
import { refuseFuture, lockMemberOfSale, storedLine, storeRow } from "./sale-lines";

export type Sale = z.output<typeof recordSaleInput> & { occurredAt: Date; businessDate: string; hash: string };
type Wallet = Awaited<ReturnType<typeof walletOf>>;

export interface RecordedSale {
  purchaseId: string;
  totalYen: number;
  pointsEarned: number;
  pointsSpent: number;
  /** What coupons took off. */
  discountYen: number;
  /** As it is now; null for an anonymous sale. */
  wallet: Wallet | null;
  /** Why so many points, rule by rule; empty where only the program counted, and for a repeat (read it with the purchase). */
  parts: Part[];
  /** What was written to the member just now; null for a repeat and for an anonymous sale. */
  written: {
    memberNo: string;
    lines: { lineId: string; lineNo: number; amountYen: number; discountYen: number }[];
    coupons: { couponId: string; heldId: string | null; discountYen: number }[];
  } | null;
  /** True when this receipt had been recorded before and nothing was done now. */
  isRepeat: boolean;
}

/** Asks for what a sale is going to need of the shop while its receipt number is being looked up. */
const askAhead = (t: TxCtx, { memberId, storeId, occurredAt }: Sale) =>
  Promise.all([storeRow(t, storeId), ...(memberId === null ? [] : [programsOf(t), rulesAt(t, occurredAt)])]);

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
      discountYen: 0,
      pointsEarned: 0,
      pointsSpent: 0,
      wallet: null,
      parts: [],
      written: null,
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
  const { totalYen, discountYen, pointsEarned, pointsSpent } = row;
  return {
    purchaseId: row.id,
    totalYen,
    discountYen,
    pointsEarned,
    pointsSpent,
    wallet: await walletOf(t, owner.memberId),
    parts: [],
    written: null,
    isRepeat: true,
  };
}

/** Each coupon of the sale is used up, or the sale is not made. */
async function takeCoupons(t: TxCtx, sale: Sale, purchaseId: string, { coupons, totalYen }: PricedSale): Promise<void> {
  const { memberId, storeId, occurredAt, businessDate } = sale;
  if (coupons === null || coupons.applied.length === 0) return;
  await spendCoupons(t, { memberId, purchaseId, storeId, occurredAt, businessDate, totalYen, uses: coupons.applied });
}

async function writeAnonymous(t: TxCtx, sale: Sale): Promise<RecordedSale> {
  if (sale.spendPoints > 0) throw new DomainError("refused", "purchases.points_need_member");
  const priced = await priceSale(t, sale, true);
  const { lines, totalYen, discountYen } = priced;
  const { externalId, storeId, occurredAt, businessDate, hash } = sale;
  const saleId = newId();
  await takeCoupons(t, sale, saleId, priced);
  const head = { tenantId: t.tenant, id: saleId, kind: "sale", externalId, storeId, occurredAt, businessDate };
  const staffMembershipId = t.actor.kind === "staff" ? t.actor.id : null;
  await t.tx
    .insert(anonymousSales)
    .values({ ...head, recordedAt: t.now, totalYen, staffMembershipId, requestHash: hash });
  await t.tx.insert(anonymousSaleLines).values(
    lines.map((priced) => {
      const { id: _id, ...line } = storedLine(priced);
      return { tenantId: t.tenant, saleId, ...line };
    }),
  );
  await audit(t, {
    action: "purchases.record_sale",
    subject: { kind: "anonymous_sale", id: saleId },
    after: { externalId, totalYen },
  });
  const none = { pointsEarned: 0, pointsSpent: 0, wallet: null, parts: [], written: null };
  return { purchaseId: saleId, totalYen, discountYen, ...none, isRepeat: false };
}

/** A sale that stands already, and comes to a member now: its id and its cashier stay. */
export interface Standing {
  purchaseId: string;
  staffMembershipId: string | null;
}

/** Writes a sale to a member, in the transaction of `t`, whose caller holds the receipt number and has asked who may. */
export async function writeForMember(
  t: TxCtx,
  sale: Sale,
  memberId: string,
  standing: Standing | null = null,
): Promise<RecordedSale> {
  const { externalId, storeId, occurredAt, businessDate, spendPoints: pointsSpent, useFamily = false } = sale;
  const [{ memberNo }, priced] = await Promise.all([lockMemberOfSale(t, memberId), priceSale(t, sale, true)]);
  const { lines, totalYen, discountYen, channel } = priced;
  if (pointsSpent > totalYen) throw new DomainError("refused", "purchases.spend_exceeds_total", { totalYen });
  const purchaseId = standing?.purchaseId ?? newId();
  const cause = { memberId, purchaseId, storeId, occurredAt };
  await Promise.all([takeReceiptNumber(t, externalId, memberId), takeCoupons(t, sale, purchaseId, priced)]);
  if (pointsSpent > 0)
    await spendPoints(t, { ...cause, key: `sale:${purchaseId}:spend`, points: pointsSpent, useFamily });
  const basket = basketOf(t, sale, priced, memberId);
  const { points: pointsEarned, parts } = await awardSale(t, { purchaseId, basket });
  const ownId = t.actor.kind === "staff" ? t.actor.id : null;
  const staffMembershipId = standing ? standing.staffMembershipId : ownId;
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
  const row = {
    ...head,
    recordedAt: t.now,
    totalYen,
    pointsEarned,
    pointsSpent,
    discountYen,
    channel,
    payment: sale.payment ?? null,
    staffMembershipId,
    requestHash: sale.hash,
  };
  const ofSale = { tenantId: t.tenant, memberId, purchaseId, occurredAt, storeId };
  const rows = lines.map((line) => ({ ...ofSale, discountYen: line.discountYen, ...storedLine(line) }));
  await unawaited(t.tx, insertRows(t.tx, purchases, [row]));
  await unawaited(t.tx, insertRows(t.tx, purchaseLines, rows));
  await beginWarranties(
    t,
    lines.flatMap(({ id, productId, quantity, warrantyMonths }) =>
      productId !== null && warrantyMonths > 0
        ? { memberId, purchaseLineId: id, productId, quantity, startsOn: businessDate, warrantyMonths }
        : [],
    ),
  );
  // The rank this sale may bring counts from the next one on.
  const fact = { memberId, factId: purchaseId, kind: "sale" as const, occurredAt, countsOn: businessDate };
  const [wallet] = await Promise.all([
    walletOf(t, memberId),
    countTowardsRank(t, { ...fact, amountYen: totalYen - pointsSpent, points: pointsEarned }),
  ]);
  await audit(t, {
    action: "purchases.record_sale",
    subject: { kind: "purchase", id: purchaseId },
    memberId,
    after: { externalId, totalYen, pointsEarned, pointsSpent },
  });
  await emit(t, "purchase.recorded", { memberId, purchaseId, kind: "sale" });
  const written = {
    memberNo,
    lines: lines.map(({ id: lineId, lineNo, amountYen, discountYen }) => ({ lineId, lineNo, amountYen, discountYen })),
    coupons: (priced.coupons?.applied ?? [])
      .map(({ couponId, heldId, discountYen }) => ({ couponId, heldId, discountYen }))
      .toSorted((a, b) => (a.couponId < b.couponId ? -1 : 1)),
  };
  return { purchaseId, totalYen, discountYen, pointsEarned, pointsSpent, wallet, parts, written, isRepeat: false };
}

/**
 * Records a sale of yen amounts (tax included) to a member or to nobody known: points spent and earned, warranties begun, all
 * in one transaction. Repeating a receipt number with the same content gives the first answer again.
 * Throws `purchases.receipt_reused` (other content), `in_future`, `member_left`, `spend_exceeds_total`, `points_need_member`,
 * `amount`, and not_found for a store, member or product this shop does not have. `onceLocked` asks what its caller must know of the receipt
 * number from then on, and may refuse.
 */
export async function recordSale(
  ctx: Ctx,
  input: RecordSale,
  onceLocked: (t: TxCtx) => Promise<void> = async () => {},
): Promise<RecordedSale> {
  const parsed = parseInput(recordSaleInput, input);
  const storeId = parsed.storeId ?? (ctx.actor.kind === "staff" ? ctx.actor.storeId : null);
  const refusal = canRecord(ctx.actor, storeId);
  if (refusal) throw new DomainError("forbidden", refusal);
  const occurredAt = parsed.occurredAt ?? ctx.now;
  refuseFuture(occurredAt, ctx.now);
  await guardGuesses(ctx, parsed.coupons?.chosen ?? []);
  return inTransaction(ctx, async (t) => {
    const shop = await tenantOf(t);
    const businessDate = businessDayIn(occurredAt, shop.timeZone, shop.businessDayStartMinutes);
    // The hash covers what was asked for, not the clock: a till that leaves the time out may repeat the call later.
    const sale: Sale = { ...parsed, storeId, occurredAt, businessDate, hash: requestHash({ ...parsed, storeId }) };
    const [repeat] = await Promise.all([repeatOf(t, sale), onceLocked(t), askAhead(t, sale)]);
    if (repeat) return repeat;
    return sale.memberId === null ? writeAnonymous(t, sale) : writeForMember(t, sale, sale.memberId);
  });
}
