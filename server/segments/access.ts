import type { Actor } from "@/server/kernel/ctx";

/** Who may build, count and look into segments: owners, marketers and the product's own jobs. Null or the reason. */
export const canUseSegments = (actor: Actor): string | null =>
  actor.kind === "system" || (actor.kind === "staff" && (actor.role === "owner" || actor.role === "marketer"))
    ? null
    : "segments.role";

/** Analysts may read what others have saved. Null or the reason. */
export const canReadSegments = (actor: Actor): string | null =>
  actor.kind === "staff" && actor.role === "analyst" ? null : canUseSegments(actor);
