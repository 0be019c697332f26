import type { Actor } from "@/server/kernel/ctx";
import { DomainError } from "@/server/kernel/errors";
import { staffMay } from "@/server/kernel/permissions";

// Each answers null when the actor may, else the reason; screens ask before they offer, verbs ask before they act.

export const canReadRanks = (actor: Actor): null | "ranks.role" =>
  staffMay(actor, "ranks.read") ? null : "ranks.role";

export const canEditRanks = (actor: Actor): null | "ranks.role" =>
  staffMay(actor, "ranks.edit") ? null : "ranks.role";

export const canSetByHand = (actor: Actor): null | "ranks.role" =>
  staffMay(actor, "ranks.set_by_hand") ? null : "ranks.role";

/** Staff see every member's rank; a member, also one who followed a signed link, their own. */
export function canSeeRank(actor: Actor, memberId: string): null | "ranks.role" {
  if (actor.kind === "member") return actor.id === memberId ? null : "ranks.role";
  if (actor.kind === "link") return actor.memberId === memberId ? null : "ranks.role";
  return canReadRanks(actor);
}

/** Throws `forbidden` with the reason that one of the questions above gave. */
export function forbidUnless(reason: string | null): void {
  if (reason) throw new DomainError("forbidden", reason);
}
