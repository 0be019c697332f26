import type { Actor } from "@/server/kernel/ctx";
import { DomainError } from "@/server/kernel/errors";
import { staffMay } from "@/server/kernel/permissions";

/** Owners hire and dismiss; set-up and imports may too. */
export const canManageStaff = (actor: Actor): string | null =>
  staffMay(actor, "staff.manage") ? null : "tenancy.owner_only";

/** The list of colleagues is for those who run the shop. */
export const canSeeStaff = (actor: Actor): string | null =>
  staffMay(actor, "staff.read") ? null : "tenancy.not_for_role";

/** Name, colour, card, sending, language: what the shop is to everybody. */
export const canEditSettings = (actor: Actor): string | null =>
  staffMay(actor, "settings.edit") ? null : "tenancy.owner_only";

export const canManageStores = (actor: Actor): string | null =>
  staffMay(actor, "stores.manage") ? null : "tenancy.owner_only";

export const canManageKeys = (actor: Actor): string | null =>
  staffMay(actor, "api_keys.manage") ? null : "tenancy.owner_only";

export const canSetAccess = (actor: Actor): string | null =>
  staffMay(actor, "settings.edit") ? null : "tenancy.owner_only";

export const canReadAudit = (actor: Actor): string | null =>
  staffMay(actor, "audit.read") ? null : "tenancy.not_for_role";

export const canRequestExport = (actor: Actor): string | null =>
  actor.kind === "staff" && staffMay(actor, "exports.request") ? null : "tenancy.not_for_role";

/** A second person decides, whichever of the shop's roles the first one has. */
export function canDecideExport(actor: Actor, requestedByAccount: string): string | null {
  if (actor.kind !== "staff" || !staffMay(actor, "exports.approve")) return "tenancy.not_for_role";
  return actor.accountId === requestedByAccount ? "tenancy.own_export" : null;
}

/** A written list is for who asked for it and for who agreed to it. */
export function canOpenExport(
  actor: Actor,
  one: { requestedByAccount: string; decidedByAccount: string | null },
): string | null {
  if (canRequestExport(actor) !== null || actor.kind !== "staff") return "tenancy.not_for_role";
  return [one.requestedByAccount, one.decidedByAccount].includes(actor.accountId) ? null : "tenancy.export_of_others";
}

/** A shop is made by set-up only. */
export const canCreateTenant = (actor: Actor): string | null =>
  actor.kind === "system" ? null : "tenancy.set_up_only";

/** Throws `forbidden` with the reason, if there is one. */
export function demand(reason: string | null): void {
  if (reason !== null) throw new DomainError("forbidden", reason);
}
