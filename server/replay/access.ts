import type { Actor } from "@/server/kernel/ctx";
import { DomainError } from "@/server/kernel/errors";
import { staffMay } from "@/server/kernel/permissions";

export const canRunReplay = (actor: Actor): null | "replay.role" =>
  staffMay(actor, "replay.run") ? null : "replay.role";
export const canSeeReplay = (actor: Actor): null | "replay.role" =>
  staffMay(actor, "earning.read") ? null : "replay.role";
/** Who gains and who loses by name: not for those who work with numbers only. */
export const canSeePersons = (actor: Actor): boolean => staffMay(actor, "results.read_names");

export function forbidUnless(reason: string | null): void {
  if (reason) throw new DomainError("forbidden", reason);
}
