import type { Actor } from "@/server/kernel/ctx";
import { staffMay } from "@/server/kernel/permissions";

type Refusal = "rewards.role" | "rewards.not_for_you";

export const canReadRewards = (actor: Actor): null | Refusal =>
  staffMay(actor, "rewards.read") ? null : "rewards.role";

export const canEditRewards = (actor: Actor): null | Refusal =>
  staffMay(actor, "rewards.edit") ? null : "rewards.role";

export const canHandleRewards = (actor: Actor): null | Refusal =>
  staffMay(actor, "rewards.handle") ? null : "rewards.role";

/** Points are the member's own: the member exchanges them, or staff for the member before them. */
export const canExchange = (actor: Actor, memberId: string): null | Refusal =>
  actor.kind === "member" && actor.id === memberId ? null : canHandleRewards(actor);
