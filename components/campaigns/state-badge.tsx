import { useTranslations } from "next-intl";
import { Badge, type Tone } from "@/components/ui/badge";

export const campaignStateNames = ["draft", "live", "paused", "finished", "cancelled"] as const;
export type CampaignStateName = (typeof campaignStateNames)[number];

const tones: Record<CampaignStateName, Tone> = {
  draft: "neutral",
  live: "ok",
  paused: "warn",
  finished: "neutral",
  cancelled: "danger",
};

/** Where a campaign stands. */
export function StateBadge({ state }: { state: CampaignStateName }) {
  const t = useTranslations("campaigns.state");
  return (
    <Badge tone={tones[state]} dot={state === "live"}>
      {t(state)}
    </Badge>
  );
}
