import { sql } from "drizzle-orm";
import { type Ctx, inTransaction } from "@/server/kernel/ctx";
import { emit } from "@/server/kernel/domain-events";
import { parseInput } from "@/server/kernel/parse";
import { requestHash } from "@/server/kernel/signing";
import { canPostSale, forbidUnless } from "../access";
import { type AwardInput, awardInput } from "../input";
import { type Program, programInForce } from "../queries";
import { availableFrom, expiresAfter, pointsFor, slidesTo } from "../rules/program";
import { journalFacts, post } from "./posting";

export interface Award {
  points: number;
  /** Null when the sale earns nothing: no journal is written for nothing. */
  journalId: string | null;
  /** From when the points can be spent; null when there are none. */
  availableAt: Date | null;
}

export const earnKey = (purchaseId: string) => `earn:${purchaseId}`;
export const earnHash = (purchaseId: string, amountYen: number) => requestHash(["earn", purchaseId, amountYen]);

/** The rule and its inputs as they were: frozen on the journal. */
export const earnSnapshot = (program: Program, amountYen: number) => ({
  rule: {
    programId: program.id,
    ratePoints: program.ratePoints,
    rateYen: program.rateYen,
    rounding: program.rounding,
    pendingDays: program.pendingDays,
    expiryMonths: program.expiryMonths,
  },
  inputs: { amountYen },
});

/**
 * Gives the points of a sale by the program in force when it took place; once per purchase, a repeat answers with the first
 * result. Throws conflict `points.key_reused` for another amount, not_found `points.member_unknown`, forbidden `points.role`.
 */
export async function awardForPurchase(ctx: Ctx, input: AwardInput): Promise<Award> {
  forbidUnless(canPostSale(ctx.actor));
  const { memberId, purchaseId, amountYen, occurredAt, storeId } = parseInput(awardInput, input);
  return inTransaction(ctx, async (t) => {
    const { program, ...zone } = await programInForce(t, occurredAt);
    const points = program ? pointsFor(program, amountYen) : 0;
    if (!program || points === 0) return { points: 0, journalId: null, availableAt: null };
    const journal = journalFacts(t, occurredAt, zone);
    const availableAt = availableFrom(program, occurredAt, zone.timeZone);
    const expiresAt = expiresAfter(program, availableAt, zone.timeZone);
    const slideTo = slidesTo(program, occurredAt, zone.timeZone);
    const row = await post<{ journal_id: string; is_repeat: boolean; points: number; available_at: string }>(
      t,
      sql`select * from goen.ledger_grant(${t.tenant}, ${memberId}, ${journal.id}, 'earn', ${earnKey(purchaseId)},
        ${earnHash(purchaseId, amountYen)}, ${points}, ${availableAt.toISOString()}, ${expiresAt.toISOString()}, 'purchase',
        ${occurredAt.toISOString()}, ${journal.businessDate}, ${t.now.toISOString()}, ${t.now.toISOString()},
        ${journal.actorKind}, ${journal.actorId}, ${storeId}, ${purchaseId}, null,
        ${JSON.stringify(earnSnapshot(program, amountYen))}, 100, ${slideTo !== null}, ${slideTo?.toISOString() ?? null})`,
    );
    if (!row.is_repeat) await emit(t, "points.changed", { memberId, journalId: row.journal_id });
    return { points: row.points, journalId: row.journal_id, availableAt: new Date(row.available_at) };
  });
}
