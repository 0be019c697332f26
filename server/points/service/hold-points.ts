import { and, eq, sql } from "drizzle-orm";
import { pointHolds } from "@/db/schema/point-life";
import { type Ctx, inTransaction } from "@/server/kernel/ctx";
import { emit } from "@/server/kernel/domain-events";
import { DomainError } from "@/server/kernel/errors";
import { parseInput } from "@/server/kernel/parse";
import { requestHash } from "@/server/kernel/signing";
import { canPostSale, forbidUnless } from "../access";
import {
  type HoldInput,
  holdInput,
  type PostHoldInput,
  postHoldInput,
  type VoidHoldInput,
  voidHoldInput,
} from "../input";
import { programInForce } from "../queries";
import { slidesTo, startingProgram } from "../rules/program";
import { drawOnFamily } from "./draw-on-family";
import { journalFacts, post } from "./posting";

export interface Hold {
  holdId: string;
  /** Given back by itself then. */
  heldUntil: Date;
  available: number;
}

/**
 * Promises points to a till: nobody else can spend them until the hold is posted, given back, or its time is over. A repeated key answers
 * with the first hold. Throws refused `points.insufficient` {available, asked}, conflict `points.key_reused`, forbidden `points.role`.
 */
export async function holdPoints(ctx: Ctx, input: HoldInput): Promise<Hold> {
  forbidUnless(canPostSale(ctx.actor));
  const asked = parseInput(holdInput, input);
  return inTransaction(ctx, async (t) => {
    const { program, ...zone } = await programInForce(t);
    const minutes = asked.minutes ?? (program ?? startingProgram).holdMinutes;
    const journal = journalFacts(t, t.now, zone);
    const now = t.now.toISOString();
    const heldUntil = new Date(t.now.getTime() + minutes * 60_000);
    const key = `hold:${asked.key}`;
    if (asked.useFamily) await drawOnFamily(t, { ...asked, key, causeId: null });
    const row = await post<{ journal_id: string; is_repeat: boolean; available: number }>(
      t,
      sql`select * from goen.ledger_draw(${t.tenant}, ${asked.memberId}, ${journal.id}, 'hold', ${key},
        ${requestHash(["hold", asked.points, asked.storeId])}, ${asked.points}, ${now}, ${journal.businessDate}, ${now}, ${now},
        ${journal.actorKind}, ${journal.actorId}, ${asked.storeId}, null, null, null, null, ${heldUntil.toISOString()})`,
    );
    if (!row.is_repeat) {
      await emit(t, "points.changed", { memberId: asked.memberId, journalId: row.journal_id });
      return { holdId: row.journal_id, heldUntil, available: row.available };
    }
    const [first] = await t.tx
      .select({ heldUntil: pointHolds.heldUntil })
      .from(pointHolds)
      .where(
        and(
          eq(pointHolds.tenantId, t.tenant),
          eq(pointHolds.memberId, asked.memberId),
          eq(pointHolds.id, row.journal_id),
        ),
      );
    if (!first) throw new DomainError("conflict", "points.key_reused");
    return { holdId: row.journal_id, heldUntil: first.heldUntil, available: row.available };
  });
}

/**
 * Spends what is held, all of it or fewer (the rest goes back). A repeated key answers with the first result. Throws refused
 * `points.hold_ended` {state} when it was given back or its time is over, `points.more_than_held`, conflict `points.key_reused`, forbidden.
 */
export async function postHold(
  ctx: Ctx,
  input: PostHoldInput,
): Promise<{ journalId: string; points: number; givenBack: number; available: number }> {
  forbidUnless(canPostSale(ctx.actor));
  const asked = parseInput(postHoldInput, input);
  return inTransaction(ctx, async (t) => {
    const occurredAt = asked.occurredAt ?? t.now;
    const { program, ...zone } = await programInForce(t, occurredAt);
    const journal = journalFacts(t, occurredAt, zone);
    const now = t.now.toISOString();
    const row = await post<{
      journal_id: string;
      is_repeat: boolean;
      points: number;
      given_back: number;
      available: number;
    }>(
      t,
      sql`select * from goen.ledger_settle_hold(${t.tenant}, ${asked.memberId}, ${asked.holdId}, ${journal.id}, 'spend',
        ${`spend:${asked.key}`}, ${requestHash(["post", asked.holdId, asked.points ?? null, asked.purchaseId])}, ${asked.points ?? null},
        ${occurredAt.toISOString()}, ${journal.businessDate}, ${now}, ${now}, ${journal.actorKind}, ${journal.actorId},
        ${asked.storeId}, ${asked.purchaseId}, ${JSON.stringify({ holdId: asked.holdId })},
        ${slidesTo(program, occurredAt, zone.timeZone)?.toISOString() ?? null})`,
    );
    if (!row.is_repeat) await emit(t, "points.changed", { memberId: asked.memberId, journalId: row.journal_id });
    return { journalId: row.journal_id, points: row.points, givenBack: row.given_back, available: row.available };
  });
}

/**
 * Gives a hold back. One that has been given back or whose time is over is left as it is: its points are back already. Throws refused
 * `points.hold_ended` {state} when it was posted, forbidden `points.role`.
 */
export async function voidHold(ctx: Ctx, input: VoidHoldInput): Promise<{ givenBack: number; available: number }> {
  forbidUnless(canPostSale(ctx.actor));
  const { memberId, holdId } = parseInput(voidHoldInput, input);
  return inTransaction(ctx, async (t) => {
    const journal = journalFacts(t, t.now, await programInForce(t));
    const now = t.now.toISOString();
    const row = await post<{ journal_id: string; is_repeat: boolean; given_back: number; available: number }>(
      t,
      sql`select * from goen.ledger_settle_hold(${t.tenant}, ${memberId}, ${holdId}, ${journal.id}, 'release', ${`void:${holdId}`},
        ${requestHash(["void", holdId])}, 0, ${now}, ${journal.businessDate}, ${now}, ${now}, ${journal.actorKind},
        ${journal.actorId}, null, null, null)`,
    );
    if (!row.is_repeat) await emit(t, "points.changed", { memberId, journalId: row.journal_id });
    return { givenBack: row.given_back, available: row.available };
  });
}
