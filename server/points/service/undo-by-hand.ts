import { and, eq, sql } from "drizzle-orm";
import { pointEntries, pointJournals } from "@/db/schema/points";
import { audit } from "@/server/kernel/audit";
import { type Ctx, inTransaction, type TxCtx } from "@/server/kernel/ctx";
import { emit } from "@/server/kernel/domain-events";
import { DomainError } from "@/server/kernel/errors";
import { parseInput } from "@/server/kernel/parse";
import { requestHash } from "@/server/kernel/signing";
import { canAdjust, canPostSale, forbidUnless } from "../access";
import { type UndoInput, undoInput } from "../input";
import { programInForce } from "../queries";
import { expiresAfter, startingProgram } from "../rules/program";
import { journalFacts, post } from "./posting";

/** Every undoing bears this key, so that a thing is undone once, whoever presses how often. */
export const undoKey = (journalId: string) => `undo:${journalId}`;

/**
 * Takes back by an opposite journal what was given, taken or redeemed by hand. Redeemed points go into the lots they came from; given ones
 * must still be there. Repeating it does nothing more. Throws not_found `points.not_by_hand`, refused `points.insufficient`, forbidden.
 */
export async function undoByHand(ctx: Ctx, input: UndoInput): Promise<{ points: number; isRepeat: boolean }> {
  const { memberId, journalId } = parseInput(undoInput, input);
  return inTransaction(ctx, async (t) => {
    const done = await byHand(t, memberId, journalId);
    forbidUnless(done.kind === "adjust" ? canAdjust(t.actor, done.points) : canPostSale(t.actor));
    const { program, ...zone } = await programInForce(t);
    const journal = journalFacts(t, t.now, zone);
    const now = t.now.toISOString();
    const expiresAt = expiresAfter(program ?? startingProgram, t.now, zone.timeZone).toISOString();
    const tail = sql`${journal.actorKind}, ${journal.actorId}, ${done.storeId}`;
    const head = sql`${t.tenant}, ${memberId}, ${journal.id}`;
    const identity = sql`${undoKey(journalId)}, ${requestHash(["undo", journalId])}`;
    const snapshot = JSON.stringify({ undoes: journalId });
    const row = await post<{ journal_id: string; is_repeat: boolean }>(
      t,
      done.kind === "spend"
        ? sql`select * from goen.ledger_return(${head}, ${identity}, ${journalId}, 1, 1, ${expiresAt}, ${now},
            ${journal.businessDate}, ${now}, ${now}, ${tail}, ${done.reason}, ${snapshot})`
        : done.points > 0
          ? sql`select * from goen.ledger_draw(${head}, 'adjust', ${identity}, ${done.points}, ${now}, ${journal.businessDate},
              ${now}, ${now}, ${tail}, null, ${done.reason}, ${snapshot})`
          : sql`select * from goen.ledger_grant(${head}, 'adjust', ${identity}, ${-done.points}, ${now}, ${expiresAt}, 'other',
              ${now}, ${journal.businessDate}, ${now}, ${now}, ${tail}, null, ${done.reason}, ${snapshot})`,
    );
    if (!row.is_repeat) {
      const subject = { kind: "point_journal", id: journalId };
      await audit(t, {
        action: "points.undo",
        subject,
        memberId,
        before: { points: done.points, reason: done.reason },
      });
      await emit(t, "points.changed", { memberId, journalId: row.journal_id });
    }
    return { points: 0 - done.points, isRepeat: row.is_repeat };
  });
}

/** The journal, if it is one that a hand made: an adjustment that undoes nothing, or points handed in without a sale. */
async function byHand(t: TxCtx, memberId: string, journalId: string) {
  const own = and(
    eq(pointJournals.tenantId, t.tenant),
    eq(pointJournals.memberId, memberId),
    eq(pointJournals.id, journalId),
  );
  const [row] = await t.tx
    .select({
      kind: pointJournals.kind,
      causeId: pointJournals.causeId,
      key: pointJournals.idempotencyKey,
      reason: pointJournals.reason,
      storeId: pointJournals.storeId,
      /** Positive: given. */
      points: sql<number>`coalesce((select -sum(amount) from ${pointEntries} e where e.tenant_id = ${pointJournals.tenantId}
        and e.member_id = ${pointJournals.memberId} and e.journal_id = ${pointJournals.id}
        and e.account in ('adjusted', 'redeemed')), 0)::bigint`,
    })
    .from(pointJournals)
    .where(own);
  const isAdjustment = row?.kind === "adjust" && !row.key.startsWith("undo:");
  const isRedemption = row?.kind === "spend" && row.causeId === journalId;
  if (!row || (!isAdjustment && !isRedemption)) throw new DomainError("not_found", "points.not_by_hand");
  return row;
}
