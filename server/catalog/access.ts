import type { Actor } from "@/server/kernel/ctx";
import { staffMay } from "@/server/kernel/permissions";

/** Owners and marketers keep the catalogue, and imports do; null means yes. */
export const canEditCatalog = (actor: Actor): string | null =>
  staffMay(actor, "catalog.edit") ? null : "catalog.role";
