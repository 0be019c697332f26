import { forMeInput, forMemberInput } from "@/server/insights/input";
import { recommendedProducts } from "@/server/insights/queries";
import { linkProcedure, router, staffProcedure } from "../init";

export const insightsRouter = router({
  forMe: linkProcedure.input(forMeInput).query(({ ctx, input }) => recommendedProducts(ctx.goen, ctx.memberId, input)),
  forMember: staffProcedure()
    .input(forMemberInput)
    .query(({ ctx, input }) => recommendedProducts(ctx.goen, input.memberId, { count: input.count })),
});
