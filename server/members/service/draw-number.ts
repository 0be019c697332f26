import { randomInt } from "node:crypto";
import type { TxCtx } from "@/server/kernel/ctx";
import { memberNumber, memberSerials } from "../rules/member-number";
import { takeKey } from "./key-holder";

/** Draws a member number that nobody in the shop has and makes it this member's card key. `draw` gives a serial below its argument. */
export async function drawMemberNumber(
  t: TxCtx,
  memberId: string,
  draw: (below: number) => number = randomInt,
): Promise<string> {
  // With ten million members one draw in a thousand meets a number in use; ten in a row is a broken draw.
  for (let tries = 0; tries < 10; tries += 1) {
    const memberNo = memberNumber(draw(memberSerials));
    if (await takeKey(t, memberId, "card", memberNo)) return memberNo;
  }
  throw new Error("no free member number after ten draws");
}
