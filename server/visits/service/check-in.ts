import { and, count, eq } from "drizzle-orm";
import type { z } from "zod";
import { storeVisits } from "@/db/schema/visits";
import { awardOccasion } from "@/server/earning/service/award-occasion";
import { audit } from "@/server/kernel/audit";
import { type Ctx, inTransaction, type TxCtx } from "@/server/kernel/ctx";
import { emit } from "@/server/kernel/domain-events";
import { DomainError } from "@/server/kernel/errors";
import { tenantOf } from "@/server/kernel/gate";
import { newId } from "@/server/kernel/ids";
import { parseInput } from "@/server/kernel/parse";
import { businessDayIn } from "@/server/kernel/time";
import { demand } from "@/server/tenancy/access";
import { canCheckIn } from "../access";
import { checkInInput } from "../input";
import { placeByToken } from "../queries/places";
import { isTicketGood, visitKey } from "../rules/code";

export interface CheckedIn {
  storeName: string;
  visitedAt: Date;
  points: number;
  /** From when on the points can be used; null where there are none. */
  usableFrom: Date | null;
  /** How often the member has been at this store, this visit included. */
  visits: number;
  /** Counted before on this business day: nothing more was given. */
  isRepeat: boolean;
}

/**
 * A member is at a store: counted once per business day and store, with what the rules of `check_in` give (none is a visit all the same).
 * Throws not_found `visits.place`, refused `visits.code_over` where the code changes and was not seen in time, forbidden.
 */
export async function checkIn(ctx: Ctx, memberId: string, input: z.input<typeof checkInInput>): Promise<CheckedIn> {
  demand(canCheckIn(ctx.actor, memberId));
  const { token, ticket } = parseInput(checkInInput, input);
  return inTransaction(ctx, async (t) => {
    const place = await placeByToken(t, token);
    const isProven =
      place.proof === "poster" || (ticket !== null && isTicketGood({ tenant: t.tenant, ...place }, ticket, t.now));
    if (!isProven) throw new DomainError("refused", "visits.code_over");
    const { timeZone, businessDayStartMinutes } = await tenantOf(t);
    const { storeId, storeName, proof } = place;
    const businessDate = businessDayIn(t.now, timeZone, businessDayStartMinutes);
    const id = newId();
    const written = await t.tx
      .insert(storeVisits)
      .values({ tenantId: t.tenant, memberId, id, storeId, businessDate, visitedAt: t.now, proof, points: 0 })
      .onConflictDoNothing()
      .returning({ id: storeVisits.id });
    const visits = await timesAt(t, memberId, storeId);
    if (written.length === 0) {
      const before = await visitOn(t, memberId, storeId, businessDate);
      return { storeName, ...before, usableFrom: null, visits, isRepeat: true };
    }
    const award = await awardOccasion(t, {
      memberId,
      occasion: "check_in",
      key: visitKey(businessDate, storeId),
      storeId,
    });
    const points = award.points;
    if (points > 0)
      await t.tx
        .update(storeVisits)
        .set({ points })
        .where(and(eq(storeVisits.tenantId, t.tenant), eq(storeVisits.memberId, memberId), eq(storeVisits.id, id)));
    await audit(t, { action: "visits.check_in", subject: { kind: "store", id: storeId }, memberId, after: { points } });
    await emit(t, "store.visited", { memberId, storeId, visitId: id });
    const usableFrom = award.parts[0]?.availableAt ?? null;
    return { storeName, visitedAt: t.now, points, usableFrom, visits, isRepeat: false };
  });
}

const ofMember = (t: TxCtx, memberId: string, storeId: string) =>
  and(eq(storeVisits.tenantId, t.tenant), eq(storeVisits.memberId, memberId), eq(storeVisits.storeId, storeId));

async function timesAt(t: TxCtx, memberId: string, storeId: string): Promise<number> {
  const [row] = await t.tx
    .select({ n: count() })
    .from(storeVisits)
    .where(ofMember(t, memberId, storeId));
  return row?.n ?? 0;
}

async function visitOn(t: TxCtx, memberId: string, storeId: string, businessDate: string) {
  const [row] = await t.tx
    .select({ visitedAt: storeVisits.visitedAt, points: storeVisits.points })
    .from(storeVisits)
    .where(and(ofMember(t, memberId, storeId), eq(storeVisits.businessDate, businessDate)));
  return row ?? { visitedAt: t.now, points: 0 };
}
