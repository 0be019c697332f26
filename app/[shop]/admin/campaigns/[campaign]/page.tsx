import type { Metadata } from "next";
import { getLocale, getTranslations } from "next-intl/server";
import { Suspense } from "react";
import { orNotFound } from "@/app/or-not-found";
import { verdictNames } from "@/components/admin/message-view";
import { CampaignPage } from "@/components/campaigns/campaign-page";
import { SegmentSummary } from "@/components/segments/segment-summary";
import { canSeeMembers } from "@/server/members/access";
import { adminCaller } from "../../_parts/admin-gate";
import { CampaignActions } from "../../_parts/campaign-actions";
import { cursorFrom } from "../../_parts/cursor";
import { LiveNumbers } from "../../_parts/live-numbers";
import { CountedTarget } from "../../_parts/counted-segment";
import { PreviewButton } from "../../_parts/preview-button";

interface Props {
  params: Promise<{ shop: string; campaign: string }>;
  searchParams: Promise<{ verdict?: string; cursor?: string }>;
}

export const generateMetadata = async (): Promise<Metadata> => ({ title: (await getTranslations("campaigns.list"))("title") });

export default async function Page({ params, searchParams }: Props) {
  const { shop, campaign: campaignId } = await params;
  const { api, base, staff } = await adminCaller(shop, `/campaigns/${campaignId}`);
  const { verdict: wanted, cursor } = await searchParams;
  const verdict = verdictNames.find((name) => name === wanted) ?? null;
  const campaign = await orNotFound(api.campaigns.byId({ campaignId }));
  const rule = (campaign.current?.definition ?? campaign.draft).target?.rule ?? { type: "everyone" as const };
  const [numbers, log, names, colleagues, locale] = await Promise.all([
    api.results.numbers({ campaignId }),
    orNotFound(api.results.log({ campaignId, verdict: verdict ?? undefined, cursor: cursorFrom(cursor) })),
    api.segments.names({ rule }),
    campaign.canEdit ? api.tenancy.staff() : [],
    getLocale(),
  ]);
  return (
    <CampaignPage
      {...{ base, campaign, verdict, given: verdictNames.filter((name) => numbers.verdicts[name] > 0) }}
      colleagues={Object.fromEntries(colleagues.map(({ membershipId, name }) => [membershipId, name]))}
      log={{ rows: log.rows, nextCursor: log.cursor && JSON.stringify(log.cursor), isFirstPage: !cursor, seesPersons: canSeeMembers(staff) === null }}
      actions={<CampaignActions campaign={campaign} isComplete={campaign.missing === null} />}
      target={
        <Suspense fallback={<SegmentSummary rule={rule} names={names} count={null} />}>
          <CountedTarget count={api.campaigns.targetCount({ campaignId })} rule={rule} names={names} />
        </Suspense>
      }
      contents={
        <Suspense>
          <PreviewButton load={(of) => api.campaigns.preview({ campaignId, locale: of })} first={locale === "en" ? "en" : "ja"} />
        </Suspense>
      }
      numbers={<LiveNumbers campaignId={campaignId} path={`${base}/campaigns/${campaignId}`} initial={numbers} isLive={campaign.state === "live"} />}
    />
  );
}
