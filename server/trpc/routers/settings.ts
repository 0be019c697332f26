import { cardSamples } from "@/server/members/queries/card";
import { settingsInput, storeChange, storeRef } from "@/server/tenancy/input";
import { settingsOf, storeList } from "@/server/tenancy/queries/settings";
import { changeBrand, changeCard, changeLanguage, changeSending } from "@/server/tenancy/service/change-settings";
import { changeStore, closeStore, reopenStore } from "@/server/tenancy/service/change-store";
import { router, staffProcedure } from "../init";

const owner = staffProcedure("owner");

export const settingsRouter = router({
  all: owner.query(({ ctx }) => settingsOf(ctx.goen)),
  changeBrand: owner.input(settingsInput.brand).mutation(({ ctx, input }) => changeBrand(ctx.goen, input)),
  changeCard: owner.input(settingsInput.card).mutation(({ ctx, input }) => changeCard(ctx.goen, input)),
  changeSending: owner.input(settingsInput.sending).mutation(({ ctx, input }) => changeSending(ctx.goen, input)),
  changeLanguage: owner.input(settingsInput.language).mutation(({ ctx, input }) => changeLanguage(ctx.goen, input)),
  /** A made-up member's card in every kind of code. */
  cardSamples: owner.query(({ ctx }) => cardSamples(ctx.goen)),
  stores: owner.query(({ ctx }) => storeList(ctx.goen)),
  changeStore: owner.input(storeChange).mutation(({ ctx, input }) => changeStore(ctx.goen, input)),
  closeStore: owner.input(storeRef).mutation(({ ctx, input }) => closeStore(ctx.goen, input)),
  reopenStore: owner.input(storeRef).mutation(({ ctx, input }) => reopenStore(ctx.goen, input)),
});
