import type { Actor } from "@/server/kernel/ctx";
import { DomainError } from "@/server/kernel/errors";
import { staffMay } from "@/server/kernel/permissions";

/** Whoever may set the shop up may also see how far that has come. */
export const canSetUp = (actor: Actor): null | "tenancy.owner_only" =>
  staffMay(actor, "settings.edit") ? null : "tenancy.owner_only";

/** Throws `forbidden` with the reason, if there is one. */
export function demand(reason: string | null): void {
  if (reason !== null) throw new DomainError("forbidden", reason);
}
