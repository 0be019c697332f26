import type { Ctx } from "@/server/kernel/ctx";
import { parseInput } from "@/server/kernel/parse";
import { holdPoints, postHold, voidHold } from "@/server/points/service/hold-points";
import { tillOf } from "../access";
import {
  type PosHold,
  type PosPostHold,
  type PosVoidHold,
  posHoldInput,
  posPostHoldInput,
  posVoidHoldInput,
} from "../input";
import { demandTime } from "../rules/till-clock";
import { once } from "./once";
import { demandCode } from "./spend-proof";

const checkClock = (now: Date, sentAt: string | undefined) =>
  demandTime({ occurredAt: now, sentAt: sentAt ? new Date(sentAt) : null, now, isOffline: true });
const keyOf = (ctx: Ctx, callId: string) => `pos:${tillOf(ctx.actor).device}:${callId}`;

/** Keeps points for a sale that is under way. Throws refused `points.insufficient`, `pos.code_needed`. */
export function tillHold(ctx: Ctx, input: PosHold) {
  const asked = parseInput(posHoldInput, input);
  return once(ctx, "hold", asked, async (t) => {
    checkClock(t.now, asked.sentAt);
    const { memberId, points, minutes, useFamily = false } = asked;
    await demandCode(t, memberId, asked.permit);
    const { storeId } = tillOf(t.actor);
    const key = keyOf(t, asked.callId);
    const hold = await holdPoints(t, { memberId, points, key, storeId, useFamily, ...(minutes ? { minutes } : {}) });
    return { holdId: hold.holdId, heldUntil: hold.heldUntil.toISOString(), pointsAvailable: hold.available };
  });
}

/** Spends what is held, outside of a sale. Throws refused `points.hold_ended`, `points.more_than_held`. */
export function tillPostHold(ctx: Ctx, input: PosPostHold) {
  const asked = parseInput(posPostHoldInput, input);
  return once(ctx, "post_hold", asked, async (t) => {
    checkClock(t.now, asked.sentAt);
    const { memberId, holdId, points } = asked;
    const { storeId } = tillOf(t.actor);
    const key = keyOf(t, asked.callId);
    const posted = await postHold(t, {
      memberId,
      holdId,
      key,
      purchaseId: null,
      storeId,
      ...(points ? { points } : {}),
    });
    return { pointsSpent: posted.points, givenBack: posted.givenBack, pointsAvailable: posted.available };
  });
}

/** Gives a hold back. Throws refused `points.hold_ended` for one that was spent. */
export function tillVoidHold(ctx: Ctx, input: PosVoidHold) {
  const asked = parseInput(posVoidHoldInput, input);
  return once(ctx, "void_hold", asked, async (t) => {
    checkClock(t.now, asked.sentAt);
    const { givenBack, available } = await voidHold(t, { memberId: asked.memberId, holdId: asked.holdId });
    return { givenBack, pointsAvailable: available };
  });
}
