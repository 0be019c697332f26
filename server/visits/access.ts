import type { Actor } from "@/server/kernel/ctx";
import { staffMay } from "@/server/kernel/permissions";

type Refusal = "visits.role";

/** How many came, and where: numbers, no names. */
export const canSeeVisits = (actor: Actor): null | Refusal => (staffMay(actor, "visits.read") ? null : "visits.role");

export const canSetPlaces = (actor: Actor): null | Refusal => (staffMay(actor, "visits.edit") ? null : "visits.role");

/** The screen at the counter that shows the code, with who has just come. */
export const canShowCode = (actor: Actor): null | Refusal =>
  staffMay(actor, "members.issue_card") ? null : "visits.role";

/** Only the member who stands there checks in; nobody does it for another one. */
export const canCheckIn = (actor: Actor, memberId: string): null | Refusal =>
  actor.kind === "member" && actor.id === memberId ? null : "visits.role";

export const canSeeVisitsOf = (actor: Actor, memberId: string): null | Refusal =>
  (actor.kind === "member" && actor.id === memberId) || staffMay(actor, "members.read") ? null : "visits.role";
