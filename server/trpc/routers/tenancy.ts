import { membershipRef, staffRoleChange, storeInput } from "@/server/tenancy/input";
import { publicShop, storesOf } from "@/server/tenancy/queries/shop";
import { staffOf, staffProfile } from "@/server/tenancy/queries/staff";
import { changeStaffRole, removeStaff } from "@/server/tenancy/service/change-staff";
import { createStore } from "@/server/tenancy/service/create-store";
import { publicProcedure, router, staffProcedure } from "../init";

export const tenancyRouter = router({
  shop: publicProcedure.query(({ ctx }) => publicShop(ctx.goen)),
  stores: staffProcedure().query(({ ctx }) => storesOf(ctx.goen)),
  me: staffProcedure().query(({ ctx }) => staffProfile(ctx.goen)),
  staff: staffProcedure("owner", "marketer").query(({ ctx }) => staffOf(ctx.goen)),
  createStore: staffProcedure("owner")
    .input(storeInput)
    .mutation(({ ctx, input }) => createStore(ctx.goen, input)),
  removeStaff: staffProcedure("owner")
    .input(membershipRef)
    .mutation(({ ctx, input }) => removeStaff(ctx.goen, input)),
  changeStaffRole: staffProcedure("owner")
    .input(staffRoleChange)
    .mutation(({ ctx, input }) => changeStaffRole(ctx.goen, input)),
});
