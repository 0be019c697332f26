/** Members in a target above which a second person approves, where a shop has settled nothing else. */
export const proposedApprovalAbove = 10_000;

export type ApprovalState = "waiting" | "approved" | "sent_back" | "withdrawn";

/** Whether a target of so many needs a second person; one that could not be counted does. `above` null = never. */
export const needsApproval = (persons: number | null, above: number | null): boolean =>
  above !== null && (persons === null || persons > above);
