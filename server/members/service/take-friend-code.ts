import { randomInt } from "node:crypto";
import { type Ctx, inTransaction } from "@/server/kernel/ctx";
import { DomainError } from "@/server/kernel/errors";
import { friendCodeOf } from "../queries/friend-code";
import { friendCode } from "../rules/friend-code";
import { lockMember, takeKey } from "./key-holder";

/** The code by which friends find the acting member; the same one ever after. Throws forbidden, not_found `members.member`. */
export async function takeFriendCode(
  ctx: Ctx,
  memberId: string,
  draw: (below: number) => number = randomInt,
): Promise<string> {
  if (ctx.actor.kind !== "member" || ctx.actor.id !== memberId) throw new DomainError("forbidden", "members.not_yours");
  return inTransaction(ctx, async (t) => {
    await lockMember(t, memberId);
    const known = await friendCodeOf(t, memberId);
    if (known) return known;
    for (let tries = 0; tries < 10; tries += 1) {
      const code = friendCode(draw);
      if (await takeKey(t, memberId, "friend", code)) return code;
    }
    throw new Error("no free code after ten draws");
  });
}
