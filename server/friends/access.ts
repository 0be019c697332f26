import type { Actor } from "@/server/kernel/ctx";
import { staffMay } from "@/server/kernel/permissions";

type Refusal = "friends.role";

export const canSeeFriends = (actor: Actor): null | Refusal =>
  staffMay(actor, "friends.read") ? null : "friends.role";

/** An invitation is accepted by whom it was for, and by the product for who joined by it. */
export const canAccept = (actor: Actor, memberId: string): null | Refusal =>
  actor.kind === "system" || (actor.kind === "member" && actor.id === memberId) ? null : "friends.role";

export const canSeeOwn = (actor: Actor, memberId: string): null | Refusal =>
  actor.kind === "system" || (actor.kind === "member" && actor.id === memberId) ? null : "friends.role";

/** Members give their own points away; the office moves points by other means. */
export const canGive = (actor: Actor, memberId: string): null | Refusal =>
  actor.kind === "member" && actor.id === memberId ? null : "friends.role";
