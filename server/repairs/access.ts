import type { Actor } from "@/server/kernel/ctx";
import { staffMay } from "@/server/kernel/permissions";

type Refusal = "repairs.not_for_you" | "repairs.sign_in_first";

const isSelf = (actor: Actor, memberId: string) => actor.kind === "member" && actor.id === memberId;

/** The whole of a repair, with address, pictures and amounts: for the member and the shop's people. */
export const canReadRepair = (actor: Actor, memberId: string): null | Refusal =>
  isSelf(actor, memberId) || staffMay(actor, "repairs.read") ? null : "repairs.not_for_you";

/** Where a repair stands: also for whoever holds a mail about it. */
export const canSeeRepairState = (actor: Actor, memberId: string): null | Refusal =>
  actor.kind === "link" && actor.memberId === memberId ? null : canReadRepair(actor, memberId);

export const canManageRepairs = (actor: Actor): null | Refusal =>
  staffMay(actor, "repairs.manage") ? null : "repairs.not_for_you";

export const canReadRepairs = (actor: Actor): null | Refusal =>
  staffMay(actor, "repairs.read") ? null : "repairs.not_for_you";

export const canRequestRepair = (actor: Actor, memberId: string): null | Refusal =>
  isSelf(actor, memberId) ? null : canManageRepairs(actor);

/** Money is agreed to by the person who signed in: a mail's link may have been forwarded. */
export function canAnswerEstimate(actor: Actor, memberId: string): null | Refusal {
  if (actor.kind === "link") return "repairs.sign_in_first";
  return canRequestRepair(actor, memberId);
}

export const canReadTurnaround = (actor: Actor): null | Refusal =>
  staffMay(actor, "repairs.read") || staffMay(actor, "results.read") ? null : "repairs.not_for_you";

export const canEditPolicy = (actor: Actor): null | Refusal =>
  staffMay(actor, "settings.edit") ? null : "repairs.not_for_you";
