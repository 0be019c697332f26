import { sql } from "drizzle-orm";
import { type Ctx, inTransaction } from "@/server/kernel/ctx";
import { emit } from "@/server/kernel/domain-events";
import { parseInput } from "@/server/kernel/parse";
import { requestHash } from "@/server/kernel/signing";
import { canSpend, forbidUnless } from "../access";
import { type SpendInput, spendInput } from "../input";
import { programInForce } from "../queries";
import { slidesTo } from "../rules/program";
import { drawOnFamily } from "./draw-on-family";
import { journalFacts, post } from "./posting";

/**
 * Takes points for a sale, from the lots that go first; with `useFamily` what is lacking comes from the family. A repeated key answers with the first journal. Throws refused
 * `points.insufficient` {available, asked}, conflict `points.key_reused`, not_found `points.member_unknown`, forbidden `points.role`.
 */
export async function spendPoints(
  ctx: Ctx,
  input: SpendInput,
): Promise<{ points: number; journalId: string; available: number }> {
  const { memberId, key, points, purchaseId, storeId, occurredAt, useFamily } = parseInput(spendInput, input);
  forbidUnless(canSpend(ctx.actor, memberId));
  return inTransaction(ctx, async (t) => {
    const { program, ...zone } = await programInForce(t, occurredAt);
    const journal = journalFacts(t, occurredAt, zone);
    if (useFamily) await drawOnFamily(t, { memberId, points, key: `spend:${key}`, causeId: purchaseId, storeId });
    const row = await post<{ journal_id: string; is_repeat: boolean; available: number }>(
      t,
      sql`select * from goen.ledger_draw(${t.tenant}, ${memberId}, ${journal.id}, 'spend', ${`spend:${key}`},
        ${requestHash(["spend", points, purchaseId])}, ${points}, ${occurredAt.toISOString()}, ${journal.businessDate},
        ${t.now.toISOString()}, ${t.now.toISOString()}, ${journal.actorKind}, ${journal.actorId}, ${storeId}, ${purchaseId},
        null, null, ${slidesTo(program, occurredAt, zone.timeZone)?.toISOString() ?? null})`,
    );
    if (!row.is_repeat) await emit(t, "points.changed", { memberId, journalId: row.journal_id });
    return { points, journalId: row.journal_id, available: row.available };
  });
}
