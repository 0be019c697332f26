import { lt, or, sql } from "drizzle-orm";
import { staffSessions, staffSignInLinks } from "@/db/schema/tenancy";
import { rateLimits } from "@/db/schema/kernel";
import { type Ctx, inTransaction } from "@/server/kernel/ctx";
import { sweepFiles } from "@/server/kernel/files";
import { endedSessionKeptMs, usedLinkKeptMs } from "../rules";

/** Clears away what nothing will ask for again: links long over, sessions long ended, counters run out, files past their day. */
export async function clearAway(ctx: Ctx): Promise<{ links: number; sessions: number; counters: number }> {
  const before = (ms: number) => new Date(ctx.now.getTime() - ms);
  await sweepFiles(ctx);
  return inTransaction(ctx, async (t) => {
    const links = await t.tx
      .delete(staffSignInLinks)
      .where(lt(staffSignInLinks.expiresAt, before(usedLinkKeptMs)))
      .returning({ id: staffSignInLinks.id });
    const sessions = await t.tx
      .delete(staffSessions)
      .where(
        or(
          lt(staffSessions.expiresAt, before(endedSessionKeptMs)),
          lt(staffSessions.revokedAt, before(endedSessionKeptMs)),
        ),
      )
      .returning({ id: staffSessions.id });
    const counters = await t.tx
      .delete(rateLimits)
      .where(sql`${rateLimits.expire} < ${ctx.now.getTime() - 3_600_000}`)
      .returning({ key: rateLimits.key });
    return { links: links.length, sessions: sessions.length, counters: counters.length };
  });
}
