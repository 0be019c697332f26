import type { Actor } from "@/server/kernel/ctx";
import { DomainError } from "@/server/kernel/errors";
import { staffMay } from "@/server/kernel/permissions";

// Each answers null when the actor may, else the reason; screens ask before they offer, verbs ask before they act.

/** Points that one of the store staff may add or take by hand on one wallet within a day; owners and marketers are free. */
export const storeStaffAdjustLimit = 1_000;

/** Sales move points: the till (staff of a shop) and the product itself (imports, jobs). */
export function canPostSale(actor: Actor): null | "points.role" {
  return staffMay(actor, "purchases.record") ? null : "points.role";
}

/** Points are the member's own: they exchange them themselves, without a till. */
export function canSpend(actor: Actor, memberId: string): null | "points.role" {
  return actor.kind === "member" && actor.id === memberId ? null : canPostSale(actor);
}

/** `points`: signed, as in adjustPoints. */
export function canAdjust(actor: Actor, points: number): null | "points.role" | "points.adjust_limit" {
  if (!staffMay(actor, "points.adjust")) return "points.role";
  return !staffMay(actor, "points.adjust_freely") && Math.abs(points) > storeStaffAdjustLimit
    ? "points.adjust_limit"
    : null;
}

/** Of somebody else's request, never one's own. */
export function canApprove(actor: Actor): null | "points.role" {
  return staffMay(actor, "points.approve") ? null : "points.role";
}

export function canSetSafeguards(actor: Actor): null | "points.role" {
  return staffMay(actor, "settings.edit") ? null : "points.role";
}

/** Members give their own points; the office moves anybody's. */
export function canTransfer(actor: Actor, fromMemberId: string): null | "points.role" {
  if (actor.kind === "member") return actor.id === fromMemberId ? null : "points.role";
  return staffMay(actor, "points.adjust_freely") ? null : "points.role";
}

/** Taking a gift back, merging wallets and taking that back: the office alone. */
export function canMoveWallets(actor: Actor): null | "points.role" {
  return staffMay(actor, "points.adjust_freely") ? null : "points.role";
}

/** A family is its members' own affair; the counter helps them. */
export function canManageFamily(actor: Actor, memberId: string): null | "points.role" {
  if (actor.kind === "member") return actor.id === memberId ? null : "points.role";
  return staffMay(actor, "points.adjust") ? null : "points.role";
}

/** Whether the family may use somebody's points is for that person alone to say. */
export function canLend(actor: Actor, memberId: string): null | "points.role" {
  return actor.kind === "member" && actor.id === memberId ? null : "points.role";
}

export function canSetProgram(actor: Actor): null | "points.role" {
  return staffMay(actor, "points.program") ? null : "points.role";
}

/** Staff see every wallet; a member, also one who followed a signed link, sees the balance of their own. */
export function canSeeWallet(actor: Actor, memberId: string): null | "points.role" {
  if (staffMay(actor, "points.read")) return null;
  if (actor.kind === "member") return actor.id === memberId ? null : "points.role";
  return actor.kind === "link" && actor.memberId === memberId ? null : "points.role";
}

/** History tells where somebody shopped: for staff and for the signed-in member, never for a forwarded link. */
export function canSeeHistory(actor: Actor, memberId: string): null | "points.role" {
  return actor.kind === "link" ? "points.role" : canSeeWallet(actor, memberId);
}

/** Sums over the whole shop: not for the counter. */
export function canSeeProof(actor: Actor): null | "points.role" {
  return staffMay(actor, "proof.read") ? null : "points.role";
}

/** Throws `forbidden` with the reason that one of the questions above gave. */
export function forbidUnless(reason: string | null): void {
  if (reason) throw new DomainError("forbidden", reason);
}
