import { and, asc, eq, sql } from "drizzle-orm";
import { earnParts } from "@/db/schema/earning";
import type { TxCtx } from "@/server/kernel/ctx";
import { returnPurchasePoints } from "@/server/points/service/return-purchase-points";

/**
 * Takes back everything that an occasion gave, and gives it back to limits and budgets; what is spent already becomes debt. Repeating it
 * does nothing more. Part of verbs that have authorised and hold the member's lock.
 */
export async function takeBackOccasion(
  t: TxCtx,
  { memberId, causeId }: { memberId: string; causeId: string },
): Promise<{ points: number }> {
  const own = and(eq(earnParts.tenantId, t.tenant), eq(earnParts.memberId, memberId), eq(earnParts.causeId, causeId));
  const parts = (await t.tx.select().from(earnParts).where(own).orderBy(asc(earnParts.ruleId)).for("update")).filter(
    (part) => part.takenBack < part.points,
  );
  const take = new Map<string, number>();
  for (const part of parts) {
    const points = part.points - part.takenBack;
    take.set(part.journalId, (take.get(part.journalId) ?? 0) + points);
    await t.tx
      .update(earnParts)
      .set({ takenBack: part.points })
      .where(and(own, eq(earnParts.id, part.id)));
    if (part.budgetPeriod !== null)
      await t.tx.execute(
        sql`select goen.earn_return_budget(${t.tenant}, ${part.ruleId}, ${part.budgetPeriod}, ${points})`,
      );
  }
  const sum = [...take.values()].reduce((all, points) => all + points, 0);
  if (sum === 0) return { points: 0 };
  // An occasion has no amount in yen: it comes back as a whole, journal by journal.
  await returnPurchasePoints(
    { ...t, actor: { kind: "system", name: "earning" } },
    {
      memberId,
      purchaseId: causeId,
      returnId: causeId,
      occurredAt: t.now,
      storeId: null,
      saleTotalYen: 0,
      returnedBeforeYen: 0,
      returnedYen: 0,
      takeBack: [...take].map(([journalId, points]) => ({ journalId, points })),
    },
  );
  return { points: sum };
}
