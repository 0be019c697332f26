import type { Actor } from "@/server/kernel/ctx";

/** Who may record sales and returns at a store: everyone at the counter but analysts, and staff of a store only there. Null means yes. */
export function canRecord(actor: Actor, storeId: string | null): string | null {
  if (actor.kind === "system") return null;
  if (actor.kind !== "staff" || actor.role === "analyst") return "purchases.role";
  if (actor.storeId !== null && storeId !== null && actor.storeId !== storeId) return "purchases.other_store";
  return null;
}

/** Staff see every member's purchases, a member their own; the holder of a mere link sees none. Null means yes. */
export function canSeePurchases(actor: Actor, memberId: string): string | null {
  if (actor.kind === "staff" || actor.kind === "system") return null;
  return actor.kind === "member" && actor.id === memberId ? null : "purchases.not_yours";
}

/** Whole files are taken in by owners and marketers, and from the command line. Null means yes. */
export function canImport(actor: Actor): string | null {
  if (actor.kind === "system") return null;
  return actor.kind === "staff" && (actor.role === "owner" || actor.role === "marketer")
    ? null
    : "purchases.import_role";
}
