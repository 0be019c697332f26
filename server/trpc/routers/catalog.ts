import { z } from "zod";
import { productSearch } from "@/server/catalog/input";
import { categoryTree, productById, searchProducts } from "@/server/catalog/queries";
import { linkProcedure, router, staffProcedure } from "../init";

export const catalogRouter = router({
  search: staffProcedure()
    .input(productSearch)
    .query(({ ctx, input }) => searchProducts(ctx.goen, input)),
  byId: staffProcedure()
    .input(z.object({ productId: z.uuid() }))
    .query(({ ctx, input }) => productById(ctx.goen, input.productId)),
  /** What a customer may see of a product, as in a shop window. */
  show: linkProcedure.input(z.object({ productId: z.uuid() })).query(async ({ ctx, input }) => {
    const { productId, name, brand, priceYen, imageUrl, description } = await productById(ctx.goen, input.productId);
    return { productId, name, brand, priceYen, imageUrl, description };
  }),
  categories: staffProcedure().query(({ ctx }) => categoryTree(ctx.goen)),
});
