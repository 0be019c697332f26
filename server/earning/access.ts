import type { Actor } from "@/server/kernel/ctx";
import { DomainError } from "@/server/kernel/errors";
import { staffMay } from "@/server/kernel/permissions";

// Each answers null when the actor may, else the reason.

/** The rules with what they have given: for those who plan and count. */
export const canSeeRules = (actor: Actor): null | "earning.role" =>
  staffMay(actor, "earning.read") ? null : "earning.role";

export const canEditRules = (actor: Actor): null | "earning.role" =>
  staffMay(actor, "earning.edit") ? null : "earning.role";

/** What is published binds the shop towards its customers. */
export const canPublishRules = (actor: Actor): null | "earning.role" =>
  staffMay(actor, "earning.publish") ? null : "earning.role";

/** Points for a sale or an occasion: whoever may record one, the member's own deed, and the product itself. */
export function canAward(actor: Actor, memberId: string): null | "earning.role" {
  if (staffMay(actor, "purchases.record")) return null;
  return actor.kind === "member" && actor.id === memberId ? null : "earning.role";
}

/** Other systems of the shop tell what a member did. */
export const canReport = (actor: Actor): null | "earning.role" =>
  staffMay(actor, "earning.report") ? null : "earning.role";

/** Why somebody earned something: staff, and the signed-in member their own. */
export function canSeeWhy(actor: Actor, memberId: string): null | "earning.role" {
  if (staffMay(actor, "points.read")) return null;
  return actor.kind === "member" && actor.id === memberId ? null : "earning.role";
}

/** Throws `forbidden` with the reason that one of the questions above gave. */
export function forbidUnless(reason: string | null): void {
  if (reason) throw new DomainError("forbidden", reason);
}
