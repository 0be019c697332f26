import type { Work } from "@/components/campaigns/composer/work";
import { keepUnder, keptUnder } from "@/components/form/kept";

interface Kept {
  work: Work;
  /** What the typing began from, and its revision. */
  base: Work;
  revision: number;
}

const keyOf = (campaignId: string) => `goen.campaign-draft.${campaignId}`;

/** What has been typed into the composer and not been saved. */
export const keptOf = (campaignId: string): Kept | null =>
  keptUnder<Kept>(
    keyOf(campaignId),
    (kept) => typeof kept.revision === "number" && Boolean(kept.work?.draft && kept.base?.draft),
  );

export const keep = (campaignId: string, kept: Kept) => keepUnder(keyOf(campaignId), kept);
export const forget = (campaignId: string) => keepUnder(keyOf(campaignId), null);
