import { describe, expect, it } from "vitest";
import { newsDraft } from "@/db/testing/campaign-factories";
import { newTestMember, newTestShop, staffActor } from "@/server/kernel/testing";
import { campaignById } from "./queries/campaigns";
import { decideApproval, requestApproval, setApprovalLimit } from "./service/approvals";
import { createCampaign, publishCampaign, saveDraft } from "./service/edit-campaign";

// The lock these are about: `for("update")` in lockCampaign (service/state-row.ts).

const rest = { name: "秋", messageClass: "marketing" as const, priority: 100 };
const settled = async (...acts: Promise<unknown>[]) =>
  (await Promise.allSettled(acts)).map((act) => (act.status === "fulfilled" ? "done" : "refused"));

describe("two at one draft", () => {
  it("saves one of ten tabs, and tells the others", async () => {
    const { ctx } = await newTestShop();
    const { campaignId } = await createCampaign(ctx, { name: "秋" });
    const outcomes = await settled(
      ...Array.from({ length: 10 }, (_, n) =>
        saveDraft(ctx, { campaignId, revision: 1, ...rest, draft: { holdoutPercent: n } }),
      ),
    );
    expect(outcomes.filter((outcome) => outcome === "done")).toHaveLength(1);
    expect((await campaignById(ctx, { campaignId })).revision).toBe(2);
  });

  it("publishes what was saved before or nothing: never half of each", async () => {
    for (let round = 0; round < 5; round += 1) {
      const { ctx } = await newTestShop();
      const { campaignId } = await createCampaign(ctx, { name: "秋", draft: newsDraft() });
      const [published, saved] = await settled(
        publishCampaign(ctx, { campaignId, revision: 1 }),
        saveDraft(ctx, { campaignId, revision: 1, ...rest, draft: newsDraft({ holdoutPercent: 33 }) }),
      );
      const after = await campaignById(ctx, { campaignId });
      expect(saved).toBe("done");
      if (published === "done") expect(after.current?.definition.holdoutPercent).toBe(0);
      else expect(after).toMatchObject({ state: "draft", current: null });
    }
  });

  it("approves the draft that was seen or nothing", async () => {
    for (let round = 0; round < 5; round += 1) {
      const shop = await newTestShop();
      await newTestMember(shop.ctx);
      await setApprovalLimit(shop.ctx, { approvalAbove: 0 });
      const { campaignId } = await createCampaign(shop.ctx, { name: "秋", draft: newsDraft() });
      await requestApproval(shop.ctx, { campaignId, revision: 1 });
      await settled(
        decideApproval(shop.as(staffActor()), { campaignId, revision: 1, isApproved: true }),
        saveDraft(shop.ctx, { campaignId, revision: 1, ...rest, draft: newsDraft({ holdoutPercent: 33 }) }),
      );
      await expect(publishCampaign(shop.ctx, { campaignId, revision: 2 })).rejects.toMatchObject({
        reason: "campaigns.approval_needed",
      });
    }
  });
});
