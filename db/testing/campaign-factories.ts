import type { CampaignDefinitionInput } from "@/server/campaigns/input";
import { createCampaign, publishCampaign } from "@/server/campaigns/service/edit-campaign";
import { defaultContent } from "@/server/contents/rules/default-content";
import type { Ctx } from "@/server/kernel/ctx";

/** A whole definition for tests: news for everyone, on the Sunday morning of the test clock, with nobody held out. */
export const newsDraft = (overrides: Partial<CampaignDefinitionInput> = {}): CampaignDefinitionInput => ({
  target: { rule: { type: "everyone" } },
  offer: { showPoints: true, recommendations: 3 },
  timing: { kind: "once", at: "2026-11-22T00:00:00Z" },
  channel: { kind: "mail" },
  contents: { template: "news", texts: defaultContent("news").texts },
  holdoutPercent: 0,
  ...overrides,
});

export async function launchCampaign(
  ctx: Ctx,
  draft: CampaignDefinitionInput,
  rest: { messageClass?: "marketing" | "service"; priority?: number; name?: string } = {},
): Promise<string> {
  const { campaignId } = await createCampaign(ctx, { name: "お知らせ", draft, ...rest });
  await publishCampaign(ctx, { campaignId, revision: 1 });
  return campaignId;
}
