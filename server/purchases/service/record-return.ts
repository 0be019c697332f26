import { and, asc, eq, sql } from "drizzle-orm";
import type { z } from "zod";
import { lessenCouponSales, returnCoupons } from "@/server/coupons/service/return-coupons";
import { takeBackSale } from "@/server/earning/service/take-back-sale";
import { purchaseLines, purchases } from "@/db/schema/purchases";
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
import { countTowardsRank } from "@/server/ranks/service/count-towards-rank";
import { voidWarranties } from "@/server/warranties/service";
import { canRecord } from "../access";
import { type RecordReturn, recordReturnInput } from "../input";
import { returnedValue, valueOfPieces } from "../rules/amounts";
import { lockReceiptNumber, receiptReused, takeReceiptNumber } from "./receipt-number";
import { refuseFuture, requireStore } from "./sale-lines";

type Return = z.output<typeof recordReturnInput> & { occurredAt: Date; hash: string };
type SaleRow = typeof purchases.$inferSelect;
type LineRow = typeof purchaseLines.$inferSelect;
type ReturnedLine = { of: LineRow; pieces: number; valueYen: number };

export interface RecordedReturn {
  returnId: string;
  /** Worth of the pieces that came back. */
  returnedYen: number;
  /** Of that, what was paid in money. */
  refundYen: number;
  pointsTakenBack: number;
  pointsRestored: number;
  wallet: Awaited<ReturnType<typeof walletOf>>;
  isRepeat: boolean;
}

async function repeatOf(t: TxCtx, input: Return): Promise<RecordedReturn | null> {
  const owner = await lockReceiptNumber(t, input.externalId);
  if (owner.kind === "nobody") return null;
  const [row] = await t.tx
    .select()
    .from(purchases)
    .where(
      and(
        eq(purchases.tenantId, t.tenant),
        eq(purchases.memberId, input.memberId),
        eq(purchases.externalId, input.externalId),
        eq(purchases.kind, "return"),
      ),
    );
  if (row?.requestHash !== input.hash) throw receiptReused(input.externalId);
  const [returnedYen, pointsTakenBack, pointsRestored] = [-row.totalYen, 0 - row.pointsEarned, 0 - row.pointsSpent];
  const wallet = await walletOf(t, input.memberId);
  return {
    returnId: row.id,
    returnedYen,
    refundYen: returnedYen - pointsRestored,
    pointsTakenBack,
    pointsRestored,
    wallet,
    isRepeat: true,
  };
}

/** The sale with its lines; its row stays locked, so that two returns of one sale come one after the other. */
async function lockSale(t: TxCtx, { memberId, purchaseId }: Return): Promise<{ sale: SaleRow; lines: LineRow[] }> {
  const [sale] = await t.tx
    .select()
    .from(purchases)
    .where(and(eq(purchases.tenantId, t.tenant), eq(purchases.memberId, memberId), eq(purchases.id, purchaseId)))
    .for("update");
  if (sale?.kind !== "sale") throw new DomainError("not_found", "purchases.not_found");
  const lines = await t.tx
    .select()
    .from(purchaseLines)
    .where(
      and(
        eq(purchaseLines.tenantId, t.tenant),
        eq(purchaseLines.memberId, memberId),
        eq(purchaseLines.purchaseId, purchaseId),
      ),
    )
    .orderBy(asc(purchaseLines.lineNo));
  return { sale, lines };
}

function returnedLines(lines: LineRow[], wanted: Return["lines"]): ReturnedLine[] {
  const pieces = new Map<string, number>();
  for (const { lineId, quantity } of wanted) pieces.set(lineId, (pieces.get(lineId) ?? 0) + quantity);
  return [...pieces].map(([lineId, count]) => {
    const of = lines.find((line) => line.id === lineId);
    if (!of) throw new DomainError("not_found", "purchases.line_not_found");
    const left = of.quantity - of.returnedQuantity;
    if (count > left)
      throw new DomainError("refused", "purchases.more_than_sold", { line: of.lineNo, left, wanted: count });
    return { of, pieces: count, valueYen: valueOfPieces(of, of.returnedQuantity, count) };
  });
}

async function writeLines(
  t: TxCtx,
  head: { id: string; memberId: string; occurredAt: Date; storeId: string | null },
  back: ReturnedLine[],
) {
  const { id: purchaseId, ...common } = head;
  await t.tx.insert(purchaseLines).values(
    back.map(({ of, pieces, valueYen }, index) => ({
      ...common,
      tenantId: t.tenant,
      id: newId(),
      purchaseId,
      lineNo: index + 1,
      productId: of.productId,
      description: of.description,
      quantity: -pieces,
      unitPriceYen: of.unitPriceYen,
      amountYen: 0 - valueYen,
      returnOfLineId: of.id,
    })),
  );
  const { memberId } = common;
  const cameBack = JSON.stringify(back.map(({ of, pieces }) => ({ id: of.id, pieces })));
  await t.tx.execute(sql`
    update ${purchaseLines} l set returned_quantity = l.returned_quantity + b.pieces
    from jsonb_to_recordset(${cameBack}) as b(id uuid, pieces bigint)
    where l.tenant_id = ${t.tenant} and l.member_id = ${memberId} and l.id = b.id`);
  const ofProducts = back.filter(({ of }) => of.productId !== null);
  await Promise.all(ofProducts.map(({ of, pieces }) => voidWarranties(t, { memberId, purchaseLineId: of.id, pieces })));
}

