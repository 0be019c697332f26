import { and, eq, isNull, ne } from "drizzle-orm";
import { memberSessions } from "@/db/schema/members";
import { audit } from "@/server/kernel/audit";
import { type Ctx, inTransaction } from "@/server/kernel/ctx";
import { DomainError } from "@/server/kernel/errors";
import { isUuid } from "@/server/kernel/ids";
import { demand } from "@/server/tenancy/access";
import { canChangeMember } from "../access";

/**
 * Ends one of a member's log-ins, or, without an id, all but `except`. Returns how many ended. Throws `forbidden`, or
 * `not_found` for an id that is not an open log-in of that member.
 */
export async function endSessions(
  ctx: Ctx,
  input: { memberId: string; sessionId?: string; except?: string | null },
): Promise<number> {
  const { memberId, sessionId, except } = input;
  demand(canChangeMember(ctx.actor, memberId));
  if (sessionId !== undefined && !isUuid(sessionId)) throw new DomainError("not_found", "members.session");
  return inTransaction(ctx, async (t) => {
    const ended = await t.tx
      .update(memberSessions)
      .set({ revokedAt: t.now })
      .where(
        and(
          eq(memberSessions.tenantId, t.tenant),
          eq(memberSessions.memberId, memberId),
          isNull(memberSessions.revokedAt),
          sessionId === undefined ? undefined : eq(memberSessions.id, sessionId),
          except ? ne(memberSessions.id, except) : undefined,
        ),
      )
      .returning({ id: memberSessions.id });
    if (sessionId !== undefined && ended.length === 0) throw new DomainError("not_found", "members.session");
    if (ended.length > 0)
      await audit(t, {
        action: "members.end_sessions",
        subject: { kind: "member", id: memberId },
        memberId,
        after: { ended: ended.length },
      });
    return ended.length;
  });
}
