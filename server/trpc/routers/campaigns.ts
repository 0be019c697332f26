import {
  campaignId,
  cloneInput,
  createCampaignInput,
  listInput,
  previewInput,
  publishInput,
  saveDraftInput,
} from "@/server/campaigns/input";
import { campaignById, listCampaigns, targetCount } from "@/server/campaigns/queries/campaigns";
import { previewCampaign } from "@/server/campaigns/queries/preview";
import { cloneCampaign, createCampaign, publishCampaign, saveDraft } from "@/server/campaigns/service/edit-campaign";
import { cancelCampaign, pauseCampaign, resumeCampaign } from "@/server/campaigns/service/steer-campaign";
import { router, staffProcedure } from "../init";

const reader = staffProcedure("owner", "marketer", "analyst");
const editor = staffProcedure("owner", "marketer");

export const campaignsRouter = router({
  list: reader.input(listInput).query(({ ctx, input }) => listCampaigns(ctx.goen, input)),
  byId: reader.input(campaignId).query(({ ctx, input }) => campaignById(ctx.goen, input)),
  /** Apart from byId: counting a large shop takes longer than reading a campaign. */
  targetCount: reader.input(campaignId).query(({ ctx, input }) => targetCount(ctx.goen, input)),
  preview: reader.input(previewInput).query(({ ctx, input }) => previewCampaign(ctx.goen, input)),
  create: editor.input(createCampaignInput).mutation(({ ctx, input }) => createCampaign(ctx.goen, input)),
  saveDraft: editor.input(saveDraftInput).mutation(({ ctx, input }) => saveDraft(ctx.goen, input)),
  publish: editor.input(publishInput).mutation(({ ctx, input }) => publishCampaign(ctx.goen, input)),
  pause: editor.input(campaignId).mutation(({ ctx, input }) => pauseCampaign(ctx.goen, input)),
  resume: editor.input(campaignId).mutation(({ ctx, input }) => resumeCampaign(ctx.goen, input)),
  cancel: editor.input(campaignId).mutation(({ ctx, input }) => cancelCampaign(ctx.goen, input)),
  clone: editor.input(cloneInput).mutation(({ ctx, input }) => cloneCampaign(ctx.goen, input)),
});
