import type { VerdictName } from "@/components/admin/message-view";

export type FindingName = "gain" | "loss" | "not_proven" | "too_small";

export interface EstimateView {
  lift: number;
  /** 95 % interval of the lift. */
  low: number;
  high: number;
  finding: FindingName;
}

export interface EffectView {
  treated: { members: number; buyers: number; yen: number };
  holdout: { members: number; buyers: number; yen: number };
  conversion: EstimateView | null;
  yenPerMember: EstimateView | null;
  extraYen: { yen: number; low: number; high: number } | null;
}

/** What a campaign did, as screens need it. */
export interface CampaignNumbersView {
  candidates: number;
  undecided: number;
  verdicts: Record<VerdictName, number>;
  deliveries: { total: number; byState: Record<string, number>; opened: number; clicked: number };
  attributionDays: number;
  effect: EffectView;
}
