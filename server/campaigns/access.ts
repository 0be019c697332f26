import type { Actor } from "@/server/kernel/ctx";
import { DomainError } from "@/server/kernel/errors";
import { staffMay } from "@/server/kernel/permissions";

/** Who may make, change and stop campaigns: owners, marketers, and the product itself. */
export const canEditCampaigns = (actor: Actor): null | "campaigns.edit_role" =>
  staffMay(actor, "campaigns.edit") ? null : "campaigns.edit_role";

/** Who may publish them. */
export const canLaunchCampaigns = (actor: Actor): null | "campaigns.edit_role" =>
  staffMay(actor, "campaigns.launch") ? null : "campaigns.edit_role";

/**
 * Who may publish one as a service message, which asks for no consent, minds no unsubscription and counts against no cap: a recall,
 * a closed store. Owners answer for that before the law (特定電子メール法), so it is theirs.
 */
export const canPublishAsService = (actor: Actor): null | "campaigns.service_role" =>
  staffMay(actor, "campaigns.publish_service") ? null : "campaigns.service_role";

/** Who may let out what somebody else has put before them because of its size. */
export const canApproveCampaigns = (actor: Actor): null | "campaigns.approve_role" =>
  staffMay(actor, "campaigns.approve") ? null : "campaigns.approve_role";

/** Who may say from which size on a second person is asked. */
export const canSetApprovalLimit = (actor: Actor): null | "campaigns.limit_role" =>
  staffMay(actor, "settings.edit") ? null : "campaigns.limit_role";

/** Who may see campaigns and their numbers: all of the above, and analysts. */
export const canReadCampaigns = (actor: Actor): null | "campaigns.read_role" =>
  staffMay(actor, "campaigns.read") ? null : "campaigns.read_role";

/** Throws `forbidden` with the reason a rule of access gave, if it gave one. */
export function ensure(reason: string | null): void {
  if (reason) throw new DomainError("forbidden", reason);
}
