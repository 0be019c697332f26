import { z } from "zod";
import { productSearch } from "@/server/catalog/input";
import { categoryTree, productById, searchProducts } from "@/server/catalog/queries";
import { router, staffProcedure } from "../init";

export const catalogRouter = router({
  search: staffProcedure().input(productSearch).query(({ ctx, input }) => searchProducts(ctx.goen, input)),
  byId: staffProcedure()
    .input(z.object({ productId: z.uuid() }))
    .query(({ ctx, input }) => productById(ctx.goen, input.productId)),
  categories: staffProcedure().query(({ ctx }) => categoryTree(ctx.goen)),
});
