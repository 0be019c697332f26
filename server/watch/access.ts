import type { Actor } from "@/server/kernel/ctx";
import { DomainError } from "@/server/kernel/errors";
import { staffMay } from "@/server/kernel/permissions";

// Each answers null when the actor may, else the reason.

/** Whoever may adjust may ask for more than that. */
export const canAsk = (actor: Actor): null | "watch.role" =>
  actor.kind === "staff" && staffMay(actor, "points.adjust") ? null : "watch.role";

/** A second person decides, never the one who asked, whichever of the shop's roles either has. */
export function canDecide(actor: Actor, askedByAccount: string): null | "watch.role" | "watch.own_request" {
  if (actor.kind !== "staff" || !staffMay(actor, "points.approve")) return "watch.role";
  return actor.accountId === askedByAccount ? "watch.own_request" : null;
}

/** Requests are read by whoever may adjust, and by the product itself. */
export const canSeeRequests = (actor: Actor): null | "watch.role" =>
  staffMay(actor, "points.adjust") ? null : "watch.role";

/** The office sees every request, the counter its own. */
export const canSeeAll = (actor: Actor): boolean => staffMay(actor, "points.approve");

export const canWatch = (actor: Actor): null | "watch.role" => (staffMay(actor, "watch.read") ? null : "watch.role");
export const canAct = (actor: Actor): null | "watch.role" => (staffMay(actor, "watch.act") ? null : "watch.role");
export const canSetRules = (actor: Actor): null | "watch.role" =>
  staffMay(actor, "watch.rules") ? null : "watch.role";

/** Members claim receipts for themselves; the counter does it for them. */
export function canClaim(actor: Actor, memberId: string): null | "watch.role" {
  if (actor.kind === "member") return actor.id === memberId ? null : "watch.role";
  return staffMay(actor, "purchases.record") ? null : "watch.role";
}

/** Throws `forbidden` with the reason that one of the questions above gave. */
export function forbidUnless(reason: string | null): void {
  if (reason) throw new DomainError("forbidden", reason);
}
