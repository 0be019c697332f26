import type { CouponQuote } from "@/server/coupons/queries/for-sale";
import { guardGuesses } from "@/server/coupons/service/guesses";
import { quoteEarning, type EarningQuote } from "@/server/earning/queries/quote-earning";
import type { Ctx } from "@/server/kernel/ctx";
import { DomainError } from "@/server/kernel/errors";
import { parseInput } from "@/server/kernel/parse";
import { canRecord } from "../access";
import { type QuoteSale, quoteSaleInput } from "../input";
import { basketOf, priceSale } from "./price-sale";
import { demandMemberOfSale, type PricedLine, refuseFuture } from "./sale-lines";

export interface QuotedSale {
  lines: Pick<
    PricedLine,
    "id" | "lineNo" | "productId" | "name" | "quantity" | "unitPriceYen" | "amountYen" | "discountYen"
  >[];
  discountYen: number;
  /** To be paid, in money or points. */
  totalYen: number;
  /** Null where no coupon was asked for. */
  coupons: CouponQuote | null;
  /** What it would earn and why, by line; null for a customer without a card. */
  earning: EarningQuote | null;
}

/**
 * What a sale would come to: lines after coupons, and the points they earn with every rule that counted or did not. Writes nothing; screens,
 * tills and `recordSale` ask the same functions. Throws forbidden, `in_future`, `spend_exceeds_total`, not_found for foreign ids.
 */
export async function quoteSale(ctx: Ctx, input: QuoteSale): Promise<QuotedSale> {
  const parsed = parseInput(quoteSaleInput, input);
  const storeId = parsed.storeId ?? (ctx.actor.kind === "staff" ? ctx.actor.storeId : null);
  const refusal = canRecord(ctx.actor, storeId);
  if (refusal) throw new DomainError("forbidden", refusal);
  const occurredAt = parsed.occurredAt ?? ctx.now;
  refuseFuture(occurredAt, ctx.now);
  await guardGuesses(ctx, parsed.coupons?.chosen ?? []);
  const sale = { ...parsed, storeId, occurredAt };
  const priced = await priceSale(ctx, sale, false);
  const { lines, totalYen, discountYen, coupons } = priced;
  if (sale.spendPoints > totalYen) throw new DomainError("refused", "purchases.spend_exceeds_total", { totalYen });
  const { memberId } = sale;
  if (memberId !== null) await demandMemberOfSale(ctx, memberId);
  const earning = memberId === null ? null : await quoteEarning(ctx, basketOf(ctx, sale, priced, memberId));
  return { lines, discountYen, totalYen, coupons, earning };
}
