import { and, eq } from "drizzle-orm";
import { posCalls } from "@/db/schema/pos";
import { type Ctx, inTransaction, type TxCtx } from "@/server/kernel/ctx";
import { DomainError } from "@/server/kernel/errors";
import { requestHash } from "@/server/kernel/signing";
import { tillOf } from "../access";

export interface Asked {
  callId: string;
  sentAt?: string | undefined;
  permit?: string | undefined;
}

/**
 * Does what a till asked for, once: its id is written in the transaction of the deed, so a repeat (also one at the same moment, which
 * waits here) gets the first answer, and a refused call, which left nothing, may be tried again. Throws conflict `pos.call_reused` for the
 * same id with another content. How it is sent (clock, permit) is not content.
 */
export async function once<A extends object>(
  ctx: Ctx,
  kind: (typeof posCalls.$inferInsert)["kind"],
  { callId, sentAt: _sentAt, permit: _permit, ...content }: Asked,
  work: (t: TxCtx) => Promise<A>,
): Promise<{ answer: A; isRepeat: boolean }> {
  const { device } = tillOf(ctx.actor);
  const hash = requestHash([kind, content]);
  return inTransaction(ctx, async (t) => {
    const isThis = and(eq(posCalls.tenantId, t.tenant), eq(posCalls.device, device), eq(posCalls.callId, callId));
    const taken = await t.tx
      .insert(posCalls)
      .values({ tenantId: t.tenant, device, callId, kind, requestHash: hash, at: t.now })
      .onConflictDoNothing();
    if (taken.rowCount === 0) {
      const [first] = await t.tx.select().from(posCalls).where(isThis);
      if (first?.requestHash !== hash) throw new DomainError("conflict", "pos.call_reused", { field: "callId" });
      return { answer: first.answer as A, isRepeat: true };
    }
    const answer = await work(t);
    await t.tx.update(posCalls).set({ answer }).where(isThis);
    return { answer, isRepeat: false };
  });
}
