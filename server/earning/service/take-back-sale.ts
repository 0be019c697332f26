import { and, asc, eq, sql } from "drizzle-orm";
import { earnParts } from "@/db/schema/earning";
import { type Ctx, inTransaction } from "@/server/kernel/ctx";
import type { ReturnInput } from "@/server/points/input";
import { type PointsReturned, returnPurchasePoints } from "@/server/points/service/return-purchase-points";
import { canAward, forbidUnless } from "../access";
import { type ReturnedPieces, takenBackNow } from "../rules/take-back";

/**
 * Takes back what the lines that come back had earned, part by part (cumulative floor over their pieces, so that several returns add up to
 * the whole), and gives it back to limits and budgets; spent points come back by the share of the amount. A sale from before there
 * were rules is taken back by its amount alone, as ever. Throws what returnPurchasePoints throws.
 */
export async function takeBackSale(
  ctx: Ctx,
  input: ReturnInput & { pieces: readonly ReturnedPieces[] },
): Promise<PointsReturned> {
  const { pieces, ...back } = input;
  forbidUnless(canAward(ctx.actor, back.memberId));
  return inTransaction(ctx, async (t) => {
    const parts = await t.tx
      .select()
      .from(earnParts)
      .where(
        and(
          eq(earnParts.tenantId, t.tenant),
          eq(earnParts.memberId, back.memberId),
          eq(earnParts.causeId, back.purchaseId),
        ),
      )
      .orderBy(asc(earnParts.ruleId), asc(earnParts.partNo))
      .for("update");
    // Lines that cost nothing move nothing by their amount; by rules they may have earned.
    const isNothing = back.returnedYen === 0;
    if (parts.length === 0) return isNothing ? { takenBack: 0, restored: 0, debt: 0 } : returnPurchasePoints(t, back);
    const take = new Map<string, number>();
    for (const part of parts) {
      const points = takenBackNow(part.perLine as { lineId: string; points: number }[], pieces);
      if (points === 0) continue;
      take.set(part.journalId, (take.get(part.journalId) ?? 0) + points);
      await t.tx
        .update(earnParts)
        .set({ takenBack: sql`${earnParts.takenBack} + ${points}` })
        .where(and(eq(earnParts.tenantId, t.tenant), eq(earnParts.memberId, back.memberId), eq(earnParts.id, part.id)));
      if (part.budgetPeriod !== null)
        await t.tx.execute(
          sql`select goen.earn_return_budget(${t.tenant}, ${part.ruleId}, ${part.budgetPeriod}, ${points})`,
        );
    }
    return returnPurchasePoints(t, {
      ...back,
      takeBack: [...take].map(([journalId, points]) => ({ journalId, points })),
    });
  });
}
