import { events } from "@/db/schema/events";
import type { TxCtx } from "@/server/kernel/ctx";
import { newId } from "@/server/kernel/ids";
import type { NewEvent } from "./input";

/** Appends events in the caller's transaction, which is what makes each of them happen once. */
export async function appendEvents(t: TxCtx, rows: NewEvent[]): Promise<void> {
  if (rows.length === 0) return;
  await t.tx.insert(events).values(
    rows.map((row) => ({
      tenantId: t.tenant,
      id: newId(),
      memberId: row.memberId,
      occurredAt: row.occurredAt,
      kind: row.kind,
      productId: row.productId ?? null,
      storeId: row.storeId ?? null,
      deliveryId: row.deliveryId ?? null,
      isBot: row.isBot ?? false,
      data: row.data ?? null,
    })),
  );
}
