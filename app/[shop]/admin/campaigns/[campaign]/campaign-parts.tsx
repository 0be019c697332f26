import "server-only";
import { getLocale } from "next-intl/server";
import { Suspense } from "react";
import { SegmentSummary } from "@/components/segments/segment-summary";
import { CampaignActions } from "../../_parts/campaign-actions";
import type { adminCaller } from "../../_parts/admin-gate";
import { isSameWork } from "@/components/campaigns/composer/work";
import { liveWork } from "../../_parts/live-work";
import { CountedTarget } from "../../_parts/counted-segment";
import { LiveNumbers } from "../../_parts/live-numbers";
import { PreviewButton } from "../../_parts/preview-button";

type Api = Awaited<ReturnType<typeof adminCaller>>["api"];
type Of = {
  base: string;
  campaign: Awaited<ReturnType<Api["campaigns"]["byId"]>>;
  numbers: Awaited<ReturnType<Api["results"]["numbers"]>>;
  reactions: Awaited<ReturnType<Api["results"]["reactions"]>>;
  progress: Awaited<ReturnType<Api["results"]["progress"]>>;
};

/** The draft says something else than the version that runs. */
function hasUnpublished({ name, messageClass, priority, draft, current }: Of["campaign"]): boolean {
  return current !== null && !isSameWork({ name, messageClass, priority, draft }, liveWork(name, current.definition));
}

/** The parts of a campaign's page that act or arrive by themselves: buttons, live count and numbers, preview. */
export async function campaignParts(api: Api, { base, campaign, numbers, progress, reactions }: Of) {
  const { id: campaignId } = campaign;
  const rule = (campaign.current?.definition ?? campaign.draft).target?.rule ?? { type: "everyone" as const };
  const hasChanges = campaign.current !== null && hasUnpublished(campaign);
  const [names, locale] = await Promise.all([api.segments.names({ rule }), getLocale()]);
  return {
    actions: <CampaignActions path={`${base}/campaigns/${campaignId}`} {...{ campaign, hasChanges }} />,
    hasChanges,
    target: (
      <Suspense fallback={<SegmentSummary rule={rule} names={names} count={null} />}>
        <CountedTarget count={api.campaigns.targetCount({ campaignId })} rule={rule} names={names} />
      </Suspense>
    ),
    contents: (
      <Suspense>
        <PreviewButton
          load={(of) => api.campaigns.preview({ campaignId, locale: of })}
          first={locale === "en" ? "en" : "ja"}
        />
      </Suspense>
    ),
    numbers: (
      <LiveNumbers
        campaignId={campaignId}
        path={`${base}/campaigns/${campaignId}`}
        initial={numbers}
        state={campaign.state}
        progress={progress}
        reactions={reactions}
      />
    ),
  };
}
