import { z } from "zod";

export const invitationInput = z.strictObject({ code: z.string().trim().min(1).max(40) });
export const acceptInput = invitationInput.extend({
  /** The invitation's link was made in this very browser. */
  isSameDevice: z.boolean().default(false),
});

/** Why an invitation counts for nothing. */
export const samenesses = ["phone", "email", "address", "household", "device"] as const;
export type Sameness = (typeof samenesses)[number];
