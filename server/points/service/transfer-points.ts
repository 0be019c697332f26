import { and, eq, sql } from "drizzle-orm";
import { pointJournals } from "@/db/schema/points";
import { audit } from "@/server/kernel/audit";
import { type Ctx, inTransaction, type TxCtx } from "@/server/kernel/ctx";
import { emit } from "@/server/kernel/domain-events";
import { DomainError } from "@/server/kernel/errors";
import { newId } from "@/server/kernel/ids";
import { parseInput } from "@/server/kernel/parse";
import { requestHash } from "@/server/kernel/signing";
import { canMoveWallets, canTransfer, forbidUnless } from "../access";
import { type TransferInput, transferInput, type UndoTransferInput, undoTransferInput } from "../input";
import { programInForce } from "../queries";
import { journalFacts, post } from "./posting";
import { movedThisMonth } from "./transfer-limits";

/**
 * Gives points of one member to another: the lots that go first, with their ends and origins, within the program's limits. The receiver's
 * debt is repaid first. A repeated key answers with the first journal (the receiver's). Throws refused `points.transfer_off`,
 * `points.transfer_limit` {left}, `points.insufficient`, `points.wallet_closed`, conflict `points.key_reused`, not_found, forbidden.
 */
export async function transferPoints(
  ctx: Ctx,
  input: TransferInput,
): Promise<{ journalId: string; points: number; available: number }> {
  const asked = parseInput(transferInput, input);
  forbidUnless(canTransfer(ctx.actor, asked.fromMemberId));
  return inTransaction(ctx, async (t) => {
    const { program, ...zone } = await programInForce(t);
    if (!program || program.transferPerCall === 0) throw new DomainError("refused", "points.transfer_off");
    if (asked.points > program.transferPerCall)
      throw new DomainError("refused", "points.transfer_limit", { left: program.transferPerCall });
    const journal = journalFacts(t, t.now, zone);
    const given = newId();
    const row = await post<{ journal_id: string; is_repeat: boolean; available: number }>(
      t,
      sql`select * from goen.ledger_transfer(${t.tenant}, ${asked.fromMemberId}, ${asked.toMemberId}, ${given}, ${journal.id},
        ${`transfer:${asked.key}`}, ${requestHash(["transfer", asked.fromMemberId, asked.points])}, ${asked.points}, ${journal.businessDate},
        ${t.now.toISOString()}, ${journal.actorKind}, ${journal.actorId}, null, null, ${asked.reason}, '{}')`,
    );
    if (!row.is_repeat) {
      // After the posting: it holds the wallet's lock, so two at once see each other here.
      const month = await movedThisMonth(t, asked.fromMemberId, "given", zone);
      if (program.transferPerMonth > 0 && month > program.transferPerMonth)
        throw new DomainError("refused", "points.transfer_limit", {
          left: Math.max(0, program.transferPerMonth - (month - asked.points)),
        });
      await audit(t, {
        action: "points.transfer",
        subject: { kind: "point_journal", id: row.journal_id },
        memberId: asked.fromMemberId,
        after: { toMemberId: asked.toMemberId, points: asked.points, reason: asked.reason },
      });
      await emit(t, "points.changed", { memberId: asked.fromMemberId, journalId: given });
      await emit(t, "points.changed", { memberId: asked.toMemberId, journalId: row.journal_id });
    }
    return { journalId: row.journal_id, points: asked.points, available: row.available };
  });
}

/**
 * Takes a gift back as far as its points are still there: `missing` have been used or have expired. `memberId` and `journalId` are the
 * receiver's. Repeating it does nothing more. Throws not_found `points.not_a_transfer`, refused `points.wallet_closed`, forbidden.
 */
export async function undoTransfer(ctx: Ctx, input: UndoTransferInput): Promise<{ points: number; missing: number }> {
  forbidUnless(canMoveWallets(ctx.actor));
  const { memberId, journalId } = parseInput(undoTransferInput, input);
  return inTransaction(ctx, (t) => undo(t, memberId, journalId));
}

