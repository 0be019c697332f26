import {
  approvalLimitInput,
  archiveInput,
  calendarInput,
  campaignId,
  cloneInput,
  createCampaignInput,
  decideApprovalInput,
  discardDraftInput,
  listInput,
  previewDraftInput,
  previewInput,
  publishInput,
  requestApprovalInput,
  saveDraftInput,
  testSendInput,
  timingInput,
  withdrawRequestInput,
} from "@/server/campaigns/input";
import { approvalSettings } from "@/server/campaigns/queries/approvals";
import { sendCalendar } from "@/server/campaigns/queries/calendar";
import { campaignById, targetCount } from "@/server/campaigns/queries/campaigns";
import { launchChecks, upcomingRuns } from "@/server/campaigns/queries/checks";
import { listCampaigns } from "@/server/campaigns/queries/list";
import { previewCampaign, previewDraft } from "@/server/campaigns/queries/preview";
import {
  decideApproval,
  requestApproval,
  setApprovalLimit,
  withdrawRequest,
} from "@/server/campaigns/service/approvals";
import { discardDraft } from "@/server/campaigns/service/discard-draft";
import {
  archiveCampaign,
  cloneCampaign,
  createCampaign,
  publishCampaign,
  saveDraft,
} from "@/server/campaigns/service/edit-campaign";
import { sendTest } from "@/server/campaigns/service/send-test";
import { cancelCampaign, pauseCampaign, resumeCampaign } from "@/server/campaigns/service/steer-campaign";
import { router, staffProcedure } from "../init";

const reader = staffProcedure("owner", "marketer", "analyst");
const editor = staffProcedure("owner", "marketer");
const owner = staffProcedure("owner");

export const campaignsRouter = router({
  list: reader.input(listInput).query(({ ctx, input }) => listCampaigns(ctx.goen, input)),
  calendar: reader.input(calendarInput).query(({ ctx, input }) => sendCalendar(ctx.goen, input)),
  byId: reader.input(campaignId).query(({ ctx, input }) => campaignById(ctx.goen, input)),
  /** Apart from byId: counting a large shop takes longer than reading a campaign. */
  targetCount: reader.input(campaignId).query(({ ctx, input }) => targetCount(ctx.goen, input)),
  preview: reader.input(previewInput).query(({ ctx, input }) => previewCampaign(ctx.goen, input)),
  previewDraft: editor.input(previewDraftInput).query(({ ctx, input }) => previewDraft(ctx.goen, input)),
  checks: reader.input(campaignId).query(({ ctx, input }) => launchChecks(ctx.goen, input)),
  upcomingRuns: reader.input(timingInput).query(({ ctx, input }) => upcomingRuns(ctx.goen, input)),
  approvalSettings: reader.query(({ ctx }) => approvalSettings(ctx.goen)),
  create: editor.input(createCampaignInput).mutation(({ ctx, input }) => createCampaign(ctx.goen, input)),
  saveDraft: editor.input(saveDraftInput).mutation(({ ctx, input }) => saveDraft(ctx.goen, input)),
  discardDraft: editor.input(discardDraftInput).mutation(({ ctx, input }) => discardDraft(ctx.goen, input)),
  publish: editor.input(publishInput).mutation(({ ctx, input }) => publishCampaign(ctx.goen, input)),
  sendTest: editor.input(testSendInput).mutation(({ ctx, input }) => sendTest(ctx.goen, input)),
  requestApproval: editor.input(requestApprovalInput).mutation(({ ctx, input }) => requestApproval(ctx.goen, input)),
  decideApproval: editor.input(decideApprovalInput).mutation(({ ctx, input }) => decideApproval(ctx.goen, input)),
  withdrawRequest: editor.input(withdrawRequestInput).mutation(({ ctx, input }) => withdrawRequest(ctx.goen, input)),
  setApprovalLimit: owner.input(approvalLimitInput).mutation(({ ctx, input }) => setApprovalLimit(ctx.goen, input)),
  pause: editor.input(campaignId).mutation(({ ctx, input }) => pauseCampaign(ctx.goen, input)),
  resume: editor.input(campaignId).mutation(({ ctx, input }) => resumeCampaign(ctx.goen, input)),
  cancel: editor.input(campaignId).mutation(({ ctx, input }) => cancelCampaign(ctx.goen, input)),
  clone: editor.input(cloneInput).mutation(({ ctx, input }) => cloneCampaign(ctx.goen, input)),
  archive: editor.input(archiveInput).mutation(({ ctx, input }) => archiveCampaign(ctx.goen, input)),
});
