import { z } from "zod";

export const invitationInput = z.strictObject({ code: z.string().trim().min(1).max(40) });
export const acceptInput = invitationInput.extend({
  /** The invitation's link was made in this very browser. */
  isSameDevice: z.boolean().default(false),
});

/** Why an invitation counts for nothing. */
export const samenesses = ["phone", "email", "address", "household", "device"] as const;
export type Sameness = (typeof samenesses)[number];

/** Points for another member, found by their code or card number. */
export const recipientInput = z.strictObject({ to: z.string().trim().min(1).max(200) });
export const giftInput = recipientInput.extend({
  /** Made by the screen when the gift is confirmed, so that a second press is the same gift. */
  key: z.string().trim().min(1).max(100),
  points: z.int().min(1).max(100_000_000),
  /** To be read by both; the shop's own word where it is left out. */
  note: z
    .string()
    .trim()
    .max(60)
    .refine((text) => text.isWellFormed() && !/[\0\r\n]/.test(text), { message: "one line" })
    .default(""),
});
export const giftKey = z.strictObject({ journalId: z.uuid() });
