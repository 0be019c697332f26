import { and, eq, type Placeholder } from "drizzle-orm";
import { posCalls } from "@/db/schema/pos";
import { type Ctx, inTransaction, type TxCtx } from "@/server/kernel/ctx";
import { unawaited } from "@/server/kernel/database";
import { DomainError } from "@/server/kernel/errors";
import { tenantOf } from "@/server/kernel/gate";
import { insertRows } from "@/server/kernel/insert-rows";
import { prepared } from "@/server/kernel/prepared";
import { requestHash } from "@/server/kernel/signing";
import { tillOf } from "../access";

export interface Asked {
  callId: string;
  sentAt?: string | undefined;
  permit?: string | undefined;
}

const key = ["tenantId", "device", "callId"] as const;
const isCall = (at: Record<(typeof key)[number], Placeholder>) =>
  and(eq(posCalls.tenantId, at.tenantId), eq(posCalls.device, at.device), eq(posCalls.callId, at.callId));
const firstCall = prepared(key, (tx, at) => tx.select().from(posCalls).where(isCall(at)));
const keepAnswer = prepared([...key, "answer"], (tx, at) =>
  tx.update(posCalls).set({ answer: at.answer }).where(isCall(at)),
);

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
  /** Asks for what the work is going to need while its id is being written. */
  askAhead: (t: TxCtx) => Promise<unknown> = async () => {},
): Promise<{ answer: A; isRepeat: boolean }> {
  const { device } = tillOf(ctx.actor);
  const hash = requestHash([kind, content]);
  return inTransaction(ctx, async (t) => {
    const call = { tenantId: t.tenant, device, callId };
    const row = { ...call, kind, requestHash: hash, at: t.now };
    const written = insertRows(t.tx, posCalls, [row], { unlessThere: true });
    const [taken] = await Promise.all([written, tenantOf(t), askAhead(t)]);
    if (taken === 0) {
      const [first] = await firstCall(t.tx, call);
      if (first?.requestHash !== hash) throw new DomainError("conflict", "pos.call_reused", { field: "callId" });
      return { answer: first.answer as A, isRepeat: true };
    }
    const answer = await work(t);
    await unawaited(t.tx, keepAnswer(t.tx, { ...call, answer }));
    return { answer, isRepeat: false };
  });
}
