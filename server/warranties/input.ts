import { z } from "zod";

const day = z.iso.date();

export const newWarranties = z
  .array(
    z.object({
      memberId: z.uuid(),
      purchaseLineId: z.uuid(),
      productId: z.uuid(),
      /** Pieces on the line; each gets a warranty of its own. */
      quantity: z.number().int().min(1).max(1_000_000),
      startsOn: day,
      warrantyMonths: z.number().int().min(1).max(600),
    }),
  )
  .max(100_000);
export type NewWarranty = z.infer<typeof newWarranties>[number];

export const voidedPieces = z.object({ memberId: z.uuid(), purchaseLineId: z.uuid(), pieces: z.number().int().min(1) });
export const warrantyKey = z.object({ memberId: z.uuid(), warrantyId: z.uuid() });
