import { sql } from "drizzle-orm";
import { type CouponQuote, demandChosen, quoteCoupons } from "@/server/coupons/queries/for-sale";
import type { AskedBasket } from "@/server/earning/queries/quote-earning";
import { type Ctx, read } from "@/server/kernel/ctx";
import { rankOf } from "@/server/ranks/queries/rank-of";
import type { z } from "zod";
import type { quoteSaleInput } from "../input";
import { type PricedLine, priceLines, requireStore } from "./sale-lines";

export type AskedSale = z.output<typeof quoteSaleInput> & { occurredAt: Date };

export interface PricedSale {
  lines: PricedLine[];
  /** After coupons. */
  totalYen: number;
  discountYen: number;
  channel: string | null;
  /** What coupons came to; null where none was asked for. */
  coupons: CouponQuote | null;
}

const pathOf = (categoryIds: readonly string[]) => (categoryIds.length === 0 ? "" : `/${categoryIds.join("/")}/`);

/**
 * Prices a sale: the lines, and what coupons take off each. Writes nothing. With `isBinding` a coupon chosen by hand that does not apply
 * is refused; else it is only told. Throws for stores and products this shop does not have.
 */
export async function priceSale(ctx: Ctx, sale: AskedSale, isBinding: boolean): Promise<PricedSale> {
  const { coupons: choices, memberId, storeId, occurredAt } = sale;
  const withoutCoupons = choices === undefined || (choices.chosen.length === 0 && !choices.best);
  const [storeKind, { lines, totalYen }, rank] = await Promise.all([
    requireStore(ctx, sale.storeId),
    priceLines(ctx, sale.lines),
    withoutCoupons || memberId === null ? null : rankOf(ctx, memberId, occurredAt < ctx.now ? occurredAt : undefined),
  ]);
  const channel = sale.channel ?? storeKind;
  if (withoutCoupons) return { lines, totalYen, discountYen: 0, channel, coupons: null };
  const quote = await quoteCoupons(ctx, {
    memberId,
    storeId,
    storeKind,
    occurredAt,
    rankId: rank?.rankId ?? null,
    lines: lines.map((line) => ({ ...line, categoryPath: pathOf(line.categoryIds) })),
    choices,
  });
  if (isBinding) demandChosen(quote);
  const off = new Map(quote.lines.map(({ lineNo, discountYen }) => [lineNo, discountYen]));
  return {
    lines: lines.map((line) => {
      const discountYen = off.get(line.lineNo) ?? 0;
      return { ...line, discountYen, amountYen: line.amountYen - discountYen };
    }),
    totalYen: quote.payableYen,
    discountYen: quote.discountYen,
    channel,
    coupons: quote,
  };
}

/** No sale to the member stands yet: none was made, or every piece of those has come back. */
async function isFirst(ctx: Ctx, memberId: string): Promise<boolean> {
  const { rows } = await read(ctx, (tx) =>
    tx.execute<{ found: boolean }>(sql`
      select exists (select from purchase_lines l where l.tenant_id = ${ctx.tenant} and l.member_id = ${memberId}
        and l.quantity > 0 and l.returned_quantity < l.quantity) as found`),
  );
  return rows[0]?.found === false;
}

/** What the rules are asked with: the lines after coupons, and what is known of the sale. */
export function basketOf(ctx: Ctx, sale: AskedSale, priced: PricedSale, memberId: string): AskedBasket {
  const multipliers = priced.coupons?.multipliers ?? [];
  const titles = new Map(priced.coupons?.applied.map(({ couponId, title }) => [couponId, title.ja]));
  return {
    memberId,
    storeId: sale.storeId,
    channel: priced.channel,
    payment: sale.payment ?? null,
    occurredAt: sale.occurredAt,
    lines: priced.lines.map(({ id, productId, categoryIds, brand, quantity, amountYen, taxPercent }) => ({
      lineId: id,
      productId,
      categoryIds,
      brand,
      quantity,
      amountYen,
      taxPercent,
    })),
    pointsSpent: sale.spendPoints,
    isFirstPurchase: () => isFirst(ctx, memberId),
    couponMultipliers: multipliers.map(({ couponId, percent, lineNos }) => ({
      couponId,
      label: titles.get(couponId) ?? "",
      timesHundredths: percent,
      lineIds: priced.lines.filter(({ lineNo }) => lineNos.includes(lineNo)).map(({ id }) => id),
    })),
  };
}
