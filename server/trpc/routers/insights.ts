import { forMeInput, forMemberInput } from "@/server/insights/input";
import { recommendedProducts } from "@/server/insights/queries";
import { linkProcedure, router, staffProcedure } from "../init";

export const insightsRouter = router({
  /** Three items for whoever signed in or followed a link; what they bought before is told only to the former. */
  forMe: linkProcedure.input(forMeInput).query(({ ctx, input }) => recommendedProducts(ctx.goen, ctx.memberId, input)),
  forMember: staffProcedure("owner", "marketer", "store_staff")
    .input(forMemberInput)
    .query(({ ctx, input }) => recommendedProducts(ctx.goen, input.memberId, { count: input.count })),
});
