import { describe, expect, it } from "vitest";
import { launchCampaign, newsDraft } from "@/db/testing/campaign-factories";
import { newTestShop, staffActor } from "@/server/kernel/testing";
import { segmentById } from "@/server/segments/queries/saved";
import { createSegment } from "@/server/segments/service/edit-segment";
import { campaignsUsing, liveTargets } from "./queries/segment-uses";
import { createCampaign } from "./service/edit-campaign";
import { retireSegment } from "./service/retire-segment";
import { cancelCampaign } from "./service/steer-campaign";

const rule = { type: "has_mail", is: true } as const;

describe("a saved segment", () => {
  it("is not archived while a campaign that may still send took its target from it", async () => {
    const shop = await newTestShop();
    const { ctx } = shop;
    const { id } = await createSegment(ctx, { name: "メールのある方", rule });
    const live = await launchCampaign(ctx, newsDraft({ target: { rule, segmentId: id } }), { name: "春の便り" });
    const { campaignId: draft } = await createCampaign(ctx, {
      name: "夏の便り",
      draft: { target: { rule, segmentId: id } },
    });
    await createCampaign(ctx, { name: "同じ条件", draft: { target: { rule } } });
    expect(await campaignsUsing(ctx, id)).toEqual([
      { campaignId: live, name: "春の便り", state: "live" },
      { campaignId: draft, name: "夏の便り", state: "draft" },
    ]);
    await expect(retireSegment(ctx, { id })).rejects.toMatchObject({
      code: "refused",
      reason: "segments.in_use",
      details: { campaigns: 2, name: "春の便り" },
    });
    await cancelCampaign(ctx, { campaignId: live });
    expect(await campaignsUsing(ctx, id)).toHaveLength(1);
    await expect(retireSegment(shop.as(staffActor({ role: "analyst" })), { id })).rejects.toMatchObject({
      code: "forbidden",
    });
    const other = await newTestShop();
    await expect(retireSegment(other.ctx, { id })).rejects.toMatchObject({ code: "not_found" });
  });

  it("is archived when nothing uses it", async () => {
    const { ctx } = await newTestShop();
    const { id } = await createSegment(ctx, { name: "メールのある方", rule });
    await retireSegment(ctx, { id });
    expect((await segmentById(ctx, id)).archivedAt).toEqual(ctx.now);
  });

  it("targets of live campaigns come in one query with what their rules point at", async () => {
    const { ctx } = await newTestShop();
    const live = await launchCampaign(ctx, newsDraft({ target: { rule } }), { name: "春の便り" });
    await createCampaign(ctx, { name: "下書き", draft: { target: { rule } } });
    expect((await liveTargets(ctx)).rows).toEqual([{ id: live, name: "春の便り", rule }]);
  });
});
