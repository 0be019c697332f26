import { sql } from "drizzle-orm";
import { actorId, type Ctx, inTransaction } from "@/server/kernel/ctx";
import { newId } from "@/server/kernel/ids";
import { businessDayIn } from "@/server/kernel/time";
import { canPostSale, forbidUnless } from "../access";
import { programAt, programsOf } from "../queries";
import { availableFrom, expiresAfter, graceEnds, pointsFor } from "../rules/program";
import { earnHash, earnKey, earnSnapshot } from "./award-for-purchase";
import { post } from "./posting";
import { returnedShare, returnHash, returnKey, returnSnapshot } from "./return-purchase-points";

export interface ImportedSale {
  memberId: string;
  purchaseId: string;
  amountYen: number;
  occurredAt: Date;
  storeId: string | null;
  /** As another system gave them; left out, by the program. */
  points?: number;
}

/** Calendar arithmetic is slow and sales of one day share their answers. */
function remembered<T>(work: (at: Date) => T): (at: Date) => T {
  const known = new Map<number, T>();
  return (at) => {
    const hour = Math.floor(at.getTime() / 900_000);
    const found = known.get(hour);
    if (found !== undefined) return found;
    const made = work(at);
    known.set(hour, made);
    return made;
  };
}

/**
 * Gives the points of many sales in one round trip, with the same journals as awardForPurchase. Idempotent by purchase id;
 * `conflicting` counts repeats whose amount differs now (they are left as they were). Batches of up to some thousand rows.
 * `rulesOf`: the program of that instant counts for all, instead of that of each sale's own day.
 * Points whose time has passed expire by settleDue or at the next call. Throws not_found `points.member_unknown`.
 */
export async function importPurchasePoints(
  ctx: Ctx,
  rows: readonly ImportedSale[],
  rulesOf: Date | null = null,
): Promise<{ posted: number; repeated: number; conflicting: number; points: number }> {
  forbidUnless(canPostSale(ctx.actor));
  return inTransaction(ctx, async (t) => {
    const { programs, timeZone, dayStartMinutes } = await programsOf(t);
    // Zones differ from each other by quarter hours: instants of one quarter of an hour share day and month end.
    const dayOf = remembered((at) => businessDayIn(at, timeZone, dayStartMinutes));
    const lives = new Map(
      programs.map((program) => [
        program.id,
        remembered((at) => expiresAfter(program, availableFrom(program, at, timeZone), timeZone).toISOString()),
      ]),
    );
    const payload = rows.flatMap((row) => {
      const program = programAt(programs, rulesOf ?? row.occurredAt);
      const points = program ? (row.points ?? pointsFor(program, row.amountYen)) : 0;
      if (!program || points === 0) return [];
      return {
        member_id: row.memberId,
        id: newId(),
        key: earnKey(row.purchaseId),
        hash: earnHash(row.purchaseId, row.amountYen),
        points,
        available_at: availableFrom(program, row.occurredAt, timeZone),
        expires_at: lives.get(program.id)?.(row.occurredAt),
        occurred_at: row.occurredAt,
        business_date: dayOf(row.occurredAt),
        store_id: row.storeId,
        cause_id: row.purchaseId,
        snapshot: {
          ...earnSnapshot(program, row.amountYen),
          ...(row.points === undefined ? {} : { givenElsewhere: row.points }),
        },
      };
    });
    if (payload.length === 0) return { posted: 0, repeated: 0, conflicting: 0, points: 0 };
    // Where earning moves the ends of other points, each sale is its own step; else all of them are one set.
    const slides = programs.some(({ expiryKind }) => expiryKind === "sliding");
    return post(
      t,
      sql`select * from goen.${sql.raw(slides ? "ledger_import_sliding" : "ledger_import")}(${t.tenant}, ${JSON.stringify(payload)}, ${t.now.toISOString()}, ${t.actor.kind},
        ${actorId(t.actor)})`,
    );
  });
}

export interface ImportedReturn {
  memberId: string;
  purchaseId: string;
  returnId: string;
  occurredAt: Date;
  storeId: string | null;
  saleTotalYen: number;
  returnedBeforeYen: number;
  returnedYen: number;
}

/** Takes back the points of many returns in one round trip, each as of its own instant. Idempotent by return id. */
export async function importReturnPoints(
  ctx: Ctx,
  rows: readonly ImportedReturn[],
): Promise<{ posted: number; repeated: number; takenBack: number; restored: number; debt: number }> {
  forbidUnless(canPostSale(ctx.actor));
  if (rows.length === 0) return { posted: 0, repeated: 0, takenBack: 0, restored: 0, debt: 0 };
  return inTransaction(ctx, async (t) => {
    const { programs, timeZone, dayStartMinutes } = await programsOf(t);
    const payload = rows.map((row) => {
      const share = returnedShare(row);
      const program = programAt(programs, row.occurredAt) ?? { returnGraceDays: 30 };
      return {
        member_id: row.memberId,
        id: newId(),
        key: returnKey(row.returnId),
        hash: returnHash(row),
        cause_id: row.purchaseId,
        total_yen: share.total,
        returned_yen: share.returned,
        grace_expires_at: graceEnds(program, row.occurredAt, timeZone),
        occurred_at: row.occurredAt,
        business_date: businessDayIn(row.occurredAt, timeZone, dayStartMinutes),
        store_id: row.storeId,
        snapshot: returnSnapshot(row),
      };
    });
    const sums = await post<{
      posted: number;
      repeated: number;
      taken_back: number;
      restored: number;
      new_debt: number;
    }>(
      t,
      sql`select * from goen.ledger_import_returns(${t.tenant}, ${JSON.stringify(payload)}, ${t.now.toISOString()},
        ${t.actor.kind}, ${actorId(t.actor)})`,
    );
    return {
      posted: sums.posted,
      repeated: sums.repeated,
      takenBack: sums.taken_back,
      restored: sums.restored,
      debt: sums.new_debt,
    };
  });
}
