import { and, desc, eq } from "drizzle-orm";
import { stores } from "@/db/schema/tenancy";
import { storeVisits } from "@/db/schema/visits";
import { type Ctx, read } from "@/server/kernel/ctx";
import { demand } from "@/server/tenancy/access";
import { canSeeVisitsOf } from "../access";

const most = 200;

/** When a member was at which store, newest first, at most 200. Throws `forbidden`. */
export async function visitsOf(ctx: Ctx, memberId: string, limit = most) {
  demand(canSeeVisitsOf(ctx.actor, memberId));
  return visitRows(ctx, memberId, Math.min(limit, most));
}

/** All of them, for the export of everything that is held of a person. */
export const visitsForPerson = (ctx: Ctx, memberId: string) => visitRows(ctx, memberId);

const visitRows = (ctx: Ctx, memberId: string, limit?: number) =>
  read(ctx, (tx) => {
    const rows = tx
      .select({
        visitedAt: storeVisits.visitedAt,
        businessDate: storeVisits.businessDate,
        storeName: stores.name,
        points: storeVisits.points,
      })
      .from(storeVisits)
      .leftJoin(stores, and(eq(stores.tenantId, storeVisits.tenantId), eq(stores.id, storeVisits.storeId)))
      .where(and(eq(storeVisits.tenantId, ctx.tenant), eq(storeVisits.memberId, memberId)))
      .orderBy(desc(storeVisits.visitedAt));
    return limit === undefined ? rows : rows.limit(limit);
  });
