import { sql } from "drizzle-orm";
import { type Ctx, inTransaction } from "@/server/kernel/ctx";
import { emit } from "@/server/kernel/domain-events";
import { newId } from "@/server/kernel/ids";
import { businessDayIn } from "@/server/kernel/time";
import { canPostSale, forbidUnless } from "../access";
import { programInForce } from "../queries";
import { leaveFamilyForGood } from "./families";
import { post } from "./posting";

/**
 * Closes the wallet of a member who has left: what it holds is forfeited by one journal against it, what it owes is forgotten,
 * and nothing is given or spent any more. Safe to repeat. Throws `not_found` `points.member_unknown`, `forbidden` `points.role`.
 */
export async function closeWallet(ctx: Ctx, memberId: string): Promise<{ forfeited: number }> {
  forbidUnless(canPostSale(ctx.actor));
  return inTransaction(ctx, async (t) => {
    const zone = await programInForce(t);
    await leaveFamilyForGood(t, memberId);
    const now = t.now.toISOString();
    const row = await post<{ journal_id: string | null; forfeited: number }>(
      t,
      sql`select * from goen.ledger_close_wallet(${t.tenant}, ${memberId}, ${newId()}, ${now},
        ${businessDayIn(t.now, zone.timeZone, zone.dayStartMinutes)}, ${t.actor.kind}, null)`,
    );
    if (row.journal_id) await emit(t, "points.changed", { memberId, journalId: row.journal_id });
    return { forfeited: row.forfeited };
  });
}
