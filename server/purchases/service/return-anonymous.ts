import { and, asc, eq, sql } from "drizzle-orm";
import type { z } from "zod";
import { anonymousSaleLines, anonymousSales } from "@/db/schema/purchases";
import { lessenCouponSales, returnCoupons } from "@/server/coupons/service/return-coupons";
import { audit } from "@/server/kernel/audit";
import { type Ctx, inTransaction, type TxCtx } from "@/server/kernel/ctx";
import { DomainError } from "@/server/kernel/errors";
import { tenantOf } from "@/server/kernel/gate";
import { newId } from "@/server/kernel/ids";
import { parseInput } from "@/server/kernel/parse";
import { requestHash } from "@/server/kernel/signing";
import { businessDayIn } from "@/server/kernel/time";
import { canRecord } from "../access";
import { type ReturnAnonymous, returnAnonymousInput } from "../input";
import { valueOfPieces } from "../rules/amounts";
import { lockReceiptNumber, receiptReused } from "./receipt-number";
import { refuseFuture, requireStore } from "./sale-lines";

export interface AnonymousReturn {
  returnId: string;
  returnedYen: number;
  isRepeat: boolean;
}
type Wanted = z.output<typeof returnAnonymousInput>;
type Sale = typeof anonymousSales.$inferSelect;
type Line = typeof anonymousSaleLines.$inferSelect;

async function repeatOf(t: TxCtx, slip: string, hash: string): Promise<AnonymousReturn | null> {
  const owner = await lockReceiptNumber(t, slip);
  if (owner.kind === "nobody") return null;
  const [row] = await t.tx
    .select()
    .from(anonymousSales)
    .where(and(eq(anonymousSales.tenantId, t.tenant), eq(anonymousSales.externalId, slip)));
  if (row?.requestHash !== hash) throw receiptReused(slip);
  return { returnId: row.id, returnedYen: 0 - row.totalYen, isRepeat: true };
}

/** The sale with its lines; its row stays locked, so that two returns of one sale, or a return and a claim, come one after the other. */
export async function lockAnonymousLines(t: TxCtx, saleId: string) {
  const [sale] = await t.tx
    .select()
    .from(anonymousSales)
    .where(and(eq(anonymousSales.tenantId, t.tenant), eq(anonymousSales.id, saleId), eq(anonymousSales.kind, "sale")))
    .for("update");
  if (!sale) throw new DomainError("not_found", "purchases.not_found");
  const lines = await t.tx
    .select()
    .from(anonymousSaleLines)
    .where(and(eq(anonymousSaleLines.tenantId, t.tenant), eq(anonymousSaleLines.saleId, saleId)))
    .orderBy(asc(anonymousSaleLines.lineNo));
  return { sale, lines };
}

function takenBack(lines: Line[], wanted: Wanted["lines"]) {
  const pieces = new Map<number, number>();
  for (const { lineNo, quantity } of wanted) pieces.set(lineNo, (pieces.get(lineNo) ?? 0) + quantity);
  return [...pieces].map(([lineNo, count]) => {
    const of = lines.find((line) => line.lineNo === lineNo);
    if (!of) throw new DomainError("not_found", "purchases.line_not_found", { field: "lines", line: lineNo });
    const left = of.quantity - of.returnedQuantity;
    if (count > left)
      throw new DomainError("refused", "purchases.more_than_sold", { line: lineNo, left, wanted: count });
    return { of, pieces: count, valueYen: valueOfPieces(of, of.returnedQuantity, count) };
  });
}

interface Back {
  externalId: string;
  storeId: string | null;
  occurredAt: Date;
  hash: string;
  sale: Sale;
  lines: Line[];
  wanted: Wanted["lines"];
}

