import { describe, expect, it } from "vitest";
import { publishCampaign } from "@/server/campaigns/service/edit-campaign";
import { newTestMember, newTestShop, staffActor } from "@/server/kernel/testing";
import { setProgram } from "@/server/points/service/set-program";
import { startingProgram } from "@/server/points/rules/program";
import { closeStore } from "@/server/tenancy/service/change-store";
import { createStore } from "@/server/tenancy/service/create-store";
import { inviteStaff } from "@/server/tenancy/service/invite-staff";
import { setUpInFull, setUpOf } from "./queries";
import { chooseStep, draftFirstCampaign } from "./service";
import { firstCampaigns } from "./input";

const stateOf = async (ctx: Parameters<typeof setUpOf>[0]) =>
  Object.fromEntries((await setUpInFull(ctx)).steps.map(({ step, state }) => [step, state]));

describe("the set-up of a shop", () => {
  it("is what is there, wherever it was made", async () => {
    const { ctx } = await newTestShop();
    expect(await setUpOf(ctx)).toMatchObject({ doneCount: 0, next: "brand", isOver: false });
    const { storeId } = await createStore(ctx, { name: "本店" });
    await setProgram(ctx, startingProgram);
    await newTestMember(ctx);
    await inviteStaff(ctx, { email: `${storeId}@example.jp`, role: "marketer" });
    expect(await stateOf(ctx)).toEqual({
      brand: "open",
      store: "done",
      points: "done",
      card: "open",
      import: "done",
      people: "done",
      campaign: "open",
    });
    await closeStore(ctx, { storeId });
    expect((await stateOf(ctx)).store).toBe("open");
  });

  it("keeps what was said of a step until it is taken back", async () => {
    const { ctx } = await newTestShop();
    await chooseStep(ctx, { step: "card", choice: "confirmed" });
    await chooseStep(ctx, { step: "brand", choice: "skipped" });
    await chooseStep(ctx, { step: "brand", choice: "skipped" });
    expect(await setUpOf(ctx)).toMatchObject({ doneCount: 1, next: "store" });
    expect(await stateOf(ctx)).toMatchObject({ card: "done", brand: "skipped" });
    await chooseStep(ctx, { step: "brand", choice: null });
    expect((await stateOf(ctx)).brand).toBe("open");
    await chooseStep(ctx, { step: "whole", choice: "skipped" });
    expect((await setUpOf(ctx))?.isOver).toBe(true);
    await chooseStep(ctx, { step: "whole", choice: null });
    expect((await setUpOf(ctx))?.isOver).toBe(false);
  });

  it.each(firstCampaigns)("begins with a %s campaign that can be launched as it is", async (preset) => {
    const { ctx } = await newTestShop();
    const { campaignId } = await draftFirstCampaign(ctx, { preset, locale: "ja" });
    expect((await stateOf(ctx)).campaign).toBe("open");
    await publishCampaign(ctx, { campaignId, revision: 1 });
    expect((await stateOf(ctx)).campaign).toBe("done");
  });

  it("asks nobody who may not set the shop up, and nothing of a demonstration", async () => {
    const shop = await newTestShop();
    for (const role of ["marketer", "analyst", "store_staff"] as const) {
      const ctx = shop.as(staffActor({ role }));
      expect(await setUpOf(ctx)).toBeNull();
      await expect(setUpInFull(ctx)).rejects.toMatchObject({ code: "forbidden" });
      await expect(chooseStep(ctx, { step: "card", choice: "confirmed" })).rejects.toMatchObject({ code: "forbidden" });
    }
    expect(await setUpOf((await newTestShop({ isDemo: true })).ctx)).toBeNull();
  });
});