/** How long who gave points may change their mind. */
export const giftUndoMinutes = 30;

/**
 * Takes one's own gift back, as `undoTransfer` does, within half an hour. `memberId` and `journalId` are the giver's. Throws not_found
 * `points.not_a_transfer`, refused `points.gift_too_late`, `points.gift_spent` where nothing of it is left, forbidden.
 */
export async function takeBackGift(ctx: Ctx, input: UndoTransferInput): Promise<{ points: number; missing: number }> {
  const { memberId, journalId } = parseInput(undoTransferInput, input);
  forbidUnless(canTransfer(ctx.actor, memberId));
  return inTransaction(ctx, async (t) => {
    const own = and(eq(pointJournals.tenantId, t.tenant), eq(pointJournals.memberId, memberId));
    const [given] = await t.tx
      .select({
        key: pointJournals.idempotencyKey,
        recordedAt: pointJournals.recordedAt,
        to: sql<string | null>`${pointJournals.snapshot} ->> 'to'`,
      })
      .from(pointJournals)
      .where(and(own, eq(pointJournals.id, journalId), eq(pointJournals.kind, "transfer")));
    if (!given?.to || !given.key.startsWith("transfer:")) throw new DomainError("not_found", "points.not_a_transfer");
    if (t.now.getTime() - given.recordedAt.getTime() > giftUndoMinutes * 60_000)
      throw new DomainError("refused", "points.gift_too_late", { minutes: giftUndoMinutes });
    const [received] = await t.tx
      .select({ id: pointJournals.id })
      .from(pointJournals)
      .where(
        and(
          eq(pointJournals.tenantId, t.tenant),
          eq(pointJournals.memberId, given.to),
          eq(pointJournals.idempotencyKey, given.key),
        ),
      );
    if (!received) throw new DomainError("not_found", "points.not_a_transfer");
    const back = await undo(t, given.to, received.id);
    if (back.points === 0) throw new DomainError("refused", "points.gift_spent");
    return back;
  });
}

async function undo(t: TxCtx, memberId: string, journalId: string): Promise<{ points: number; missing: number }> {
  const gift = await giftOf(t, memberId, journalId);
  const journal = journalFacts(t, t.now, await programInForce(t));
  const back = newId();
  const row = await post<{ journal_id: string | null; is_repeat: boolean; points: number; missing: number }>(
    t,
    sql`select * from goen.ledger_undo_transfer(${t.tenant}, ${gift.from}, ${memberId}, ${journalId}, ${journal.id}, ${back},
        ${`undo:${gift.key}`}, ${requestHash(["undo", journalId])}, ${journal.businessDate}, ${t.now.toISOString()},
        ${journal.actorKind}, ${journal.actorId}, ${gift.reason}, '{}')`,
  );
  if (row.journal_id && !row.is_repeat) {
    await audit(t, {
      action: "points.undo_transfer",
      subject: { kind: "point_journal", id: journalId },
      memberId,
      after: { fromMemberId: gift.from, points: row.points, missing: row.missing },
    });
    await emit(t, "points.changed", { memberId, journalId: row.journal_id });
    await emit(t, "points.changed", { memberId: gift.from, journalId: back });
  }
  return { points: row.points, missing: row.missing };
}

/** The receiver's half of a gift between members. */
async function giftOf(t: TxCtx, memberId: string, journalId: string) {
  const [row] = await t.tx
    .select({
      kind: pointJournals.kind,
      key: pointJournals.idempotencyKey,
      undoesId: pointJournals.undoesId,
      reason: pointJournals.reason,
      from: sql<string | null>`${pointJournals.snapshot} ->> 'from'`,
    })
    .from(pointJournals)
    .where(
      and(eq(pointJournals.tenantId, t.tenant), eq(pointJournals.memberId, memberId), eq(pointJournals.id, journalId)),
    );
  if (!row || row.kind !== "transfer" || row.undoesId !== null || !row.from)
    throw new DomainError("not_found", "points.not_a_transfer");
  return { from: row.from, key: row.key, reason: row.reason };
}