/** Writes the return of a sale that the caller has locked with its lines. */
export async function writeAnonymousReturn(t: TxCtx, asked: Back): Promise<AnonymousReturn> {
  const { externalId, storeId, occurredAt, hash, sale, lines, wanted } = asked;
  const saleId = sale.id;
  const back = takenBack(lines, wanted);
  const returnedYen = back.reduce((sum, { valueYen }) => sum + valueYen, 0);
  const shop = await tenantOf(t);
  const returnId = newId();
  await t.tx.insert(anonymousSales).values({
    tenantId: t.tenant,
    id: returnId,
    kind: "return",
    externalId,
    storeId,
    occurredAt,
    recordedAt: t.now,
    businessDate: businessDayIn(occurredAt, shop.timeZone, shop.businessDayStartMinutes),
    totalYen: 0 - returnedYen,
    staffMembershipId: t.actor.kind === "staff" ? t.actor.id : null,
    requestHash: hash,
    returnOfId: saleId,
  });
  await t.tx.insert(anonymousSaleLines).values(
    back.map(({ of, pieces, valueYen }, index) => ({
      tenantId: t.tenant,
      saleId: returnId,
      lineNo: index + 1,
      productId: of.productId,
      description: of.description,
      quantity: -pieces,
      unitPriceYen: of.unitPriceYen,
      amountYen: 0 - valueYen,
      returnOfLineNo: of.lineNo,
    })),
  );
  const counts = JSON.stringify(back.map(({ of, pieces }) => ({ line_no: of.lineNo, pieces })));
  await t.tx.execute(sql`
    update ${anonymousSaleLines} l set returned_quantity = l.returned_quantity + b.pieces
    from jsonb_to_recordset(${counts}) as b(line_no integer, pieces bigint)
    where l.tenant_id = ${t.tenant} and l.sale_id = ${saleId} and l.line_no = b.line_no`);
  const cameBack = new Map(back.map(({ of, pieces }) => [of.lineNo, pieces]));
  const isWholeBack = lines.every((line) => line.returnedQuantity + (cameBack.get(line.lineNo) ?? 0) >= line.quantity);
  const couponsOf = { memberId: null, purchaseId: saleId };
  if (isWholeBack) await returnCoupons(t, couponsOf);
  else await lessenCouponSales(t, couponsOf, returnedYen);
  return { returnId, returnedYen, isRepeat: false };
}

/**
 * Takes back pieces of a sale to nobody known: never more than were sold and have not come back yet, each at what was paid for it.
 * Repeating a slip number with the same content gives the first answer again. Throws not_found `purchases.not_found`,
 * `purchases.line_not_found`, refused `purchases.more_than_sold`, `purchases.before_sale`, conflict `purchases.receipt_reused`, forbidden.
 */
export async function returnAnonymous(ctx: Ctx, input: ReturnAnonymous): Promise<AnonymousReturn> {
  const parsed = parseInput(returnAnonymousInput, input);
  const storeId = parsed.storeId ?? (ctx.actor.kind === "staff" ? ctx.actor.storeId : null);
  const refusal = canRecord(ctx.actor, storeId);
  if (refusal) throw new DomainError("forbidden", refusal);
  const occurredAt = parsed.occurredAt ?? ctx.now;
  refuseFuture(occurredAt, ctx.now);
  return inTransaction(ctx, async (t) => {
    const hash = requestHash({ ...parsed, storeId });
    const repeat = await repeatOf(t, parsed.externalId, hash);
    if (repeat) return repeat;
    await requireStore(t, storeId);
    const { saleId, externalId, lines: wanted } = parsed;
    const { sale, lines } = await lockAnonymousLines(t, saleId);
    if (occurredAt < sale.occurredAt) throw new DomainError("refused", "purchases.before_sale");
    const done = await writeAnonymousReturn(t, { externalId, storeId, occurredAt, hash, sale, lines, wanted });
    const subject = { kind: "anonymous_sale", id: done.returnId };
    const after = { externalId, saleId, returnedYen: done.returnedYen };
    await audit(t, { action: "purchases.record_return", subject, after });
    return done;
  });
}
