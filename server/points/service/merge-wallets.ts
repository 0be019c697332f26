import { sql } from "drizzle-orm";
import { type Ctx, inTransaction } from "@/server/kernel/ctx";
import { emit } from "@/server/kernel/domain-events";
import { newId } from "@/server/kernel/ids";
import { parseInput } from "@/server/kernel/parse";
import { canMoveWallets, forbidUnless } from "../access";
import { type MergeInput, mergeInput } from "../input";
import { programInForce } from "../queries";
import { graceEnds, startingProgram } from "../rules/program";
import { journalFacts, post } from "./posting";

export type WalletsMerged = {
  /** What went along. */
  available: number;
  pending: number;
  held: number;
  debt: number;
};
export type WalletsParted = {
  /** What went back. */
  available: number;
  pending: number;
  debt: number;
  /** Points that did not: used or expired since the merge. */
  missing: number;
};

/**
 * Moves everything of one wallet into another: open lots with their ends and origins, what is pending, owed and held. The wallet it left is
 * closed until the merge is undone; returns of its sales are settled by the one that has its points. Repeating it changes nothing. Throws
 * refused `points.wallet_closed`, not_found `points.member_unknown`, forbidden `points.role`.
 */
export async function mergeWallets(ctx: Ctx, input: MergeInput): Promise<WalletsMerged> {
  forbidUnless(canMoveWallets(ctx.actor));
  const { fromMemberId, toMemberId, mergeId } = parseInput(mergeInput, input);
  return inTransaction(ctx, async (t) => {
    const journal = journalFacts(t, t.now, await programInForce(t));
    const left = newId();
    const row = await post<WalletsMerged & { is_repeat: boolean }>(
      t,
      sql`select * from goen.ledger_merge(${t.tenant}, ${fromMemberId}, ${toMemberId}, ${mergeId}, ${left}, ${journal.id},
        ${journal.businessDate}, ${t.now.toISOString()}, ${journal.actorKind}, ${journal.actorId})`,
    );
    const { available, pending, held, debt } = row;
    if (!row.is_repeat && available + pending + held + debt > 0) {
      await emit(t, "points.changed", { memberId: fromMemberId, journalId: left });
      await emit(t, "points.changed", { memberId: toMemberId, journalId: journal.id });
    }
    return { available, pending, held, debt };
  });
}

/**
 * Takes a merge of wallets back: exactly, where nothing was used since; else as far as its points are still there. Repeating it changes
 * nothing. Throws not_found for an unknown merge, refused `points.wallet_closed` when the wallet was merged further, forbidden.
 */
export async function undoMergeWallets(ctx: Ctx, input: MergeInput): Promise<WalletsParted> {
  forbidUnless(canMoveWallets(ctx.actor));
  const { fromMemberId, toMemberId, mergeId } = parseInput(mergeInput, input);
  return inTransaction(ctx, async (t) => {
    const { program, ...zone } = await programInForce(t);
    const journal = journalFacts(t, t.now, zone);
    const back = newId();
    const row = await post<WalletsParted & { is_repeat: boolean }>(
      t,
      sql`select * from goen.ledger_unmerge(${t.tenant}, ${fromMemberId}, ${toMemberId}, ${mergeId}, ${journal.id}, ${back},
        ${graceEnds(program ?? startingProgram, t.now, zone.timeZone).toISOString()}, ${journal.businessDate}, ${t.now.toISOString()},
        ${journal.actorKind}, ${journal.actorId})`,
    );
    const { available, pending, debt, missing } = row;
    if (!row.is_repeat && available + pending + debt > 0) {
      await emit(t, "points.changed", { memberId: toMemberId, journalId: journal.id });
      await emit(t, "points.changed", { memberId: fromMemberId, journalId: back });
    }
    return { available, pending, debt, missing };
  });
}
