import { type Ctx, inTransaction } from "@/server/kernel/ctx";
import { awardForPurchase, earnKey } from "@/server/points/service/award-for-purchase";
import { canAward, forbidUnless } from "../access";
import { type AskedBasket, quoteEarning } from "../queries/quote-earning";
import { rulesAt } from "../queries/in-force";
import { cutPart, type Part } from "../rules/evaluate";
import type { Passed } from "../rules/contest";
import { needsOrder } from "../rules/limits";
import { lockMember } from "./member-lock";
import { fundParts, postParts } from "./post-parts";

export interface SaleAward {
  points: number;
  /** Rule by rule and line by line, as stored with the sale; empty where only the program counted. */
  parts: Part[];
  /** Rules that gave nothing, and why. */
  passed: Passed[];
}

/**
 * Gives the points of a sale: by the rules in force when it took place, else by the program alone, exactly as before there were rules. The
 * parts are kept with the purchase. Once per purchase: its caller holds the receipt. Throws what grantPoints throws, forbidden.
 */
export async function awardSale(ctx: Ctx, sale: { purchaseId: string; basket: AskedBasket }): Promise<SaleAward> {
  const { purchaseId, basket } = sale;
  const { memberId, storeId, occurredAt } = basket;
  forbidUnless(canAward(ctx.actor, memberId));
  return inTransaction(ctx, async (t) => {
    const inForce = await rulesAt(t, occurredAt);
    // Before what is left of the limits is read: delete this line and two sales at once both get the last points.
    if (inForce?.rules.some(needsOrder)) await lockMember(t, memberId);
    const quote = await quoteEarning(t, basket, { rules: inForce });
    if (!quote.isByRules) {
      const amountYen = basket.lines.reduce((sum, line) => sum + line.amountYen, 0) - basket.pointsSpent;
      const { points } = await awardForPurchase(t, { memberId, purchaseId, amountYen, occurredAt, storeId });
      return { points, parts: [], passed: [] };
    }
    const of = { memberId, version: quote.version ?? 0, day: quote.businessDate, rules: quote.rules };
    const parts = await fundParts(t, of, quote.parts, (part, points) => cutPart(part, points, basket));
    const cause = {
      kind: "sale" as const,
      id: purchaseId,
      memberId,
      storeId,
      occurredAt,
      businessDate: quote.businessDate,
    };
    await postParts(t, { ...cause, key: earnKey(purchaseId) }, parts);
    return { points: parts.reduce((sum, part) => sum + part.points, 0), parts, passed: quote.passed };
  });
}
