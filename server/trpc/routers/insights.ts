import { z } from "zod";
import { productsByIds } from "@/server/catalog/queries";
import { recommendationsFor } from "@/server/insights/queries";
import { router, staffProcedure } from "../init";

export const insightsRouter = router({
  /** What to offer a member next, best first, with the products and why. */
  ofMember: staffProcedure("owner", "marketer", "store_staff").input(z.object({ memberId: z.uuid() })).query(async ({ ctx, input }) => {
    const found = (await recommendationsFor(ctx.goen, [input.memberId])).get(input.memberId) ?? [];
    const ids = found.flatMap(({ productId, reason }) => (reason.code === "bought_together" ? [productId, reason.anchorProductId] : [productId]));
    const products = new Map((await productsByIds(ctx.goen, ids)).map((product) => [product.productId, product]));
    return found.flatMap(({ productId, reason }) => {
      const product = products.get(productId);
      return product ? [{ product, because: reason.code === "bought_together" ? (products.get(reason.anchorProductId)?.name ?? null) : null }] : [];
    });
  }),
});
