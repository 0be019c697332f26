import { and, eq, isNull } from "drizzle-orm";
import { checkInPlaces } from "@/db/schema/visits";
import { stores } from "@/db/schema/tenancy";
import { type Ctx, read } from "@/server/kernel/ctx";
import { DomainError } from "@/server/kernel/errors";

/** The open place behind a poster, with its store. Throws not_found `visits.place`: unknown, closed and another shop's alike. */
export async function placeByToken(ctx: Ctx, token: string) {
  const [place] = await read(ctx, (tx) =>
    tx
      .select({
        storeId: checkInPlaces.storeId,
        token: checkInPlaces.token,
        proof: checkInPlaces.proof,
        storeName: stores.name,
      })
      .from(checkInPlaces)
      .innerJoin(stores, and(eq(stores.tenantId, checkInPlaces.tenantId), eq(stores.id, checkInPlaces.storeId)))
      .where(
        and(
          eq(checkInPlaces.tenantId, ctx.tenant),
          eq(checkInPlaces.token, token),
          isNull(checkInPlaces.closedAt),
          isNull(stores.closedAt),
        ),
      ),
  );
  if (!place) throw new DomainError("not_found", "visits.place");
  return place;
}

export const placesOf = (ctx: Ctx) =>
  read(ctx, (tx) => tx.select().from(checkInPlaces).where(eq(checkInPlaces.tenantId, ctx.tenant)));
