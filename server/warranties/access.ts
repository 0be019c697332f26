import type { Actor } from "@/server/kernel/ctx";
import { staffMay } from "@/server/kernel/permissions";

/** Staff see every member's warranties, a member or the holder of a signed link their own; null means yes. */
export function canSeeWarranties(actor: Actor, memberId: string): string | null {
  if (staffMay(actor, "warranties.read")) return null;
  if (actor.kind === "member" && actor.id === memberId) return null;
  if (actor.kind === "link" && actor.memberId === memberId) return null;
  return "warranties.not_yours";
}
