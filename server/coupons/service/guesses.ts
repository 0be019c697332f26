import { actorId, type Ctx } from "@/server/kernel/ctx";
import { forgive, throttle } from "@/server/kernel/throttle";

/** Codes that do not exist, by one member, one colleague or one till. A till that scans all day never mistypes that often. */
const wrongCodes = { name: "coupons.wrong_code", points: 20, windowSeconds: 600 };

/**
 * Counts a look at a code before it is answered and forgives it where the code was a right one, so that whoever has guessed too often
 * gets no answer at all, right or wrong. Throws `limited` with the seconds to wait.
 */
export async function countGuess(ctx: Ctx, isWrong: boolean): Promise<void> {
  if (ctx.actor.kind === "system") return;
  const key = `${ctx.tenant}:${actorId(ctx.actor) ?? "visitor"}`;
  await throttle(wrongCodes, key);
  if (!isWrong) await forgive(wrongCodes, key);
}
