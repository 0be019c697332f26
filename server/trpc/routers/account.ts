import { z } from "zod";
import { addressesAt } from "@/server/members/queries/addresses-at";
import { publicProcedure, router } from "../init";

export const accountRouter = router({
  /** The addresses at a postal code, from shipped data; null when it is none. Tells nothing of anybody. */
  addressesAt: publicProcedure
    .input(z.object({ postalCode: z.string().max(20) }))
    .query(({ input }) => addressesAt(input.postalCode)),
});
