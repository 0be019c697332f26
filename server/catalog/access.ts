import type { Actor } from "@/server/kernel/ctx";

/** Owners and marketers keep the catalogue, and imports do; null means yes. */
export function canEditCatalog(actor: Actor): string | null {
  if (actor.kind === "system") return null;
  if (actor.kind === "staff" && (actor.role === "owner" || actor.role === "marketer")) return null;
  return "catalog.role";
}
