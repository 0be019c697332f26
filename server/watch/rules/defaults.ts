import type { WatchRuleName } from "../input";

/** What each rule counts is worded at `watch.rules.<name>`; it finds what reaches the threshold. */
export const startingRules: Record<WatchRuleName, { isOn: boolean; threshold: number }> = {
  /** Sales to one card on one business day. */
  card_often: { isOn: true, threshold: 5 },
  /** Sales by one cashier to one card in a calendar week. */
  cashier_card: { isOn: true, threshold: 7 },
  /** Sales on a colleague's own card that they rang up, or while they stood at that store's till; a day. */
  own_card: { isOn: true, threshold: 1 },
  /** Points that one card earns within a clock hour. */
  velocity: { isOn: true, threshold: 10_000 },
  /** Points that a return could not take back, because they were spent. */
  return_after_spend: { isOn: true, threshold: 500 },
  /** Times one colleague gave points by hand on one business day. */
  many_by_hand: { isOn: true, threshold: 10 },
  /** Points spent within a day after an address, phone or card was changed. */
  after_change: { isOn: true, threshold: 3_000 },
};

/** How far back a look goes: a calendar week and a day are whole. */
export const lookBackDays = 8;
/** What a trial of a threshold is counted over. */
export const trialDays = 30;
/** Rows a finding shows; more are only counted. */
export const maxEvidence = 50;
