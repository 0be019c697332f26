import { and, desc, eq } from "drizzle-orm";
import { events } from "@/db/schema/events";
import { type Ctx, read } from "@/server/kernel/ctx";

/** What one person did, newest first, for the export of everything; machines that open links are left out. */
export const eventsOf = (ctx: Ctx, memberId: string) =>
  read(ctx, (tx) =>
    tx
      .select({
        occurredAt: events.occurredAt,
        kind: events.kind,
        productId: events.productId,
        storeId: events.storeId,
        data: events.data,
      })
      .from(events)
      .where(and(eq(events.tenantId, ctx.tenant), eq(events.memberId, memberId), eq(events.isBot, false)))
      .orderBy(desc(events.occurredAt)),
  );
