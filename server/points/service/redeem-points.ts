import { sql } from "drizzle-orm";
import { audit } from "@/server/kernel/audit";
import { type Ctx, inTransaction } from "@/server/kernel/ctx";
import { emit } from "@/server/kernel/domain-events";
import { parseInput } from "@/server/kernel/parse";
import { requestHash } from "@/server/kernel/signing";
import { canPostSale, forbidUnless } from "../access";
import { type RedeemInput, redeemInput } from "../input";
import { programInForce } from "../queries";
import { journalFacts, post, requireStore } from "./posting";

/**
 * Takes points for something that is no sale, from the lots that go first, with what it was for. A repeated key answers with the first
 * journal. Throws refused `points.insufficient` {available, asked}, conflict `points.key_reused`, not_found `points.member_unknown`,
 * forbidden `points.role`.
 */
export async function redeemPoints(
  ctx: Ctx,
  input: RedeemInput,
): Promise<{ points: number; journalId: string; available: number }> {
  forbidUnless(canPostSale(ctx.actor));
  const { memberId, key, points, reason, storeId } = parseInput(redeemInput, input);
  return inTransaction(ctx, async (t) => {
    await requireStore(t, storeId);
    const journal = journalFacts(t, t.now, await programInForce(t));
    const now = t.now.toISOString();
    // It is its own cause, so that it can be taken back the way a sale is: into the very lots it came from.
    const row = await post<{ journal_id: string; is_repeat: boolean; available: number }>(
      t,
      sql`select * from goen.ledger_draw(${t.tenant}, ${memberId}, ${journal.id}, 'spend', ${`redeem:${key}`},
        ${requestHash(["redeem", points, reason])}, ${points}, ${now}, ${journal.businessDate}, ${now}, ${now},
        ${journal.actorKind}, ${journal.actorId}, ${storeId}, ${journal.id}, ${reason}, null)`,
    );
    if (!row.is_repeat) {
      const subject = { kind: "point_journal", id: row.journal_id };
      await audit(t, {
        action: "points.redeem",
        subject,
        memberId,
        after: { points, reason, available: row.available },
      });
      await emit(t, "points.changed", { memberId, journalId: row.journal_id });
    }
    return { points, journalId: row.journal_id, available: row.available };
  });
}
