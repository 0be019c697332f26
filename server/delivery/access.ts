import type { Actor } from "@/server/kernel/ctx";

type Refusal = "delivery.not_allowed";
const isMarketer = (actor: Actor) => actor.kind === "staff" && (actor.role === "owner" || actor.role === "marketer");

/** Who may hold, release or cancel what a campaign is sending. */
export const canSteerSending = (actor: Actor): null | Refusal =>
  actor.kind === "system" || isMarketer(actor) ? null : "delivery.not_allowed";

/** Who may stop or allow writing to a member: staff, the product, or the member themselves (by session or by their own link). */
export function canSuppress(actor: Actor, memberId: string): null | Refusal {
  if (actor.kind === "system" || actor.kind === "staff") return null;
  const own = actor.kind === "member" ? actor.id : actor.kind === "link" ? actor.memberId : null;
  return own === memberId ? null : "delivery.not_allowed";
}

/** Who may read what was written to a member: staff, and the member. */
export const canReadDeliveries = (actor: Actor, memberId: string): null | Refusal =>
  actor.kind === "system" || actor.kind === "staff" || (actor.kind === "member" && actor.id === memberId)
    ? null
    : "delivery.not_allowed";
