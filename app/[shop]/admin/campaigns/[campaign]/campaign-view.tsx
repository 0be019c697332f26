import { orNotFound } from "@/app/or-not-found";
import { verdictNames } from "@/components/admin/message-view";
import { CampaignPage } from "@/components/campaigns/campaign-page";
import { canSeeMembers } from "@/server/members/access";
import { adminCaller } from "../../_parts/admin-gate";
import { cursorFrom } from "../../_parts/cursor";
import { campaignParts } from "./campaign-parts";
import { LogTools } from "./log-tools";

export interface CampaignAddress {
  params: Promise<{ shop: string; campaign: string }>;
  searchParams: Promise<{ verdict?: string; q?: string; cursor?: string }>;
}

/** A campaign with its numbers and its log, for whoever may see it. */
export async function CampaignView({ params, searchParams }: CampaignAddress) {
  const { shop, campaign: campaignId } = await params;
  const { api, base, staff } = await adminCaller(shop, `/campaigns/${campaignId}`, await searchParams);
  const { verdict: wanted, q = "", cursor } = await searchParams;
  const verdict = verdictNames.find((name) => name === wanted) ?? null;
  const campaign = await orNotFound(api.campaigns.byId({ campaignId }));
  const seesPersons = canSeeMembers(staff) === null;
  const word = seesPersons ? q.slice(0, 100) : "";
  const [numbers, progress, reactions, log, colleagues] = await Promise.all([
    api.results.numbers({ campaignId }),
    api.results.progress({ campaignId }),
    api.results.reactions({ campaignId }),
    orNotFound(api.results.log({ campaignId, verdict: verdict ?? undefined, q: word, cursor: cursorFrom(cursor) })),
    campaign.canEdit ? api.tenancy.staff() : [],
  ]);
  return (
    <CampaignPage
      {...{ base, campaign, verdict, given: verdictNames.filter((name) => numbers.verdicts[name] > 0) }}
      {...(await campaignParts(api, { base, campaign, numbers, progress, reactions }))}
      colleagues={Object.fromEntries(colleagues.map(({ membershipId, name }) => [membershipId, name]))}
      log={{
        rows: log.rows,
        nextCursor: log.cursor && JSON.stringify(log.cursor),
        isFirstPage: !cursor,
        seesPersons,
        q: word,
      }}
      search={seesPersons && <LogTools {...{ base, campaignId, verdict, canExport: campaign.canEdit }} />}
    />
  );
}
