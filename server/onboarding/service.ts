import { and, eq } from "drizzle-orm";
import type { z } from "zod";
import { setUpChoices } from "@/db/schema/onboarding";
import { createCampaign } from "@/server/campaigns/service/edit-campaign";
import { audit } from "@/server/kernel/audit";
import { actorId, type Ctx, inTransaction } from "@/server/kernel/ctx";
import { parseInput } from "@/server/kernel/parse";
import { canSetUp, demand } from "./access";
import { choiceInput, firstCampaignInput } from "./input";
import { firstCampaignOf } from "./rules/first-campaigns";

/** Says of a step that it is right as it is, that it can wait, or takes that back. Repeating it changes nothing. */
export async function chooseStep(ctx: Ctx, input: z.input<typeof choiceInput>): Promise<void> {
  demand(canSetUp(ctx.actor));
  const { step, choice } = parseInput(choiceInput, input);
  await inTransaction(ctx, async (t) => {
    const isThis = and(eq(setUpChoices.tenantId, t.tenant), eq(setUpChoices.step, step));
    const [before] = await t.tx.select().from(setUpChoices).where(isThis).for("update");
    if ((before?.choice ?? null) === choice) return;
    if (choice === null) await t.tx.delete(setUpChoices).where(isThis);
    else {
      const made = { choice, chosenAt: t.now, chosenById: actorId(t.actor) };
      await t.tx
        .insert(setUpChoices)
        .values({ tenantId: t.tenant, step, ...made })
        .onConflictDoUpdate({ target: [setUpChoices.tenantId, setUpChoices.step], set: made });
    }
    await audit(t, {
      action: "onboarding.choose_step",
      subject: { kind: "set_up", id: null },
      before: before ? { step, choice: before.choice } : null,
      after: { step, choice },
    });
  });
}

/** Makes the draft of a first campaign from a preset; whoever may edit campaigns may. Returns its id. */
export async function draftFirstCampaign(
  ctx: Ctx,
  input: z.input<typeof firstCampaignInput>,
): Promise<{ campaignId: string }> {
  const { preset, locale } = parseInput(firstCampaignInput, input);
  const { name, definition } = firstCampaignOf[preset];
  return createCampaign(ctx, { name: name[locale], draft: definition() });
}
