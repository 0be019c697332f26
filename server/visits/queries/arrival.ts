import { and, eq } from "drizzle-orm";
import type { z } from "zod";
import { storeVisits } from "@/db/schema/visits";
import { quoteOccasion } from "@/server/earning/queries/quote-occasion";
import { whyOf } from "@/server/earning/queries/why";
import { occasionCause } from "@/server/earning/service/give-occasion";
import { type Ctx, read } from "@/server/kernel/ctx";
import { parseInput } from "@/server/kernel/parse";
import { businessDayIn } from "@/server/kernel/time";
import { tenantOf } from "@/server/kernel/gate";
import { arrivalInput } from "../input";
import { isCodeFresh, isTicketGood, stepAt, ticketOf, visitKey } from "../rules/code";
import { placeByToken } from "./places";

/**
 * What somebody sees who has scanned a store's QR code: which store it is, whether they may check in now, and for a member what it would
 * give and whether they have been counted today. Writes nothing. Throws not_found `visits.place`.
 */
export async function arrivalAt(ctx: Ctx, input: z.input<typeof arrivalInput>) {
  const { token, code } = parseInput(arrivalInput, input);
  const place = await placeByToken(ctx, token);
  const at = { tenant: ctx.tenant, ...place };
  // Whoever was sent to sign in comes back with the ticket in place of the code.
  const isProven =
    place.proof === "poster" || (code !== null && (isCodeFresh(at, code, ctx.now) || isTicketGood(at, code, ctx.now)));
  const memberId = ctx.actor.kind === "member" ? ctx.actor.id : null;
  const today = memberId === null ? null : await visitToday(ctx, memberId, place.storeId);
  const gift =
    memberId === null || today
      ? null
      : await quoteOccasion(ctx, { memberId, occasion: "check_in", storeId: place.storeId, occurredAt: ctx.now });
  return {
    storeName: place.storeName,
    proof: place.proof,
    isProven,
    ticket: !isProven ? null : code !== null && isTicketGood(at, code, ctx.now) ? code : ticketOf(at, stepAt(ctx.now)),
    points: gift?.points ?? 0,
    today,
  };
}

/** The visit of this business day with what it gave, and how often the member has been here. */
async function visitToday(ctx: Ctx, memberId: string, storeId: string) {
  const { timeZone, businessDayStartMinutes } = await tenantOf(ctx);
  const businessDate = businessDayIn(ctx.now, timeZone, businessDayStartMinutes);
  const here = and(
    eq(storeVisits.tenantId, ctx.tenant),
    eq(storeVisits.memberId, memberId),
    eq(storeVisits.storeId, storeId),
  );
  const { row, visits } = await read(ctx, async (tx) => ({
    row: (
      await tx
        .select({ visitedAt: storeVisits.visitedAt, points: storeVisits.points })
        .from(storeVisits)
        .where(and(here, eq(storeVisits.businessDate, businessDate)))
    )[0],
    visits: await tx.$count(storeVisits, here),
  }));
  if (!row) return null;
  const cause = occasionCause(ctx.tenant, { memberId, occasion: "check_in", key: visitKey(businessDate, storeId) });
  const [part] = await whyOf(ctx, memberId, row.points > 0 ? [cause] : []);
  return { ...row, visits, usableFrom: part && part.availableAt > ctx.now ? part.availableAt : null };
}
