import type { Actor } from "@/server/kernel/ctx";

/** Who may freeze what a message says: those who may publish a campaign, and the product itself. Null, or the reason why not. */
export function canFreezeContent(actor: Actor): null | "contents.not_allowed" {
  if (actor.kind === "system") return null;
  return actor.kind === "staff" && (actor.role === "owner" || actor.role === "marketer")
    ? null
    : "contents.not_allowed";
}
