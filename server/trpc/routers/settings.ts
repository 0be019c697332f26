import { cardSamples } from "@/server/members/queries/card";
import { settingsInput, storeChange, storeRef } from "@/server/tenancy/input";
import { settingsOf, storeList } from "@/server/tenancy/queries/settings";
import { changeBrand, changeCard, changeLanguage, changeSending } from "@/server/tenancy/service/change-settings";
import { changeStore, closeStore, reopenStore } from "@/server/tenancy/service/change-store";
import { permittedProcedure, router } from "../init";

const editor = permittedProcedure("settings.edit");
const storeKeeper = permittedProcedure("stores.manage");

export const settingsRouter = router({
  all: editor.query(({ ctx }) => settingsOf(ctx.goen)),
  changeBrand: editor.input(settingsInput.brand).mutation(({ ctx, input }) => changeBrand(ctx.goen, input)),
  changeCard: editor.input(settingsInput.card).mutation(({ ctx, input }) => changeCard(ctx.goen, input)),
  changeSending: editor.input(settingsInput.sending).mutation(({ ctx, input }) => changeSending(ctx.goen, input)),
  changeLanguage: editor.input(settingsInput.language).mutation(({ ctx, input }) => changeLanguage(ctx.goen, input)),
  /** A made-up member's card in every kind of code. */
  cardSamples: editor.query(({ ctx }) => cardSamples(ctx.goen)),
  stores: storeKeeper.query(({ ctx }) => storeList(ctx.goen)),
  changeStore: storeKeeper.input(storeChange).mutation(({ ctx, input }) => changeStore(ctx.goen, input)),
  closeStore: storeKeeper.input(storeRef).mutation(({ ctx, input }) => closeStore(ctx.goen, input)),
  reopenStore: storeKeeper.input(storeRef).mutation(({ ctx, input }) => reopenStore(ctx.goen, input)),
});
