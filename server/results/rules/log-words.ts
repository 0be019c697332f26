import enCampaigns from "@/components/messages/en/campaigns.json";
import enDelivery from "@/components/messages/en/delivery.json";
import jaCampaigns from "@/components/messages/ja/campaigns.json";
import jaDelivery from "@/components/messages/ja/delivery.json";
import type { Verdict } from "@/server/campaigns/input";

const words = {
  ja: { campaigns: jaCampaigns, delivery: jaDelivery },
  en: { campaigns: enCampaigns, delivery: enDelivery },
} as const;

interface Outcome {
  verdict: Verdict | null;
  lostTo: string | null;
  state: string | null;
  stateReason: string | null;
}

/** What became of one candidate, in the words of the screen: the verdict, why, and how far the message came. */
export function logWords({ verdict, lostTo, state, stateReason }: Outcome, locale: "ja" | "en") {
  const { campaigns, delivery } = words[locale];
  const reasons: Record<string, string> = delivery.stateReasons;
  const states: Record<string, string> = delivery.states;
  const isGone = state === "accepted" || state === "delivered";
  const why =
    verdict === "send" && !isGone
      ? stateReason === null
        ? ""
        : (reasons[stateReason] ?? delivery.stateReasons.other)
      : campaigns.why[verdict ?? "undecided"].replace("{campaign}", lostTo ?? "");
  return {
    verdict: campaigns.verdict[verdict ?? "undecided"],
    why,
    state: state === null ? "" : (states[state] ?? state),
  };
}
