import type { Ctx } from "@/server/kernel/ctx";
import { httpStatus, toPublicError } from "@/server/kernel/errors";
import { log } from "@/server/kernel/log";
import { parseInput } from "@/server/kernel/parse";
import { type PosBatch, type PosReturn, type PosSale, type PosVoid, posBatchInput } from "../input";
import { demandTime } from "../rules/till-clock";
import { tillReturn, tillVoid } from "./take-back";
import { tillSale } from "./till-sale";

export interface ItemResult {
  callId: string | null;
  /** As the call by itself would have been answered. */
  status: number;
  isRepeat: boolean;
  reason: string | null;
  field: string | null;
  answer: unknown;
}

// What each item is, its verb's own reading finds out.
const doItem = (ctx: Ctx, kind: "sale" | "return" | "void", item: unknown) =>
  kind === "sale"
    ? tillSale(ctx, item as PosSale, true)
    : kind === "return"
      ? tillReturn(ctx, item as PosReturn, true)
      : tillVoid(ctx, item as PosVoid);

/**
 * What a till did without a connection, in its order, each item a transaction and a result of its own; what did not go through may be sent
 * again with the rest. Throws only for the batch as a whole: `pos.clock_off`.
 */
export async function tillBatch(ctx: Ctx, input: PosBatch): Promise<{ items: ItemResult[] }> {
  const { sentAt, items } = parseInput(posBatchInput, input);
  demandTime({ occurredAt: ctx.now, sentAt: new Date(sentAt), now: ctx.now, isOffline: true });
  const results: ItemResult[] = [];
  for (const { kind, ...item } of items) {
    const callId = typeof item.callId === "string" ? item.callId : null;
    try {
      const { answer, isRepeat } = await doItem(ctx, kind, item);
      results.push({ callId, status: 200, isRepeat, reason: null, field: null, answer });
    } catch (error) {
      const { code, reason, details } = toPublicError(error);
      if (code === "internal") log.error({ err: error, requestId: ctx.requestId }, "item of a till's batch failed");
      const field = typeof details.field === "string" ? details.field : null;
      results.push({ callId, status: httpStatus[code], isRepeat: false, reason, field, answer: null });
    }
  }
  return { items: results };
}
