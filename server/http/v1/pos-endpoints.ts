import { z } from "zod";
import type { Ctx } from "@/server/kernel/ctx";
import {
  type PosLookUp,
  posBatchDocumented,
  posBatchInput,
  posHoldInput,
  posLookUpInput,
  posPostHoldInput,
  posQuoteInput,
  posReturnInput,
  posSaleInput,
  posVoidHoldInput,
  posVoidInput,
} from "@/server/pos/input";
import { lookUp } from "@/server/pos/queries/look-up";
import { quoteForTill } from "@/server/pos/queries/quote";
import { receiptKey, receiptState } from "@/server/pos/queries/receipt-state";
import { tillRules } from "@/server/pos/queries/till-rules";
import { tillReturn, tillVoid } from "@/server/pos/service/take-back";
import { tillBatch } from "@/server/pos/service/till-batch";
import { tillHold, tillPostHold, tillVoidHold } from "@/server/pos/service/till-holds";
import { tillSale } from "@/server/pos/service/till-sale";
import type { Endpoint } from "./endpoint";
import { itemOutput, memberOutput, quoteOutput, returnOutput, saleOutput, voidOutput, whole } from "./pos-answers";
import { posExamples } from "./pos-examples";

const answerOf = async (done: Promise<{ answer: unknown }>) => (await done).answer;
const sells = ["pos.call_reused", "pos.clock_off", "pos.in_future", "kernel.invalid_input"];

const posted = <S extends z.ZodType>(
  name: string,
  summary: string,
  input: S,
  output: z.ZodType,
  reasons: readonly string[],
  run: (ctx: Ctx, input: z.input<S>) => Promise<unknown>,
): Endpoint => ({
  method: "POST",
  path: `/api/v1/pos/${name}`,
  scope: "purchases.write",
  summary,
  input,
  output,
  reasons: [...reasons, ...sells],
  run: (ctx, given) => run(ctx, given as z.input<S>),
  ...posExamples[name],
});

/** The calls of a till. */
export const posEndpoints = {
  posRules: {
    method: "GET",
    path: "/api/v1/pos/rules",
    scope: null,
    summary:
      "What a till has to know: our clock, limits, and what spending points asks for. Keep it for the hours without a connection.",
    input: z.object({}),
    output: z.object({
      serverTime: z.string(),
      storeId: z.uuid().nullable(),
      device: z.string(),
      timeZone: z.string(),
      businessDayStartMinutes: whole,
      currency: z.literal("JPY"),
      spendProof: z.enum(["card", "code"]),
      offlineSpendPerDay: whole,
      clockToleranceSeconds: whole,
      staleHours: whole,
      oldestDays: whole,
      mostLines: whole,
      mostItems: whole,
    }),
    run: (ctx: Ctx) => tillRules(ctx),
  },
  posMembers: {
    method: "GET",
    path: "/api/v1/pos/members",
    scope: "members.read",
    summary:
      "Members by a scan (card or the code on the phone), a whole phone number, or how their reading begins. At most ten.",
    input: posLookUpInput,
    output: z.object({ members: z.array(memberOutput) }),
    reasons: [
      "members.card_check_digit",
      "members.card_unknown",
      "members.card_stopped",
      "members.code_old",
      "pos.member_left",
      "pos.look_up_text",
    ],
    run: (ctx: Ctx, given: unknown) => lookUp(ctx, given as PosLookUp),
    ...posExamples.members,
  },
  posReceipt: {
    method: "GET",
    path: "/api/v1/pos/receipts",
    scope: "purchases.write",
    summary:
      "A receipt as it stands with us. `closed`: taken back before it came; `unknown`: we have never heard of it.",
    input: receiptKey,
    output: z.object({
      receiptNo: z.string(),
      state: z.enum(["standing", "partly_returned", "returned", "closed", "unknown"]),
      memberId: z.uuid().nullable(),
      totalYen: whole,
      discountYen: whole,
      pointsEarned: whole,
      pointsSpent: whole,
      returnedYen: whole,
      pointsTakenBack: whole,
      pointsRestored: whole,
      lines: z.array(z.object({ lineNo: whole, quantity: whole, returnedQuantity: whole, amountYen: whole })),
      coupons: z.array(
        z.object({ couponId: z.uuid(), heldId: z.uuid().nullable(), discountYen: whole, isReturned: z.boolean() }),
      ),
    }),
    reasons: ["purchases.other_store"],
    run: (ctx: Ctx, given: unknown) => receiptState(ctx, given as z.input<typeof receiptKey>),
    ...posExamples.receipts,
  },
  posQuote: posted(
    "quote",
    "What a basket comes to: points line by line, coupons of the card, warnings. Writes nothing.",
    posQuoteInput,
    quoteOutput,
    ["purchases.product_not_found", "purchases.amount", "purchases.member_not_found", "pos.stale"],
    quoteForTill,
  ),
  posSale: posted(
    "sales",
    "A sale, with its points, coupons and rank, once per `callId`.",
    posSaleInput,
    saleOutput,
    [
      "pos.code_needed",
      "pos.receipt_voided",
      "pos.hold_ended",
      "pos.stale",
      "points.insufficient",
      "purchases.receipt_reused",
      "purchases.spend_exceeds_total",
      "purchases.product_not_found",
      "purchases.amount",
      "coupons.unknown_code",
      "coupons.not_usable",
    ],
    (ctx, sale) => answerOf(tillSale(ctx, sale)),
  ),
  posReturn: posted(
    "returns",
    "Pieces of a sale come back, once per `callId`.",
    posReturnInput,
    returnOutput,
    ["pos.receipt", "purchases.more_than_sold", "purchases.line_not_found", "purchases.before_sale"],
    (ctx, back) => answerOf(tillReturn(ctx, back)),
  ),
  posVoid: posted(
    "voids",
    "A whole sale as if it had not been made. A receipt that has not arrived is closed: its sale is refused when it comes late.",
    posVoidInput,
    voidOutput,
    ["purchases.partly_returned", "purchases.other_store"],
    (ctx, back) => answerOf(tillVoid(ctx, back)),
  ),
  posHold: posted(
    "holds",
    "Keeps points for a sale under way; they come back by themselves when the time is over.",
    posHoldInput,
    z.object({ holdId: z.uuid(), heldUntil: z.string(), pointsAvailable: whole }),
    ["points.insufficient", "pos.code_needed"],
    (ctx, hold) => answerOf(tillHold(ctx, hold)),
  ),
  posPostHold: posted(
    "holds/post",
    "Spends what is held, outside of a sale. In a sale, give `holdId` there.",
    posPostHoldInput,
    z.object({ pointsSpent: whole, givenBack: whole, pointsAvailable: whole }),
    ["points.hold_ended", "points.more_than_held"],
    (ctx, hold) => answerOf(tillPostHold(ctx, hold)),
  ),
  posVoidHold: posted(
    "holds/void",
    "Gives held points back.",
    posVoidHoldInput,
    z.object({ givenBack: whole, pointsAvailable: whole }),
    ["points.hold_ended"],
    (ctx, hold) => answerOf(tillVoidHold(ctx, hold)),
  ),
  posBatch: {
    ...posted(
      "batches",
      "What a till did without a connection, in its order; a result for each item.",
      posBatchInput,
      z.object({ items: z.array(itemOutput) }),
      ["pos.offline_limit", "pos.too_old"],
      tillBatch,
    ),
    documented: posBatchDocumented,
  },
} satisfies Record<string, Endpoint>;
