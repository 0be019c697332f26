import { sql } from "drizzle-orm";
import { type Ctx, inTransaction } from "@/server/kernel/ctx";
import { emit } from "@/server/kernel/domain-events";
import { parseInput } from "@/server/kernel/parse";
import { requestHash } from "@/server/kernel/signing";
import { canSpend, forbidUnless } from "../access";
import { type ReturnInput, returnInput } from "../input";
import { programAt, programsOf } from "../queries";
import { graceEnds } from "../rules/program";
import { journalFacts, post } from "./posting";

export interface PointsReturned {
  /** Earned points that went back, what became debt included. */
  takenBack: number;
  /** Spent points that came back. */
  restored: number;
  /** Points of `takenBack` that were spent already: repaid by what is earned next. */
  debt: number;
}

/** Days that points from an expired lot live on where the shop has no program (any more). */
const defaultGraceDays = 30;

export const returnKey = (returnId: string) => `return:${returnId}`;
type TakeBack = readonly { journalId: string; points: number }[];
type Amounts = {
  purchaseId: string;
  saleTotalYen: number;
  returnedBeforeYen: number;
  returnedYen: number;
  takeBack?: TakeBack | undefined;
};
export const returnHash = (a: Amounts) =>
  requestHash([
    "return",
    a.purchaseId,
    a.saleTotalYen,
    a.returnedBeforeYen,
    a.returnedYen,
    ...(a.takeBack ? [JSON.stringify(a.takeBack.map(({ journalId, points }) => [journalId, points]))] : []),
  ]);
export const returnSnapshot = (a: Amounts) => ({
  inputs: { saleTotalYen: a.saleTotalYen, returnedBeforeYen: a.returnedBeforeYen, returnedYen: a.returnedYen },
});
/** (returned so far, of how much): a sale of 0 yen comes back as a whole. */
export const returnedShare = (a: Amounts) =>
  a.saleTotalYen === 0
    ? { returned: 1, total: 1 }
    : { returned: a.returnedBeforeYen + a.returnedYen, total: a.saleTotalYen };

/**
 * Takes a sale's points back in proportion to what came back so far, so that partial returns add up to the whole exactly; over several
 * journals of one sale by largest remainder. With `takeBack` the caller says how much of what each journal gave (refused
 * `points.more_than_given` beyond it); points spent on the sale come back in proportion either way.
 * A repeated returnId answers with the first result. Throws conflict `points.key_reused`, not_found `points.member_unknown`,
 * forbidden `points.role`, invalid when more comes back than was sold.
 */
export async function returnPurchasePoints(ctx: Ctx, input: ReturnInput): Promise<PointsReturned> {
  const asked = parseInput(returnInput, input);
  forbidUnless(canSpend(ctx.actor, asked.memberId));
  return inTransaction(ctx, async (t) => {
    const { programs, ...zone } = await programsOf(t);
    const journal = journalFacts(t, asked.occurredAt, zone);
    const grace = { returnGraceDays: programAt(programs, t.now)?.returnGraceDays ?? defaultGraceDays };
    const share = returnedShare(asked);
    const row = await post<{
      journal_id: string | null;
      is_repeat: boolean;
      taken_back: number;
      restored: number;
      new_debt: number;
    }>(
      t,
      sql`select * from goen.ledger_return(${t.tenant}, ${asked.memberId}, ${journal.id}, ${returnKey(asked.returnId)},
        ${returnHash(asked)}, ${asked.purchaseId}, ${share.total}, ${share.returned},
        ${graceEnds(grace, t.now, zone.timeZone).toISOString()}, ${asked.occurredAt.toISOString()}, ${journal.businessDate},
        ${t.now.toISOString()}, ${t.now.toISOString()}, ${journal.actorKind}, ${journal.actorId}, ${asked.storeId}, null,
        ${JSON.stringify(returnSnapshot(asked))}, ${asked.takeBack ? JSON.stringify(asked.takeBack) : null}::jsonb)`,
    );
    if (row.journal_id && !row.is_repeat)
      await emit(t, "points.changed", { memberId: asked.memberId, journalId: row.journal_id });
    return { takenBack: row.taken_back, restored: row.restored, debt: row.new_debt };
  });
}
