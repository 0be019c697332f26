/** One candidate of a campaign and what became of it, as screens need it. */
export interface MessageView {
  memberId: string;
  memberNo: string;
  name: string | null;
  campaignId: string;
  campaignName: string;
  versionId: string;
  occurrence: string;
  productName: string | null;
  dueAt: Date;
  verdict: VerdictName | null;
  decidedAt: Date | null;
  lostTo: { campaignId: string; name: string } | null;
  delivery: {
    id: string;
    state: string;
    stateReason: string | null;
    sendAt: Date;
    openedAt: Date | null;
    clickedAt: Date | null;
  } | null;
}

export const verdictNames = [
  "send",
  "no_consent",
  "suppressed",
  "no_address",
  "holdout",
  "exited",
  "quiet_hours",
  "capped",
  "lost_to",
  "cancelled",
] as const;
export type VerdictName = (typeof verdictNames)[number];

/** A message that no campaign sent: a receipt, a sign-in link. */
export interface ServiceMailView {
  deliveryId: string;
  campaignId: string | null;
  template: string;
  state: string;
  stateReason: string | null;
  sendAt: Date;
  openedAt: Date | null;
  clickedAt: Date | null;
}
