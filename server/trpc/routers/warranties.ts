import { z } from "zod";
import { warrantiesOf, warrantyById } from "@/server/warranties/queries";
import { linkProcedure, memberProcedure, router, staffProcedure } from "../init";

export const warrantiesRouter = router({
  /** The member's own. */
  list: memberProcedure.query(({ ctx }) => warrantiesOf(ctx.goen, ctx.member.id)),
  /** What a forwarded mail may show: the product, the last day, the days left. */
  byId: linkProcedure.input(z.object({ warrantyId: z.uuid() })).query(async ({ ctx, input }) => {
    const w = await warrantyById(ctx.goen, { memberId: ctx.memberId, warrantyId: input.warrantyId });
    const { warrantyId, productId, productName, brand, imageUrl, endsOn, daysLeft, state } = w;
    return { warrantyId, productId, productName, brand, imageUrl, endsOn, daysLeft, state };
  }),
  ofMember: staffProcedure()
    .input(z.object({ memberId: z.uuid() }))
    .query(({ ctx, input }) => warrantiesOf(ctx.goen, input.memberId)),
});
