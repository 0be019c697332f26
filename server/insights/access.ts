import type { Actor } from "@/server/kernel/ctx";
import { staffMay } from "@/server/kernel/permissions";

/** Staff see anyone's recommendations, a member their own, a followed link those of its member. Null or the reason. */
export function canSeeRecommendations(actor: Actor, memberId: string): string | null {
  if (staffMay(actor, "recommendations.read")) return null;
  const own = actor.kind === "member" ? actor.id : actor.kind === "link" ? actor.memberId : null;
  return own === memberId ? null : "insights.not_yours";
}
