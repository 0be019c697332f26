import type { Actor } from "@/server/kernel/ctx";
import { staffMay } from "@/server/kernel/permissions";

/** A counter's work is seen and undone by those who do it; staff of one store, only there. Null means yes. */
export function canStandAt(actor: Actor, storeId: string): null | "counter.role" | "counter.other_store" {
  if (!staffMay(actor, "purchases.record")) return "counter.role";
  const own = actor.kind === "staff" ? actor.storeId : null;
  return own !== null && own !== storeId ? "counter.other_store" : null;
}
