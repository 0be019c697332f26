import { z } from "zod";
import { adjustInput } from "@/server/points/input";

export const askInput = adjustInput;
export type AskInput = z.input<typeof askInput>;

export const approvalRef = z.object({ memberId: z.uuid(), approvalId: z.uuid() });
export const decisionInput = approvalRef.extend({
  isApproved: z.boolean(),
  /** Needed for a refusal. */
  reason: z.string().trim().max(200).default(""),
});
const cursor = z.string().max(2_000).optional();
export const approvalList = z.object({ state: z.enum(["waiting", "all"]).default("all"), cursor });

export const watchRuleNames = [
  "card_often",
  "cashier_card",
  "own_card",
  "velocity",
  "return_after_spend",
  "many_by_hand",
  "after_change",
] as const;
export type WatchRuleName = (typeof watchRuleNames)[number];

export const findingStates = ["open", "looked_at", "dismissed", "acted"] as const;
export type FindingState = (typeof findingStates)[number];

export const findingList = z.object({
  state: z.enum(findingStates).optional(),
  rule: z.enum(watchRuleNames).optional(),
  memberId: z.uuid().optional(),
  staffId: z.uuid().optional(),
  cursor,
});
export const findingRef = z.object({ findingId: z.uuid() });
export const findingStep = findingRef.extend({
  state: z.enum(["looked_at", "dismissed", "acted", "open"]),
  /** Needed to dismiss. */
  note: z.string().trim().max(500).default(""),
});
export const freezeInput = findingRef.extend({ note: z.string().trim().min(1).max(500) });
const threshold = z.int().min(1).max(1_000_000_000);
export const ruleInput = z.object({ rule: z.enum(watchRuleNames), isOn: z.boolean(), threshold });
export const ruleTrial = z.object({ rule: z.enum(watchRuleNames), threshold });
export const staffCardInput = z.object({ membershipId: z.uuid(), memberId: z.uuid(), isLinked: z.boolean() });

const receipt = z
  .string()
  .trim()
  .min(1)
  .max(100)
  .refine((text) => text.isWellFormed() && !text.includes("\u0000"), { message: "unreadable characters" });
export const claimInput = z.object({
  /** As printed, or read from the receipt's code. */
  receiptNo: receipt,
  /** What was paid, tax included: who holds the receipt knows it. Not asked with the receipt's own code. */
  totalYen: z.int().min(0).max(1_000_000_000_000).optional(),
  /** The signature in the receipt's code. */
  code: z.string().max(200).optional(),
});
export const claimFor = claimInput.extend({ memberId: z.uuid() });
