import { and, eq, isNull } from "drizzle-orm";
import { memberKeys, members } from "@/db/schema/members";
import { type Ctx, read } from "@/server/kernel/ctx";
import { plainFriendCode } from "../rules/friend-code";

/** Whose code that is, while they are a member; null for anything else. For verbs that have counted the try. */
export async function memberByFriendCode(ctx: Ctx, typed: string): Promise<{ memberId: string; code: string } | null> {
  const code = plainFriendCode(typed);
  if (code === null) return null;
  const [row] = await read(ctx, (tx) =>
    tx
      .select({ memberId: memberKeys.memberId })
      .from(memberKeys)
      .innerJoin(members, and(eq(members.tenantId, memberKeys.tenantId), eq(members.memberId, memberKeys.memberId)))
      .where(
        and(
          eq(memberKeys.tenantId, ctx.tenant),
          eq(memberKeys.kind, "friend"),
          eq(memberKeys.value, code),
          isNull(memberKeys.stoppedAt),
          isNull(members.withdrawnAt),
        ),
      ),
  );
  return row ? { memberId: row.memberId, code } : null;
}

/** The member's own code; null until they have asked for one. */
export async function friendCodeOf(ctx: Ctx, memberId: string): Promise<string | null> {
  const [row] = await read(ctx, (tx) =>
    tx
      .select({ code: memberKeys.value })
      .from(memberKeys)
      .where(and(eq(memberKeys.tenantId, ctx.tenant), eq(memberKeys.memberId, memberId), eq(memberKeys.kind, "friend")))
      // Two records that became one have two codes, and both go on working.
      .orderBy(memberKeys.createdAt, memberKeys.value)
      .limit(1),
  );
  return row?.code ?? null;
}
