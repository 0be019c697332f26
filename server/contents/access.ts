import type { Actor } from "@/server/kernel/ctx";
import { staffMay } from "@/server/kernel/permissions";

/** Who may freeze what a message says: those who may publish a campaign, and the product itself. Null, or the reason why not. */
export function canFreezeContent(actor: Actor): null | "contents.not_allowed" {
  return staffMay(actor, "contents.publish") ? null : "contents.not_allowed";
}
