import { sql } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { launchCampaign, newsDraft } from "@/db/testing/campaign-factories";
import { read } from "@/server/kernel/ctx";
import { newTestMember, newTestShop, staffActor } from "@/server/kernel/testing";
import { campaignById } from "./queries/campaigns";
import { listCampaigns } from "./queries/list";
import { decideApproval, requestApproval, setApprovalLimit, withdrawRequest } from "./service/approvals";
import { discardDraft } from "./service/discard-draft";
import { createCampaign, publishCampaign, saveDraft } from "./service/edit-campaign";
import { cancelCampaign } from "./service/steer-campaign";

const rest = { name: "秋", messageClass: "marketing" as const, priority: 7 };

describe("discardDraft", () => {
  it("deletes what was never launched, with what was asked about it, and leaves a trace", async () => {
    const shop = await newTestShop();
    const { ctx } = shop;
    await newTestMember(ctx);
    await setApprovalLimit(ctx, { approvalAbove: 0 });
    const { campaignId } = await createCampaign(ctx, { name: "秋", draft: newsDraft() });
    await requestApproval(ctx, { campaignId, revision: 1 });
    expect(await discardDraft(ctx, { campaignId, revision: 1 })).toEqual({ isDeleted: true, revision: null });
    expect((await listCampaigns(ctx, {})).rows).toEqual([]);
    await expect(campaignById(ctx, { campaignId })).rejects.toMatchObject({ code: "not_found" });
    await expect(discardDraft(ctx, { campaignId, revision: 1 })).rejects.toMatchObject({ code: "not_found" });
    const { rows } = await read(ctx, (tx) =>
      tx.execute(sql`select action, before->>'name' as name from audit_log
        where tenant_id = ${ctx.tenant} and action = 'campaigns.delete_draft'`),
    );
    expect(rows).toEqual([{ action: "campaigns.delete_draft", name: "秋" }]);
  });

  it("goes back to the version that runs, and what was thrown away can be saved again", async () => {
    const { ctx } = await newTestShop();
    const campaignId = await launchCampaign(ctx, newsDraft({ holdoutPercent: 5 }), { priority: 3 });
    await saveDraft(ctx, { campaignId, revision: 1, ...rest, draft: newsDraft({ holdoutPercent: 33 }) });
    expect(await discardDraft(ctx, { campaignId, revision: 2 })).toEqual({ isDeleted: false, revision: 3 });
    const after = await campaignById(ctx, { campaignId });
    // The name belongs to the campaign, not to a version.
    expect(after).toMatchObject({ name: "秋", state: "live", priority: 3, revision: 3 });
    expect(after.draft.holdoutPercent).toBe(5);
    expect(await publishCampaign(ctx, { campaignId, revision: 3 })).toMatchObject({ versionNo: 1 });
    await saveDraft(ctx, { campaignId, revision: 3, ...rest, draft: newsDraft({ holdoutPercent: 33 }) });
    expect((await campaignById(ctx, { campaignId })).draft.holdoutPercent).toBe(33);
  });

  it("throws away nothing that was not seen, and is for editors of this shop and open campaigns", async () => {
    const shop = await newTestShop();
    const { ctx } = shop;
    const { campaignId } = await createCampaign(ctx, { name: "秋", draft: newsDraft() });
    await saveDraft(ctx, { campaignId, revision: 1, ...rest, draft: newsDraft() });
    await expect(discardDraft(ctx, { campaignId, revision: 1 })).rejects.toMatchObject({
      code: "conflict",
      reason: "campaigns.changed_elsewhere",
    });
    const ref = { campaignId, revision: 2 };
    await expect(discardDraft(shop.as(staffActor({ role: "analyst" })), ref)).rejects.toMatchObject({
      reason: "campaigns.edit_role",
    });
    await expect(discardDraft((await newTestShop()).ctx, ref)).rejects.toMatchObject({ code: "not_found" });
    await cancelCampaign(ctx, { campaignId });
    await expect(discardDraft(ctx, ref)).rejects.toMatchObject({ reason: "campaigns.has_ended" });
  });
});

describe("withdrawRequest", () => {
  async function asked() {
    const shop = await newTestShop();
    await newTestMember(shop.ctx);
    await setApprovalLimit(shop.ctx, { approvalAbove: 0 });
    const { campaignId } = await createCampaign(shop.ctx, { name: "秋", draft: newsDraft() });
    const ref = { campaignId, revision: 1 };
    await requestApproval(shop.ctx, ref);
    return { shop, ctx: shop.ctx, campaignId, ref };
  }

  it("takes back one's own request, once, and it may be asked again", async () => {
    const { shop, ctx, campaignId, ref } = await asked();
    expect(await withdrawRequest(ctx, ref)).toEqual({ state: "withdrawn" });
    expect(await withdrawRequest(ctx, ref)).toEqual({ state: "withdrawn" });
    expect((await campaignById(ctx, { campaignId })).approval).toMatchObject({ state: "withdrawn" });
    expect((await listCampaigns(ctx, { state: "waiting" })).rows).toEqual([]);
    const other = shop.as(staffActor());
    await expect(decideApproval(other, { ...ref, isApproved: true })).rejects.toMatchObject({
      reason: "campaigns.nothing_waits",
    });
    await expect(publishCampaign(ctx, ref)).rejects.toMatchObject({ reason: "campaigns.approval_needed" });
    await requestApproval(ctx, ref);
    expect(await decideApproval(other, { ...ref, isApproved: true })).toEqual({ state: "approved" });
  });

  it("is refused for a colleague's, for what was answered, and where nothing was asked", async () => {
    const { shop, ctx, campaignId, ref } = await asked();
    const other = shop.as(staffActor({ role: "marketer" }));
    await expect(withdrawRequest(other, ref)).rejects.toMatchObject({
      code: "forbidden",
      reason: "campaigns.others_request",
    });
    await decideApproval(other, { ...ref, isApproved: true });
    await expect(withdrawRequest(ctx, ref)).rejects.toMatchObject({ reason: "campaigns.nothing_waits" });
    await saveDraft(ctx, { campaignId, revision: 1, ...rest, draft: newsDraft() });
    await expect(withdrawRequest(ctx, ref)).rejects.toMatchObject({ code: "conflict" });
    await expect(withdrawRequest(ctx, { campaignId, revision: 2 })).rejects.toMatchObject({
      reason: "campaigns.nothing_waits",
    });
    await expect(withdrawRequest((await newTestShop()).ctx, ref)).rejects.toMatchObject({ code: "not_found" });
  });
});
