import { and, eq, isNull } from "drizzle-orm";
import { memberKeys } from "@/db/schema/members";
import { audit } from "@/server/kernel/audit";
import { type Ctx, inTransaction } from "@/server/kernel/ctx";
import { demand } from "@/server/tenancy/access";
import { canSeeMembers } from "../access";
import { lockMember } from "./key-holder";

/**
 * Stops every card of a member, with a reason: a reader says so, and nobody ever gets the numbers. The membership goes on; `reissueCard`
 * gives a new card. Returns how many were stopped now. Throws `forbidden`, `not_found`.
 */
export async function stopCards(ctx: Ctx, memberId: string, reason: string): Promise<number> {
  demand(canSeeMembers(ctx.actor));
  return inTransaction(ctx, async (t) => {
    await lockMember(t, memberId);
    const stopped = await t.tx
      .update(memberKeys)
      .set({ stoppedAt: t.now })
      .where(
        and(
          eq(memberKeys.tenantId, t.tenant),
          eq(memberKeys.memberId, memberId),
          eq(memberKeys.kind, "card"),
          isNull(memberKeys.stoppedAt),
        ),
      )
      .returning({ value: memberKeys.value });
    const subject = { kind: "member", id: memberId };
    if (stopped.length > 0)
      await audit(t, {
        action: "members.stop_cards",
        subject,
        memberId,
        after: { reason, cards: stopped.map(({ value }) => value) },
      });
    return stopped.length;
  });
}
