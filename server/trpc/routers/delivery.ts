import { campaignRef, deliveryList, deliveryRef, liftInput, memberRef, suppressInput } from "@/server/delivery/input";
import { deliveriesOf, renderDelivery, sendingProgress, suppressionsOf } from "@/server/delivery/queries/deliveries";
import { resendUnknown } from "@/server/delivery/service/resend-unknown";
import { liftSuppression, suppress } from "@/server/delivery/service/suppressions";
import { router, staffProcedure } from "../init";

const seesPersons = staffProcedure("owner", "marketer", "store_staff");
const steers = staffProcedure("owner", "marketer");

export const deliveryRouter = router({
  ofMember: seesPersons.input(deliveryList).query(({ ctx, input }) => deliveriesOf(ctx.goen, input)),
  /** The very mail again, for a sandboxed frame. */
  preview: seesPersons.input(deliveryRef).query(({ ctx, input }) => renderDelivery(ctx.goen, input)),
  suppressionsOf: seesPersons.input(memberRef).query(({ ctx, input }) => suppressionsOf(ctx.goen, input)),
  suppress: seesPersons.input(suppressInput).mutation(({ ctx, input }) => suppress(ctx.goen, input)),
  lift: seesPersons.input(liftInput).mutation(({ ctx, input }) => liftSuppression(ctx.goen, input)),
  progress: staffProcedure()
    .input(campaignRef)
    .query(({ ctx, input }) => sendingProgress(ctx.goen, input)),
  resendUnknown: steers.input(campaignRef).mutation(({ ctx, input }) => resendUnknown(ctx.goen, input)),
});
