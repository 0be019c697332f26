import { and, desc, eq, gt, isNull } from "drizzle-orm";
import { memberSessions } from "@/db/schema/members";
import { type Ctx, read } from "@/server/kernel/ctx";
import { demand } from "@/server/tenancy/access";
import { canSeeMember } from "../access";
import { deviceOf } from "../rules/device";

/** Where a member is signed in now, the last used first; at most 100. */
export async function sessionsOf(ctx: Ctx, memberId: string) {
  demand(canSeeMember(ctx.actor, memberId));
  const rows = await read(ctx, (tx) =>
    tx
      .select({
        sessionId: memberSessions.id,
        createdAt: memberSessions.createdAt,
        lastSeenAt: memberSessions.lastSeenAt,
        userAgent: memberSessions.userAgent,
      })
      .from(memberSessions)
      .where(
        and(
          eq(memberSessions.tenantId, ctx.tenant),
          eq(memberSessions.memberId, memberId),
          isNull(memberSessions.revokedAt),
          gt(memberSessions.expiresAt, ctx.now),
        ),
      )
      .orderBy(desc(memberSessions.lastSeenAt), desc(memberSessions.id))
      .limit(100),
  );
  return rows.map(({ userAgent, ...row }) => ({ ...row, ...deviceOf(userAgent) }));
}
