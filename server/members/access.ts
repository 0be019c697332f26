import type { Actor } from "@/server/kernel/ctx";
import { staffMay } from "@/server/kernel/permissions";

const isSelf = (actor: Actor, memberId: string) => actor.kind === "member" && actor.id === memberId;

/** Analysts work with numbers, not with persons: they see nobody's name. */
export const canSeeMembers = (actor: Actor): string | null =>
  staffMay(actor, "members.read") ? null : "members.not_for_role";

export const canSeeMember = (actor: Actor, memberId: string): string | null =>
  isSelf(actor, memberId) ? null : canSeeMembers(actor);

export const canIssueCard = (actor: Actor): string | null =>
  staffMay(actor, "members.issue_card") ? null : "members.not_for_role";

export const canChangeMember = (actor: Actor, memberId: string): string | null =>
  isSelf(actor, memberId) || staffMay(actor, "members.edit") ? null : "members.not_yours";

/**
 * A proven address is the way into an account: whoever moved it to a mailbox of their own would be in. Members move theirs by a
 * link to the new one; where that is impossible, an owner may, and the counter may not.
 */
export const canReplaceProvenEmail = (actor: Actor): string | null =>
  staffMay(actor, "members.replace_email") ? null : "members.email_proven";

/** Consent is the person's own word; staff write down what was said at the counter, a link in a mail may withdraw. */
export const canSetConsent = (actor: Actor, memberId: string, isGranted: boolean): string | null => {
  if (actor.kind === "link" && actor.memberId === memberId && !isGranted) return null;
  return canChangeMember(actor, memberId);
};

export const canImportMembers = (actor: Actor): string | null =>
  staffMay(actor, "imports.run") ? null : "members.not_for_role";

/** One's own account, or with the permission; what it costs is shown and confirmed on the screen. */
export const canWithdraw = (actor: Actor, memberId: string): string | null =>
  isSelf(actor, memberId) || staffMay(actor, "members.withdraw") ? null : "members.not_for_role";

/** Everything held about one person goes to that person, or to whoever answers for the shop's data. */
export const canExportPerson = (actor: Actor, memberId: string): string | null =>
  isSelf(actor, memberId) || staffMay(actor, "members.export") ? null : "members.not_for_role";

/** What staff write about somebody is for staff. */
export const canWriteNotes = (actor: Actor): string | null =>
  staffMay(actor, "members.edit") ? null : "members.not_for_role";

/** A note is its writer's to change; taking one away is for its writer and for the desk. */
export const canChangeNote = (actor: Actor, note: { authorId: string | null }): string | null =>
  canWriteNotes(actor) === null && actor.kind === "staff" && actor.id === note.authorId
    ? null
    : "members.note_not_yours";

export const canDeleteNote = (actor: Actor, note: { authorId: string | null }): string | null =>
  canChangeNote(actor, note) === null || staffMay(actor, "members.bulk") ? null : "members.note_not_yours";

export const canTagMembers = (actor: Actor): string | null =>
  staffMay(actor, "members.edit") ? null : "members.not_for_role";

/** Labels are made, and many members changed at once, by the desk. */
export const canRunBulk = (actor: Actor): string | null =>
  staffMay(actor, "members.bulk") ? null : "members.not_for_role";
