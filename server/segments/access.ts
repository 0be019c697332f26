import type { Actor } from "@/server/kernel/ctx";
import { staffMay } from "@/server/kernel/permissions";

/** Who may build, count and look into segments: owners, marketers and the product's own jobs. Null or the reason. */
export const canUseSegments = (actor: Actor): string | null =>
  staffMay(actor, "segments.edit") ? null : "segments.role";

/** Analysts may read what others have saved. Null or the reason. */
export const canReadSegments = (actor: Actor): string | null =>
  staffMay(actor, "segments.read") ? null : "segments.role";
