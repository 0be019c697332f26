import { z } from "zod";
import { recommendedProducts } from "@/server/insights/queries";
import { linkProcedure, router, staffProcedure } from "../init";

export const insightsRouter = router({
  /** Three items for whoever signed in or followed a link; what they bought before is told only to the former. */
  forMe: linkProcedure.query(async ({ ctx }) => {
    const items = await recommendedProducts(ctx.goen, ctx.memberId);
    if (ctx.goen.actor.kind === "member") return items;
    return items.map((item) => ({ ...item, reason: { ...item.reason, anchorName: null } }));
  }),
  forMember: staffProcedure("owner", "marketer", "store_staff")
    .input(z.object({ memberId: z.uuid() }))
    .query(({ ctx, input }) => recommendedProducts(ctx.goen, input.memberId)),
});
