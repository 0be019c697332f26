import type { Ctx } from "@/server/kernel/ctx";

/** From where a member said yes or no; empty where staff, a job or an import wrote it down, whose address would prove nothing. */
export const clientOf = ({ actor, client }: Ctx): { ip: string | null; userAgent: string | null } =>
  actor.kind === "member" || actor.kind === "link" || actor.kind === "visitor"
    ? { ip: client?.ip ?? null, userAgent: client?.userAgent ?? null }
    : { ip: null, userAgent: null };
