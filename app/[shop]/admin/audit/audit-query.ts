import { isUuid } from "@/server/kernel/ids";
import type { AuditFilter } from "@/server/tenancy/input";

/** Modules whose changes are written down, in the order of the filter; `read` is personal data that was looked at. */
export const auditModules = [
  "tenancy",
  "members",
  "read",
  "points",
  "earning",
  "ranks",
  "coupons",
  "rewards",
  "visits",
  "friends",
  "replay",
  "books",
  "watch",
  "purchases",
  "warranties",
  "repairs",
  "segments",
  "campaigns",
  "contents",
  "delivery",
  "catalog",
  "imports",
  "counter",
  "pos",
  "identity",
  "passes",
  "onboarding",
] as const;

export interface AuditQuery {
  from?: string;
  to?: string;
  actor?: string;
  kind?: string;
  q?: string;
  cursor?: string;
}

const day = /^\d{4}-\d\d-\d\d$/;
const actorKinds = ["staff", "member", "link", "visitor", "system", "api_key"] as const;

/** What the address asks for; what nobody could have chosen is left out. */
export function filterFrom({ from, to, actor, kind, q }: AuditQuery): AuditFilter {
  return {
    from: from && day.test(from) ? from : undefined,
    to: to && day.test(to) ? to : undefined,
    actorId: actor && isUuid(actor) ? actor : undefined,
    actorKind: actorKinds.find((name) => name === actor),
    action: auditModules.find((name) => name === kind),
    q: q?.trim().slice(0, 100) || undefined,
  };
}
