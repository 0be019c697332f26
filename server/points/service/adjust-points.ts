import { sql } from "drizzle-orm";
import { audit } from "@/server/kernel/audit";
import { type Ctx, inTransaction } from "@/server/kernel/ctx";
import { emit } from "@/server/kernel/domain-events";
import { DomainError } from "@/server/kernel/errors";
import { parseInput } from "@/server/kernel/parse";
import { requestHash } from "@/server/kernel/signing";
import { canAdjust, canApprove, forbidUnless } from "../access";
import { type AdjustInput, adjustInput } from "../input";
import { programInForce } from "../queries";
import { expiresAfter, startingProgram } from "../rules/program";
import { journalFacts, post, requireStore } from "./posting";
import { limitBeyond } from "./safeguards";

/** What a second person agreed to: by whom it was asked. It is kept with the journal. */
export interface AgreedAdjustment {
  approvalId: string;
  askedBy: string;
}

/**
 * Gives (positive) or takes (negative) points by hand, with a reason, audited. A repeated key answers with the first journal.
 * What a second person has agreed to (server/watch) goes beyond every limit. Throws refused `points.insufficient`, conflict
 * `points.key_reused`, forbidden `points.role`, `points.adjust_limit` or `points.needs_approval`.
 */
export async function adjustPoints(
  ctx: Ctx,
  input: AdjustInput,
  agreed: AgreedAdjustment | null = null,
): Promise<{ points: number; journalId: string; available: number }> {
  const { memberId, key, points, reason, storeId } = parseInput(adjustInput, input);
  forbidUnless(agreed ? canApprove(ctx.actor) : canAdjust(ctx.actor, points));
  const snapshot = agreed && JSON.stringify(agreed);
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
            ${journal.actorKind}, ${journal.actorId}, ${storeId}, null, ${reason}, ${snapshot})`
        : sql`select * from goen.ledger_draw(${t.tenant}, ${memberId}, ${journal.id}, 'adjust', ${`adjust:${key}`}, ${hash},
            ${-points}, ${now}, ${journal.businessDate}, ${now}, ${now}, ${journal.actorKind}, ${journal.actorId}, ${storeId}, null,
            ${reason}, ${snapshot})`,
    );
    if (!row.is_repeat) {
      // After the posting: it holds the wallet's lock, so two adjustments at once see each other here.
      const beyond = agreed ? null : await limitBeyond(t, memberId, 0);
      if (beyond === "counter") throw new DomainError("forbidden", "points.adjust_limit");
      if (beyond) throw new DomainError("forbidden", "points.needs_approval", { limit: beyond });
      await audit(t, {
        action: "points.adjust",
        subject: { kind: "point_journal", id: row.journal_id },
        memberId,
        after: { points, reason, available: row.available, ...agreed },
      });
      await emit(t, "points.changed", { memberId, journalId: row.journal_id });
    }
    return { points, journalId: row.journal_id, available: row.available };
  });
}
