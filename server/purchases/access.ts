import type { Actor } from "@/server/kernel/ctx";
import { staffMay } from "@/server/kernel/permissions";

/** Who may record sales and returns at a store: everyone at the counter but analysts, and staff of a store only there. Null means yes. */
export function canRecord(actor: Actor, storeId: string | null): string | null {
  if (actor.kind === "system") return null;
  if (!staffMay(actor, "purchases.record")) return "purchases.role";
  const own = actor.kind === "staff" || actor.kind === "api_key" ? actor.storeId : null;
  if (own !== null && storeId !== null && own !== storeId) return "purchases.other_store";
  return null;
}

/** Staff see every member's purchases, a member their own; the holder of a mere link sees none. Null means yes. */
export function canSeePurchases(actor: Actor, memberId: string): string | null {
  if (staffMay(actor, "purchases.read")) return null;
  return actor.kind === "member" && actor.id === memberId ? null : "purchases.not_yours";
}

/** Whole files are taken in by owners and marketers, and from the command line. Null means yes. */
export const canImport = (actor: Actor): string | null =>
  staffMay(actor, "imports.run") ? null : "purchases.import_role";
