import type { Actor } from "@/server/kernel/ctx";
import { DomainError } from "@/server/kernel/errors";

/** Who may make, change, publish and stop campaigns: owners, marketers, and the product itself. */
export function canEditCampaigns(actor: Actor): null | "campaigns.edit_role" {
  if (actor.kind === "system") return null;
  return actor.kind === "staff" && (actor.role === "owner" || actor.role === "marketer") ? null : "campaigns.edit_role";
}

/** Who may see campaigns and their numbers: all of the above, and analysts. */
export function canReadCampaigns(actor: Actor): null | "campaigns.read_role" {
  if (actor.kind === "system") return null;
  return actor.kind === "staff" && actor.role !== "store_staff" ? null : "campaigns.read_role";
}

/** Throws `forbidden` with the reason a rule of access gave, if it gave one. */
export function ensure(reason: string | null): void {
  if (reason) throw new DomainError("forbidden", reason);
}
