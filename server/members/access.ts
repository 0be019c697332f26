import type { Actor, StaffRole } from "@/server/kernel/ctx";

const hasRole = (actor: Actor, ...roles: StaffRole[]) => actor.kind === "staff" && roles.includes(actor.role);
const isSelf = (actor: Actor, memberId: string) => actor.kind === "member" && actor.id === memberId;

/** Analysts work with numbers, not with persons: they see nobody's name. */
export const canSeeMembers = (actor: Actor): string | null =>
  actor.kind === "system" || hasRole(actor, "owner", "marketer", "store_staff") ? null : "members.not_for_role";

export const canSeeMember = (actor: Actor, memberId: string): string | null =>
  isSelf(actor, memberId) ? null : canSeeMembers(actor);

export const canIssueCard = (actor: Actor): string | null =>
  actor.kind === "system" || hasRole(actor, "owner", "marketer", "store_staff") ? null : "members.not_for_role";

export const canChangeMember = (actor: Actor, memberId: string): string | null =>
  isSelf(actor, memberId) || canSeeMembers(actor) === null ? null : "members.not_yours";

/**
 * A proven address is the way into an account: whoever moved it to a mailbox of their own would be in. Members move theirs by a
 * link to the new one; where that is impossible, an owner may, and the counter may not.
 */
export const canReplaceProvenEmail = (actor: Actor): string | null =>
  actor.kind === "system" || hasRole(actor, "owner") ? null : "members.email_proven";

/** Consent is the person's own word; staff write down what was said at the counter, a link in a mail may withdraw. */
export const canSetConsent = (actor: Actor, memberId: string, isGranted: boolean): string | null => {
  if (actor.kind === "link" && actor.memberId === memberId && !isGranted) return null;
  return canChangeMember(actor, memberId);
};

export const canImportMembers = (actor: Actor): string | null =>
  actor.kind === "system" || hasRole(actor, "owner", "marketer") ? null : "members.not_for_role";
