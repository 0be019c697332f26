import { sql } from "drizzle-orm";
import { audit } from "@/server/kernel/audit";
import { actorId, type Ctx, inTransaction, type TxCtx } from "@/server/kernel/ctx";
import { emit } from "@/server/kernel/domain-events";
import { parseInput } from "@/server/kernel/parse";
import { requestHash } from "@/server/kernel/signing";
import { canAdjust, forbidUnless } from "../access";
import { type AdjustInput, adjustInput } from "../input";
import { programInForce } from "../queries";
import { expiresAfter, startingProgram } from "../rules";
import { journalFacts, post, requireStore } from "./posting";

/**
 * Gives (positive) or takes (negative) points by hand, with a reason, audited. A repeated key answers with the first journal.
 * Throws refused `points.insufficient`, conflict `points.key_reused`, forbidden `points.role` or `points.adjust_limit`.
 */
export async function adjustPoints(
  ctx: Ctx,
  input: AdjustInput,
): Promise<{ points: number; journalId: string; available: number }> {
  const { memberId, key, points, reason, storeId } = parseInput(adjustInput, input);
  forbidUnless(canAdjust(ctx.actor, points));
  return inTransaction(ctx, async (t) => {
    await requireStore(t, storeId);
    const { program, ...zone } = await programInForce(t);
    const journal = journalFacts(t, t.now, zone);
    const now = t.now.toISOString();
    const expiresAt = expiresAfter(program ?? startingProgram, t.now, zone.timeZone);
    const hash = requestHash(["adjust", points, reason]);
    const row = await post<{ journal_id: string; is_repeat: boolean; available: number }>(
      t,
      points > 0
        ? sql`select * from goen.ledger_grant(${t.tenant}, ${memberId}, ${journal.id}, 'adjust', ${`adjust:${key}`}, ${hash},
            ${points}, ${now}, ${expiresAt.toISOString()}, 'other', ${now}, ${journal.businessDate}, ${now}, ${now},
            ${journal.actorKind}, ${journal.actorId}, ${storeId}, null, ${reason}, null)`
        : sql`select * from goen.ledger_draw(${t.tenant}, ${memberId}, ${journal.id}, 'adjust', ${`adjust:${key}`}, ${hash},
            ${-points}, ${now}, ${journal.businessDate}, ${now}, ${now}, ${journal.actorKind}, ${journal.actorId}, ${storeId}, null,
            ${reason}, null)`,
    );
    if (!row.is_repeat) {
      // After the posting: it holds the wallet's lock, so two adjustments at once see each other here.
      forbidUnless(canAdjust(t.actor, await adjustedLately(t, memberId)));
      await audit(t, {
        action: "points.adjust",
        subject: { kind: "point_journal", id: row.journal_id },
        memberId,
        after: { points, reason, available: row.available },
      });
      await emit(t, "points.changed", { memberId, journalId: row.journal_id });
    }
    return { points, journalId: row.journal_id, available: row.available };
  });
}

/**
 * Points that the acting person moved by hand on this wallet within a day, up and down alike: many small steps are a large one. What was
 * undone counts for nothing.
 */
async function adjustedLately(t: TxCtx, memberId: string): Promise<number> {
  const dayAgo = new Date(t.now.getTime() - 24 * 3_600_000).toISOString();
  const { rows } = await t.tx.execute<{ moved: number }>(sql`
    select coalesce(sum(abs(e.amount)), 0)::bigint as moved
    from point_journals j
    join point_entries e on e.tenant_id = j.tenant_id and e.member_id = j.member_id and e.journal_id = j.id and e.account = 'adjusted'
    where j.tenant_id = ${t.tenant} and j.member_id = ${memberId} and j.kind = 'adjust' and j.actor_id = ${actorId(t.actor)}::uuid
      and j.recorded_at > ${dayAgo}::timestamptz and j.idempotency_key not like 'undo:%'
      and not exists (select from point_journals u where u.tenant_id = j.tenant_id and u.member_id = j.member_id
        and u.idempotency_key = 'undo:' || j.id)`);
  return rows[0]?.moved ?? 0;
}
