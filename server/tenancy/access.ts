import type { Actor } from "@/server/kernel/ctx";
import { DomainError } from "@/server/kernel/errors";
import { staffMay } from "@/server/kernel/permissions";

/** Owners hire and dismiss; set-up and imports may too. */
export const canManageStaff = (actor: Actor): string | null =>
  staffMay(actor, "staff.manage") ? null : "tenancy.owner_only";

/** The list of colleagues is for those who run the shop. */
export const canSeeStaff = (actor: Actor): string | null =>
  staffMay(actor, "staff.read") ? null : "tenancy.not_for_role";

/** A shop is made by set-up only. */
export const canCreateTenant = (actor: Actor): string | null =>
  actor.kind === "system" ? null : "tenancy.set_up_only";

/** Throws `forbidden` with the reason, if there is one. */
export function demand(reason: string | null): void {
  if (reason !== null) throw new DomainError("forbidden", reason);
}
