const day = 24 * 60 * 60_000;

// A member opens My Page from the phone's home screen now and then: ninety idle days, one year in any case.
export const memberSessionIdleMs = 90 * day;
export const memberSessionLifeMs = 365 * day;
/** Within this time after signing in nobody is asked again who they are before they change how they sign in. */
export const freshSignInMs = 15 * 60_000;
/** A claim printed at the counter may be opened at home; by then nothing personal is on the card. */
export const claimLifeMs = 7 * day;
/** How long one who followed a link in a mail counts as such. */
export const linkVisitMs = 30 * 60_000;

export type LinkPurpose = "sign_in" | "claim_card" | "verify_email" | "join";

/** The signing purpose of a member's one-time link; it names the shop, so a token of one shop says nothing at another. */
export const linkPurpose = (tenant: string, purpose: LinkPurpose): string => `member-${purpose}:${tenant}`;
