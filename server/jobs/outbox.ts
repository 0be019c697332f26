import { and, asc, inArray, lte, sql } from "drizzle-orm";
import { outboxEvents } from "@/db/schema/kernel";
import { systemCtx } from "@/server/kernel/ctx";
import { database } from "@/server/kernel/database";
import { domainEvents, type DomainEventName, type Subscription } from "@/server/kernel/domain-events";
import { vouchedTenant } from "@/server/kernel/gate";
import { log } from "@/server/kernel/log";

const maxBackOffMinutes = 60;

/**
 * Hands committed events to their subscribers, oldest first, and deletes what every subscriber has handled. A failing event
 * is put off with back-off and does not hold up the rest. Returns how many were handled.
 */
export async function drainOutbox(subscriptions: Subscription[], now: Date, batchSize = 100): Promise<number> {
  const db = database("batch");
  return db.transaction(null, "write", async (tx) => {
    const due = await tx
      .select()
      .from(outboxEvents)
      .where(lte(outboxEvents.nextAttemptAt, now))
      .orderBy(asc(outboxEvents.id))
      .limit(batchSize)
      .for("update", { skipLocked: true });
    const handled: number[] = [];
    for (const event of due) {
      try {
        const name = event.name as DomainEventName;
        const payload = domainEvents[name].parse(event.payload);
        const ctx = systemCtx(vouchedTenant(event.tenantId), `event:${name}`, database("app"), now, event.requestId);
        for (const s of subscriptions.filter((candidate) => candidate.event === name)) await s.handle(ctx, payload);
        handled.push(event.id);
      } catch (error) {
        log.error({ event: event.name, id: event.id, err: error }, "event not handled, will be tried again");
        const minutes = Math.min(2 ** event.attempts, maxBackOffMinutes);
        await tx
          .update(outboxEvents)
          .set({
            attempts: event.attempts + 1,
            nextAttemptAt: new Date(now.getTime() + minutes * 60_000),
            lastError: error instanceof Error ? error.message.slice(0, 500) : "unknown",
          })
          .where(and(sql`${outboxEvents.id} = ${event.id}`));
      }
    }
    if (handled.length > 0) await tx.delete(outboxEvents).where(inArray(outboxEvents.id, handled));
    return handled.length;
  });
}
