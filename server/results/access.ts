import type { Actor } from "@/server/kernel/ctx";

/** Who may see what campaigns did: owners, marketers, analysts, and the product itself. */
export function canReadResults(actor: Actor): null | "campaigns.read_role" {
  if (actor.kind === "system") return null;
  return actor.kind === "staff" && actor.role !== "store_staff" ? null : "campaigns.read_role";
}

/** Analysts work with numbers: they see member numbers, not names. */
export const canSeeNames = (actor: Actor): boolean =>
  actor.kind === "system" || (actor.kind === "staff" && actor.role !== "analyst" && canReadResults(actor) === null);

/** What one member was or was not sent, and why: for those who care for members, and the counter that is asked about it. */
export function canReadMemberMessages(actor: Actor): null | "campaigns.read_role" {
  if (actor.kind === "system" || actor.kind === "staff") return null;
  return "campaigns.read_role";
}
