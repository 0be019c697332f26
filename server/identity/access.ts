import type { Actor } from "@/server/kernel/ctx";
import { staffMay } from "@/server/kernel/permissions";

/** Looking for duplicates shows two persons side by side, and merging them changes both. */
export const canMerge = (actor: Actor): string | null =>
  staffMay(actor, "identity.merge") ? null : "identity.not_for_role";

export const canSetMerging = (actor: Actor): string | null =>
  staffMay(actor, "settings.edit") ? null : "identity.not_for_role";

export const canSeeHousehold = (actor: Actor): string | null =>
  staffMay(actor, "members.read") ? null : "identity.not_for_role";

export const canEditHousehold = (actor: Actor): string | null =>
  staffMay(actor, "members.edit") ? null : "identity.not_for_role";