async function write(t: TxCtx, input: Return): Promise<RecordedReturn> {
  const { memberId, purchaseId, externalId, storeId, occurredAt, hash } = input;
  await takeReceiptNumber(t, externalId, memberId);
  const { sale, lines } = await lockSale(t, input);
  if (occurredAt < sale.occurredAt) throw new DomainError("refused", "purchases.before_sale");
  const back = returnedLines(lines, input.lines);
  const returnedYen = back.reduce((sum, line) => sum + line.valueYen, 0);
  const returnedBeforeYen = returnedValue(lines);
  const returnId = newId();
  const amounts = { saleTotalYen: sale.totalYen, returnedBeforeYen, returnedYen };
  const pieces = back.map(({ of, pieces: count }) => ({
    lineId: of.id,
    quantity: of.quantity,
    before: of.returnedQuantity,
    pieces: count,
  }));
  const cause = { memberId, purchaseId, returnId, occurredAt, storeId };
  const points = await takeBackSale(t, { ...cause, ...amounts, pieces });
  const shop = await tenantOf(t);
  await t.tx.insert(purchases).values({
    tenantId: t.tenant,
    memberId,
    id: returnId,
    kind: "return",
    externalId,
    storeId,
    occurredAt,
    recordedAt: t.now,
    businessDate: businessDayIn(occurredAt, shop.timeZone, shop.businessDayStartMinutes),
    totalYen: 0 - returnedYen,
    pointsEarned: 0 - points.takenBack,
    pointsSpent: 0 - points.restored,
    staffMembershipId: t.actor.kind === "staff" ? t.actor.id : null,
    requestHash: hash,
  });
  await writeLines(t, { id: returnId, memberId, occurredAt, storeId }, back);
  const isWholeBack = lines.every(
    (line) => line.returnedQuantity + (back.find(({ of }) => of.id === line.id)?.pieces ?? 0) >= line.quantity,
  );
  if (isWholeBack) await returnCoupons(t, { memberId, purchaseId });
  else await lessenCouponSales(t, { memberId, purchaseId }, returnedYen);
  await countTowardsRank(t, {
    memberId,
    factId: returnId,
    kind: "return",
    amountYen: points.restored - returnedYen,
    points: 0 - points.takenBack,
    purchases: isWholeBack ? -1 : 0,
    occurredAt,
    countsOn: sale.businessDate,
  });
  await audit(t, {
    action: "purchases.record_return",
    subject: { kind: "purchase", id: returnId },
    memberId,
    after: { externalId, saleId: purchaseId, returnedYen, takenBack: points.takenBack, restored: points.restored },
  });
  await emit(t, "purchase.recorded", {
    memberId,
    purchaseId: returnId,
    kind: "return",
    ...(isWholeBack ? { wholeSaleId: purchaseId } : {}),
  });
  return {
    returnId,
    returnedYen,
    refundYen: returnedYen - points.restored,
    pointsTakenBack: points.takenBack,
    pointsRestored: points.restored,
    wallet: await walletOf(t, memberId),
    isRepeat: false,
  };
}

/**
 * Takes back pieces of a member's sale: never more than were sold and have not come back yet; points follow pro rata, warranties
 * of the pieces are voided. Repeating a slip number with the same content gives the first answer again.
 * Throws `purchases.more_than_sold`, `receipt_reused`, `before_sale`, `in_future`, and not_found for foreign ids.
 */
export async function recordReturn(ctx: Ctx, input: RecordReturn): Promise<RecordedReturn> {
  const parsed = parseInput(recordReturnInput, input);
  const storeId = parsed.storeId ?? (ctx.actor.kind === "staff" ? ctx.actor.storeId : null);
  const refusal = canRecord(ctx.actor, storeId);
  if (refusal) throw new DomainError("forbidden", refusal);
  const occurredAt = parsed.occurredAt ?? ctx.now;
  refuseFuture(occurredAt, ctx.now);
  return inTransaction(ctx, async (t) => {
    const wanted: Return = { ...parsed, storeId, occurredAt, hash: requestHash({ ...parsed, storeId }) };
    const repeat = await repeatOf(t, wanted);
    if (repeat) return repeat;
    await requireStore(t, storeId);
    return write(t, wanted);
  });
}
