import type { Work } from "@/components/campaigns/composer/work";

// What has been typed and not been saved, kept in this tab: it outlives a reload, a crash of the page and a sign-in.

interface Kept {
  work: Work;
  /** What the typing began from, and its revision. */
  base: Work;
  revision: number;
}

const keyOf = (campaignId: string) => `goen.campaign-draft.${campaignId}`;

/** False where the browser keeps nothing (storage full or refused). */
export function keep(campaignId: string, kept: Kept): boolean {
  try {
    sessionStorage.setItem(keyOf(campaignId), JSON.stringify(kept));
    return true;
  } catch {
    return false;
  }
}

export function forget(campaignId: string): void {
  try {
    sessionStorage.removeItem(keyOf(campaignId));
  } catch {
    // What cannot be kept need not be forgotten.
  }
}

export function keptOf(campaignId: string): Kept | null {
  try {
    const kept = JSON.parse(sessionStorage.getItem(keyOf(campaignId)) ?? "null") as Kept | null;
    return kept && typeof kept.revision === "number" && kept.work?.draft && kept.base?.draft ? kept : null;
  } catch {
    return null;
  }
}
