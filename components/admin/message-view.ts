import type { Verdict } from "@/server/campaigns/input";

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

export type VerdictName = Verdict;

// The names are the engine's, of which only types may come here: one too many or too few is a type error.
const inOrder: Record<Verdict, null> = {
  send: null,
  no_consent: null,
  suppressed: null,
  no_address: null,
  holdout: null,
  exited: null,
  quiet_hours: null,
  household: null,
  capped: null,
  lost_to: null,
  cancelled: null,
};
/** Every verdict, in the order of the decision. */
export const verdictNames = Object.keys(inOrder) as Verdict[];

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
