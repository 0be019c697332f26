import type { Actor } from "@/server/kernel/ctx";
import { staffMay } from "@/server/kernel/permissions";

/** Certificates and keys speak in the shop's name: whoever may change its settings. */
export const canSetIssuer = (actor: Actor): null | "passes.owner_only" =>
  staffMay(actor, "settings.edit") ? null : "passes.owner_only";

/** A card goes into the wallet of the member it belongs to. */
export const canTakePass = (actor: Actor, memberId: string): null | "passes.not_yours" =>
  actor.kind === "member" && actor.id === memberId ? null : "passes.not_yours";
