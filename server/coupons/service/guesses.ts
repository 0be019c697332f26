import { and, eq, inArray } from "drizzle-orm";
import { couponCodes } from "@/db/schema/coupons";
import { actorId, type Ctx, read } from "@/server/kernel/ctx";
import { forgive, throttle } from "@/server/kernel/throttle";
import type { CouponChoice } from "../input";
import { readCode } from "../rules/code";

/** Codes that do not exist, by one member, one colleague or one till. A till that scans all day never mistypes that often. */
const wrongCodes = { name: "coupons.wrong_code", points: 20, windowSeconds: 600 };

/**
 * Before anything is answered about codes that were typed or scanned: counts the look, and forgives it where all of them exist, so that
 * whoever has guessed too often gets no answer at all, right or wrong. Called before a transaction begins, because the count must stay
 * when the transaction does not. Throws `limited` with the seconds to wait.
 */
export async function guardGuesses(ctx: Ctx, choices: readonly CouponChoice[]): Promise<void> {
  const typed = choices.flatMap((choice) => ("code" in choice ? [readCode(choice.code)] : []));
  if (typed.length === 0 || ctx.actor.kind === "system" || "tx" in ctx) return;
  const key = `${ctx.tenant}:${actorId(ctx.actor) ?? "visitor"}`;
  await throttle(wrongCodes, key);
  const codes = [...new Set(typed.filter((code) => code !== null))];
  const found =
    codes.length === 0
      ? []
      : await read(ctx, (tx) =>
          tx
            .select({ memberId: couponCodes.memberId })
            .from(couponCodes)
            .where(and(eq(couponCodes.tenantId, ctx.tenant), inArray(couponCodes.code, codes))),
        );
  // To a member, what is another's is answered like what does not exist: a guess learns nothing.
  const isOthers = (memberId: string | null) =>
    ctx.actor.kind === "member" && memberId !== null && memberId !== ctx.actor.id;
  const isRight =
    found.length === codes.length && !typed.includes(null) && !found.some((row) => isOthers(row.memberId));
  if (isRight) await forgive(wrongCodes, key);
}
