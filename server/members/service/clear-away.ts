import { and, eq, lt, or } from "drizzle-orm";
import { memberLinks, memberSessions } from "@/db/schema/members";
import { type Ctx, inTransaction } from "@/server/kernel/ctx";
import { endedSessionKeptMs, usedLinkKeptMs } from "@/server/tenancy/rules";

/** Deletes links that ran out a month ago and sessions that ended three months ago: nothing asks for them any more. */
export async function clearAway(ctx: Ctx): Promise<{ links: number; sessions: number }> {
  const before = (ms: number) => new Date(ctx.now.getTime() - ms);
  return inTransaction(ctx, async (t) => {
    const links = await t.tx
      .delete(memberLinks)
      .where(and(eq(memberLinks.tenantId, t.tenant), lt(memberLinks.expiresAt, before(usedLinkKeptMs))))
      .returning({ id: memberLinks.id });
    const ended = before(endedSessionKeptMs);
    const sessions = await t.tx
      .delete(memberSessions)
      .where(
        and(
          eq(memberSessions.tenantId, t.tenant),
          or(lt(memberSessions.expiresAt, ended), lt(memberSessions.revokedAt, ended)),
        ),
      )
      .returning({ id: memberSessions.id });
    return { links: links.length, sessions: sessions.length };
  });
}
