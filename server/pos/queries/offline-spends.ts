import { and, asc, eq } from "drizzle-orm";
import { posOfflineSpends } from "@/db/schema/pos";
import { type Ctx, read } from "@/server/kernel/ctx";

/** Points a card paid with at tills without a connection, by business day. */
export const offlineSpendsOf = (ctx: Ctx, memberId: string) =>
  read(ctx, (tx) =>
    tx
      .select({ businessDate: posOfflineSpends.businessDate, points: posOfflineSpends.points })
      .from(posOfflineSpends)
      .where(and(eq(posOfflineSpends.tenantId, ctx.tenant), eq(posOfflineSpends.memberId, memberId)))
      .orderBy(asc(posOfflineSpends.businessDate)),
  );
