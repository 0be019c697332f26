import { z } from "zod";

export const checkInProofs = ["poster", "changing"] as const;
export type CheckInProof = (typeof checkInProofs)[number];

const token = z.string().trim().min(1).max(40);

export const placeKey = z.strictObject({ storeId: z.uuid() });
/** Opens, changes or closes a store's place to check in. `revision`: what the screen began from; 0 where there was none. */
export const setPlaceInput = placeKey.extend({
  isOpen: z.boolean(),
  proof: z.enum(checkInProofs),
  revision: z.int().min(0),
});
export const renewPlaceInput = placeKey.extend({ revision: z.int().min(1) });

/** Where somebody came by a QR code; `code` where the code changes. */
export const arrivalInput = z.strictObject({ token, code: z.string().max(80).nullable().default(null) });
export const checkInInput = z.strictObject({ token, ticket: z.string().max(80).nullable().default(null) });
export const memberKey = z.strictObject({ memberId: z.uuid() });
