import { sql } from "drizzle-orm";
import { type Ctx, inTransaction } from "@/server/kernel/ctx";
import { emit } from "@/server/kernel/domain-events";
import { parseInput } from "@/server/kernel/parse";
import { requestHash } from "@/server/kernel/signing";
import { canPostSale, forbidUnless } from "../access";
import { type CancelPendingInput, cancelPendingInput, type ReleaseInput, releaseInput } from "../input";
import { programInForce } from "../queries";
import { availableOnceShipped, expiresAfter, graceEnds, startingProgram } from "../rules/program";
import { journalFacts, post } from "./posting";

/**
 * Makes the points of a cause that wait for it usable, `pendingDays` of the program after `at` (the shipment): at once, or on their day.
 * Only what `journalIds` gave, when named. Repeating it changes nothing. Returns how many points that concerns.
 */
export async function releasePending(ctx: Ctx, input: ReleaseInput): Promise<{ points: number; availableAt: Date }> {
  forbidUnless(canPostSale(ctx.actor));
  const asked = parseInput(releaseInput, input);
  return inTransaction(ctx, async (t) => {
    const { program, ...zone } = await programInForce(t, asked.at);
    const rule = program ?? startingProgram;
    const journal = journalFacts(t, asked.at, zone);
    const from = rule.pendingUntil === "shipped" ? availableOnceShipped(rule, asked.at, zone.timeZone) : asked.at;
    const expiresAt = asked.expiresAt ?? expiresAfter(rule, from, zone.timeZone);
    const row = await post<{ journal_id: string | null; is_repeat: boolean; points: number }>(
      t,
      sql`select * from goen.ledger_release(${t.tenant}, ${asked.memberId}, ${journal.id}, ${`ship:${asked.key}`},
        ${requestHash(["release", asked.causeId])}, ${asked.causeId}, ${sql.param(asked.journalIds)}::uuid[], ${from.toISOString()},
        ${expiresAt.toISOString()}, ${journal.businessDate}, ${t.now.toISOString()}, ${journal.actorKind}, ${journal.actorId}, null)`,
    );
    if (row.journal_id && !row.is_repeat)
      await emit(t, "points.changed", { memberId: asked.memberId, journalId: row.journal_id });
    return { points: row.points, availableAt: from };
  });
}

/** Takes back what still waits for a cause that will never come (an order called off before it was shipped). Repeating it does nothing. */
export async function cancelPending(ctx: Ctx, input: CancelPendingInput): Promise<{ points: number }> {
  forbidUnless(canPostSale(ctx.actor));
  const { memberId, causeId, key } = parseInput(cancelPendingInput, input);
  return inTransaction(ctx, async (t) => {
    const zone = await programInForce(t);
    const journal = journalFacts(t, t.now, zone);
    const now = t.now.toISOString();
    // The wallet's lock: what is pending now is still pending when it is taken.
    await t.tx.execute(sql`select goen.ledger_lock(${t.tenant}, array[${memberId}]::uuid[])`);
    const { rows } = await t.tx.execute<{ journalId: string; points: number }>(sql`
      select coalesce(l.earned_by, l.journal_id) as "journalId", sum(l.remaining)::bigint as points from point_lots l
      join point_journals j on j.tenant_id = l.tenant_id and j.member_id = l.member_id and j.id = coalesce(l.earned_by, l.journal_id)
      where l.tenant_id = ${t.tenant} and l.member_id = ${memberId} and l.remaining > 0 and l.state = 'pending'
        and l.available_at > ${now} and j.cause_id = ${causeId} group by 1`);
    if (rows.length === 0) return { points: 0 };
    const row = await post<{ journal_id: string | null; is_repeat: boolean; taken_back: number }>(
      t,
      sql`select * from goen.ledger_return(${t.tenant}, ${memberId}, ${journal.id}, ${`cancel:${key}`},
        ${requestHash(["cancel", causeId])}, ${causeId}, 1, 0, ${graceEnds(zone.program ?? startingProgram, t.now, zone.timeZone).toISOString()},
        ${now}, ${journal.businessDate}, ${now}, ${now}, ${journal.actorKind}, ${journal.actorId}, null, null, null, ${JSON.stringify(rows)})`,
    );
    if (row.journal_id && !row.is_repeat) await emit(t, "points.changed", { memberId, journalId: row.journal_id });
    return { points: row.taken_back };
  });
}
