import type { CampaignDraft } from "../input";

export const campaignValues = ["target", "offer", "timing", "channel", "contents"] as const;
export type Missing = (typeof campaignValues)[number] | "timing_fact";

/** The first thing that keeps a draft from being published, or null. The screen's check list and the verb ask the same. */
export function whatIsMissing(draft: CampaignDraft): Missing | null {
  const absent = campaignValues.find((value) => draft[value] === undefined);
  if (absent) return absent;
  const { contents, timing } = draft;
  const isAboutWarranty = timing?.kind === "date_of_fact" && timing.fact === "warranty_end";
  // The warranty notice speaks of one product and its last day: only the end of a warranty can give them.
  return contents?.template === "warranty-notice" && !isAboutWarranty ? "timing_fact" : null;
}
