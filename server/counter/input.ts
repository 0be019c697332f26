import { z } from "zod";
import { spendProofInput } from "@/server/members/input";
import { redeemInput } from "@/server/points/input";
import { recordSaleInput } from "@/server/purchases/input";
import { exchangeAtCounterInput } from "@/server/rewards/input";

export const doneKinds = ["sale", "return", "adjust", "redeem", "card"] as const;
/** What a counter does: a sale or a return (to a member or to nobody known), points by hand, a card handed out. */
export type DoneKind = (typeof doneKinds)[number];

export const shiftInput = z.object({
  storeId: z.uuid(),
  /** A business day (YYYY-MM-DD) in the shop's zone; today when left out. */
  day: z.iso.date().optional(),
  /** Only what the asking person did. */
  isMine: z.boolean().default(false),
});

/** A sale and points handed in at the counter, with what shows that the points are the customer's to spend. */
export const counterSaleInput = recordSaleInput.extend({ proof: spendProofInput.optional() });
export const counterRedeemInput = redeemInput.extend({ proof: spendProofInput.optional() });
export const counterExchangeInput = exchangeAtCounterInput.extend({ proof: spendProofInput.optional() });

export const doneInput = shiftInput.extend({
  cursor: z.string().max(200).optional(),
  limit: z.int().min(1).max(100).default(20),
});

export const undoDoneInput = z
  .object({
    kind: z.enum(doneKinds),
    id: z.uuid(),
    /** Null for a sale to nobody known. */
    memberId: z.uuid().nullable(),
    storeId: z.uuid(),
  })
  .refine(({ kind, memberId }) => memberId !== null || kind === "sale" || kind === "return", {
    path: ["memberId"],
    message: "only a sale can be to nobody",
  });

/** `memberId` null for a sale to nobody known. */
export const receiptInput = z.object({ purchaseId: z.uuid(), memberId: z.uuid().nullable() });

export type ReceiptInput = z.input<typeof receiptInput>;
export type ShiftInput = z.input<typeof shiftInput>;
export type DoneInput = z.input<typeof doneInput>;
export type UndoDone = z.input<typeof undoDoneInput>;
