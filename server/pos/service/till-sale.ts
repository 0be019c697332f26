import { and, eq } from "drizzle-orm";
import type { z } from "zod";
import { posVoidedReceipts } from "@/db/schema/pos";
import { guardGuesses } from "@/server/coupons/service/guesses";
import type { Ctx, TxCtx } from "@/server/kernel/ctx";
import { DomainError } from "@/server/kernel/errors";
import { tenantOf } from "@/server/kernel/gate";
import { parseInput } from "@/server/kernel/parse";
import { prepared } from "@/server/kernel/prepared";
import { countOffline } from "@/server/members/service/offline-spend";
import { familyPartsOf } from "@/server/points/service/transfer-limits";
import { receiptClaim } from "@/server/purchases/service/receipt-claim";
import { lockReceiptNumber } from "@/server/purchases/service/receipt-number";
import { recordSale } from "@/server/purchases/service/record-sale";
import { tillOf } from "../access";
import { type PosSale, posSaleInput } from "../input";
import { receiptOf } from "../queries/receipt";
import { offeredCoupons, openReceiptRules, withSegments } from "../queries/receipt-coupons";
import { couponsOfSale, linesOfSale } from "../queries/sale-of-receipt";
import { claimText } from "../rules/receipt-text";
import { demandTime } from "../rules/till-clock";
import { once } from "./once";
import { giveReceiptCoupons } from "./receipt-coupons";
import { demandCode, takeHold } from "./spend-proof";

type Asked = z.output<typeof posSaleInput>;

/** What must be true before points are paid with; nothing of it for a receipt that has been recorded already. */
async function proveSpending(t: TxCtx, asked: Asked, occurredAt: Date, isOffline: boolean): Promise<void> {
  const { memberId, spendPoints, holdId, permit } = asked;
  if (memberId === null || (spendPoints === 0 && holdId === undefined)) return;
  const owner = await lockReceiptNumber(t, asked.receiptNo);
  if (owner.kind !== "nobody") return;
  if (holdId !== undefined) await takeHold(t, memberId, holdId, spendPoints);
  else if (isOffline) await countOffline(t, memberId, spendPoints, occurredAt);
  else await demandCode(t, memberId, permit);
}

const voidedReceipt = prepared(["tenantId", "receiptNo"], (tx, of) =>
  tx
    .select({ at: posVoidedReceipts.at })
    .from(posVoidedReceipts)
    .where(and(eq(posVoidedReceipts.tenantId, of.tenantId), eq(posVoidedReceipts.receiptNo, of.receiptNo))),
);

async function refuseVoided(t: TxCtx, receiptNo: string): Promise<void> {
  const [taken] = await voidedReceipt(t.tx, { tenantId: t.tenant, receiptNo });
  if (taken) throw new DomainError("refused", "pos.receipt_voided", { field: "receiptNo" });
}

async function sell(t: TxCtx, asked: Asked, isOffline: boolean, segments: ReadonlyMap<string, boolean>) {
  const { memberId, receiptNo, language } = asked;
  const offered = memberId === null ? [] : await offeredCoupons(t, memberId, segments);
  const { storeId } = tillOf(t.actor);
  const occurredAt = asked.occurredAt ? new Date(asked.occurredAt) : t.now;
  demandTime({ occurredAt, sentAt: asked.sentAt ? new Date(asked.sentAt) : null, now: t.now, isOffline });
  await proveSpending(t, asked, occurredAt, isOffline);
  const { lines, spendPoints, channel, payment, coupons, useFamily } = asked;
  const made = {
    memberId,
    externalId: receiptNo,
    storeId,
    // Left out where the till left it out: then a repeated receipt is the same whenever it comes.
    ...(asked.occurredAt ? { occurredAt } : {}),
    lines,
    spendPoints,
    ...(channel ? { channel } : {}),
    ...(payment ? { payment } : {}),
    ...(coupons ? { coupons } : {}),
    ...(useFamily ? { useFamily } : {}),
  };
  // The sale holds the lock of its receipt number: a void either stands there by then, or will find the sale.
  const sale = await recordSale(t, made, (held) => refuseVoided(held, receiptNo));
  const { purchaseId, totalYen, discountYen, pointsEarned, pointsSpent, wallet, written } = sale;
  const head = { purchaseId, receiptNo, memberId, totalYen, discountYen, pointsEarned, pointsSpent };
  if (memberId === null || wallet === null) {
    const claim = await receiptClaim(t, { receiptNo, occurredAt });
    const { timeZone } = await tenantOf(t);
    const text = claim ? claimText(language, timeZone, { receiptNo, lastDay: claim.lastDay }) : [];
    return { ...head, pointsAvailable: null, lines: [], coupons: [], receipt: { text, coupons: [], claim } };
  }
  const ofFamily = useFamily ? await familyPartsOf(t, memberId, purchaseId) : [];
  const text = await receiptOf(t, {
    memberId,
    memberNo: written?.memberNo,
    wallet,
    language,
    spent: pointsSpent,
    earned: pointsEarned,
    family: ofFamily.reduce((sum, { points }) => sum + points, 0),
  });
  return {
    ...head,
    pointsAvailable: wallet.available,
    lines: written?.lines ?? (await linesOfSale(t, memberId, purchaseId)),
    coupons: written?.coupons ?? (await couponsOfSale(t, memberId, purchaseId)),
    receipt: {
      text,
      coupons:
        written !== null && offered.length === 0
          ? []
          : await giveReceiptCoupons(t, offered, { memberId, purchaseId, totalYen, storeId }),
      claim: null,
    },
  };
}

/**
 * A sale of a till, once per `callId`. With `isOffline` it was made without a connection: an older time is taken, and points paid with
 * count towards the card's limit of the day in place of a proof. Throws what `recordSale` throws, `pos.code_needed`, `pos.offline_limit`,
 * `pos.receipt_voided`, `pos.hold_ended`, the reasons of `demandTime`, conflict `pos.call_reused`.
 */
export async function tillSale(ctx: Ctx, input: PosSale, isOffline = false) {
  const asked = parseInput(posSaleInput, input);
  tillOf(ctx.actor);
  await guardGuesses(ctx, asked.coupons?.chosen ?? []);
  const { memberId } = asked;
  return withSegments(ctx, memberId, (segments) =>
    once(
      ctx,
      "sale",
      asked,
      (t) => sell(t, asked, isOffline, segments),
      memberId === null ? undefined : openReceiptRules,
    ),
  );
}
