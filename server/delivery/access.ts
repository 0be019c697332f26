import type { Actor } from "@/server/kernel/ctx";
import { staffMay } from "@/server/kernel/permissions";

type Refusal = "delivery.not_allowed";

/** Who may hold, release or cancel what a campaign is sending. */
export const canSteerSending = (actor: Actor): null | Refusal =>
  staffMay(actor, "messages.steer") ? null : "delivery.not_allowed";

/** Who may stop or allow writing to a member: staff, the product, or the member themselves (by session or by their own link). */
export function canSuppress(actor: Actor, memberId: string): null | Refusal {
  if (staffMay(actor, "messages.suppress")) return null;
  const own = actor.kind === "member" ? actor.id : actor.kind === "link" ? actor.memberId : null;
  return own === memberId ? null : "delivery.not_allowed";
}

/** Who may read what was written to a member: staff, and the member. */
export const canReadDeliveries = (actor: Actor, memberId: string): null | Refusal =>
  staffMay(actor, "messages.read") || (actor.kind === "member" && actor.id === memberId)
    ? null
    : "delivery.not_allowed";
