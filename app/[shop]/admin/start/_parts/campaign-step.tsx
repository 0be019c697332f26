import "server-only";
import { getTranslations } from "next-intl/server";
import { StateBadge } from "@/components/campaigns/state-badge";
import { ButtonLink } from "@/components/ui/button-link";
import { Notice } from "@/components/ui/notice";
import { campaignParts } from "../../campaigns/[campaign]/campaign-parts";
import type { adminCaller } from "../../_parts/admin-gate";
import { LaunchButton } from "../../_parts/launch-button";
import { ChooseCampaign } from "./choose-campaign";

type Api = Awaited<ReturnType<typeof adminCaller>>["api"];
type Props = { api: Api; base: string; locale: "ja" | "en"; isDone: boolean };

/** Three campaigns to begin with; the one that was chosen says whom it reaches before it is launched. */
export async function CampaignStep({ api, base, locale, isDone }: Props) {
  const t = await getTranslations("start.setUp.steps.campaign");
  const { rows } = await api.campaigns.list({ limit: 1 });
  const [newest] = rows;
  if (!newest) return <ChooseCampaign locale={locale} />;
  const campaign = await api.campaigns.byId({ campaignId: newest.id });
  const [numbers, progress, reactions] = await Promise.all([
    api.results.numbers({ campaignId: newest.id }),
    api.results.progress({ campaignId: newest.id }),
    api.results.reactions({ campaignId: newest.id }),
  ]);
  const parts = await campaignParts(api, { base, campaign, numbers, progress, reactions });
  return (
    <div className="grid gap-5">
      {isDone && <Notice tone="ok">{t("launched")}</Notice>}
      <div className="grid gap-4 rounded-lg border border-line p-4">
        <div className="flex flex-wrap items-center gap-3">
          <h3 className="text-base">{campaign.name}</h3>
          <StateBadge state={campaign.state} />
        </div>
        <div className="grid gap-1 text-sm">
          <p className="text-ink-3">{t("reaches")}</p>
          {parts.target}
        </div>
        <div className="flex flex-wrap justify-end gap-2">
          {parts.contents}
          <ButtonLink
            href={`${base}/campaigns/${campaign.id}${campaign.state === "draft" ? "/edit" : ""}`}
            variant="secondary"
          >
            {t(campaign.state === "draft" ? "edit" : "see")}
          </ButtonLink>
          {campaign.state === "draft" ? <LaunchButton campaign={campaign} /> : parts.actions}
        </div>
      </div>
      {!isDone && <ChooseCampaign locale={locale} isAnother />}
    </div>
  );
}
