import type { z } from "zod";
import { posVoidedReceipts } from "@/db/schema/pos";
import type { Ctx, TxCtx } from "@/server/kernel/ctx";
import { DomainError } from "@/server/kernel/errors";
import { parseInput } from "@/server/kernel/parse";
import { walletOf } from "@/server/points/queries";
import { recordReturn } from "@/server/purchases/service/record-return";
import { returnAnonymous } from "@/server/purchases/service/return-anonymous";
import { voidSale } from "@/server/purchases/service/void-sale";
import { tillOf } from "../access";
import { type PosReturn, type PosVoid, posReturnInput, posVoidInput } from "../input";
import { receiptOf } from "../queries/receipt";
import { saleOfReceipt } from "../queries/sale-of-receipt";
import { demandTime } from "../rules/till-clock";
import { once } from "./once";

/**
 * Pieces of a sale come back, a member's or one without a card, once per `callId`. Throws not_found `pos.receipt` and
 * `purchases.line_not_found`, and what `recordReturn` throws.
 */
export function tillReturn(ctx: Ctx, input: PosReturn, isOffline = false) {
  const asked = parseInput(posReturnInput, input);
  return once(ctx, "return", asked, async (t) => {
    const occurredAt = asked.occurredAt ? new Date(asked.occurredAt) : t.now;
    demandTime({ occurredAt, sentAt: asked.sentAt ? new Date(asked.sentAt) : null, now: t.now, isOffline });
    const sale = await saleOfReceipt(t, asked.receiptNo);
    if (!sale) throw new DomainError("not_found", "pos.receipt", { field: "receiptNo" });
    const { memberId, purchaseId } = sale;
    if (memberId === null) return returnOfNobody(t, asked, purchaseId);
    const lines = asked.lines.map(({ lineNo, quantity }) => {
      const line = sale.lines.find((one) => one.lineNo === lineNo);
      if (!line) throw new DomainError("not_found", "purchases.line_not_found", { field: "lines", line: lineNo });
      return { lineId: line.lineId, quantity };
    });
    const back = await recordReturn(t, {
      memberId,
      purchaseId,
      externalId: asked.slipNo,
      storeId: tillOf(t.actor).storeId,
      ...(asked.occurredAt ? { occurredAt } : {}),
      lines,
    });
    const { returnId, returnedYen, refundYen, pointsTakenBack, pointsRestored, wallet } = back;
    const moved = { takenBack: pointsTakenBack, restored: pointsRestored };
    const text = await receiptOf(t, { memberId, wallet, language: asked.language, ...moved });
    const { available: pointsAvailable } = wallet;
    const { receiptNo, slipNo } = asked;
    const head = { returnId, receiptNo, slipNo, returnedYen, refundYen, pointsTakenBack, pointsRestored };
    return { ...head, pointsAvailable, receipt: { text } };
  });
}

async function returnOfNobody(t: TxCtx, asked: z.output<typeof posReturnInput>, saleId: string) {
  const { receiptNo, slipNo, occurredAt, lines } = asked;
  const { storeId } = tillOf(t.actor);
  const at = occurredAt ? { occurredAt: new Date(occurredAt) } : {};
  const { returnId, returnedYen } = await returnAnonymous(t, { saleId, externalId: slipNo, storeId, ...at, lines });
  const none = { pointsTakenBack: 0, pointsRestored: 0, pointsAvailable: null };
  return { returnId, receiptNo, slipNo, returnedYen, refundYen: returnedYen, ...none, receipt: { text: [] } };
}

/**
 * A whole sale as if it had not been made, once per `callId`. A receipt that has not arrived is marked, so that its sale is refused when it
 * comes late (`never_arrived`): a till that got no answer may always do this. Throws refused `purchases.partly_returned`, forbidden.
 */
export function tillVoid(ctx: Ctx, input: PosVoid) {
  const asked = parseInput(posVoidInput, input);
  return once(ctx, "void", asked, async (t) => {
    if (asked.sentAt) demandTime({ occurredAt: t.now, sentAt: new Date(asked.sentAt), now: t.now, isOffline: true });
    const { receiptNo } = asked;
    const till = tillOf(t.actor);
    const sale = await saleOfReceipt(t, receiptNo);
    if (!sale) {
      await t.tx
        .insert(posVoidedReceipts)
        .values({ tenantId: t.tenant, receiptNo, device: till.device, at: t.now })
        .onConflictDoNothing();
      return { receiptNo, state: "never_arrived" as const, returnedYen: 0, pointsAvailable: null };
    }
    if (till.storeId !== null && sale.storeId !== null && sale.storeId !== till.storeId)
      throw new DomainError("forbidden", "purchases.other_store");
    const { memberId, purchaseId } = sale;
    const { returnedYen } = await voidSale(t, { memberId, purchaseId });
    const pointsAvailable = memberId === null ? null : (await walletOf(t, memberId)).available;
    return { receiptNo, state: "voided" as const, returnedYen, pointsAvailable };
  });
}
