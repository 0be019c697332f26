import { sql } from "drizzle-orm";
import { type Ctx, inTransaction } from "@/server/kernel/ctx";
import { emit } from "@/server/kernel/domain-events";
import { DomainError } from "@/server/kernel/errors";
import { parseInput } from "@/server/kernel/parse";
import { requestHash } from "@/server/kernel/signing";
import { canPostSale, forbidUnless } from "../access";
import { type GrantInput, grantInput } from "../input";
import { programInForce } from "../queries";
import { expiresAfter, slidesTo, untilReleased, untilReleasedEnd } from "../rules/program";
import { journalFacts, post } from "./posting";

export interface Granted {
  journalId: string;
  points: number;
  isRepeat: boolean;
  available: number;
  pending: number;
  debt: number;
}

/**
 * Gives points by one journal with its own beginning, end and place in the burn order; a purchase may have several, one for each group of
 * points that live alike. Debt is repaid first. A repeated key answers with the first journal. In a program with sliding ends, points
 * whose end is the program's own slide from then on, and every earning moves the others'. Throws conflict `points.key_reused`, refused
 * `points.wallet_closed`, invalid `points.life` when they would end before they begin, not_found `points.member_unknown`, forbidden.
 */
export async function grantPoints(ctx: Ctx, input: GrantInput): Promise<Granted> {
  forbidUnless(canPostSale(ctx.actor));
  const asked = parseInput(grantInput, input);
  const availableAt = asked.availableAt ?? untilReleased;
  const expiresAt = asked.expiresAt ?? (asked.availableAt === null ? untilReleasedEnd : null);
  if (expiresAt === null || expiresAt <= availableAt) throw new DomainError("invalid", "points.life");
  return inTransaction(ctx, async (t) => {
    const { program, ...zone } = await programInForce(t, asked.occurredAt);
    const journal = journalFacts(t, asked.occurredAt, zone);
    const slideTo = slidesTo(program, asked.occurredAt, zone.timeZone);
    const slides =
      slideTo !== null &&
      program !== null &&
      expiresAfter(program, availableAt, zone.timeZone).getTime() === expiresAt.getTime();
    const hash = requestHash(["grant", asked.points, asked.causeId, asked.origin]);
    const now = t.now.toISOString();
    const row = await post<{
      journal_id: string;
      is_repeat: boolean;
      points: number;
      available: number;
      pending: number;
      debt: number;
    }>(
      t,
      sql`select * from goen.ledger_grant(${t.tenant}, ${asked.memberId}, ${journal.id}, 'earn', ${`grant:${asked.key}`}, ${hash},
        ${asked.points}, ${availableAt.toISOString()}, ${expiresAt.toISOString()}, ${asked.origin}, ${asked.occurredAt.toISOString()},
        ${journal.businessDate}, ${now}, ${now}, ${journal.actorKind}, ${journal.actorId}, ${asked.storeId}, ${asked.causeId},
        ${asked.reason}, ${JSON.stringify(asked.snapshot)}, ${asked.priority}, ${slides}, ${slideTo?.toISOString() ?? null})`,
    );
    if (!row.is_repeat) await emit(t, "points.changed", { memberId: asked.memberId, journalId: row.journal_id });
    return {
      journalId: row.journal_id,
      points: row.points,
      isRepeat: row.is_repeat,
      available: row.available,
      pending: row.pending,
      debt: row.debt,
    };
  });
}
