import type { Actor } from "@/server/kernel/ctx";
import { staffMay } from "@/server/kernel/permissions";

/** Who may see what campaigns did: owners, marketers, analysts, and the product itself. */
export function canReadResults(actor: Actor): null | "campaigns.read_role" {
  return staffMay(actor, "results.read") ? null : "campaigns.read_role";
}

/** Analysts work with numbers: they see member numbers, not names. */
export const canSeeNames = (actor: Actor): boolean => staffMay(actor, "results.read_names");

/** What one member was or was not sent, and why: for those who care for members, and the counter that is asked about it. */
export function canReadMemberMessages(actor: Actor): null | "campaigns.read_role" {
  return staffMay(actor, "messages.read") ? null : "campaigns.read_role";
}
