import { choiceInput, firstCampaignInput } from "@/server/onboarding/input";
import { setUpInFull, setUpOf } from "@/server/onboarding/queries";
import { chooseStep, draftFirstCampaign } from "@/server/onboarding/service";
import { permittedProcedure, router } from "../init";

const setsUp = permittedProcedure("settings.edit");

export const onboardingRouter = router({
  /** For the home page: null where there is nothing to remind of. */
  progress: permittedProcedure("campaigns.read").query(({ ctx }) => setUpOf(ctx.goen)),
  steps: setsUp.query(({ ctx }) => setUpInFull(ctx.goen)),
  choose: setsUp.input(choiceInput).mutation(({ ctx, input }) => chooseStep(ctx.goen, input)),
  draftFirstCampaign: permittedProcedure("campaigns.edit")
    .input(firstCampaignInput)
    .mutation(({ ctx, input }) => draftFirstCampaign(ctx.goen, input)),
});
