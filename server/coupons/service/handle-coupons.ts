import type { z } from "zod";
import { and, eq } from "drizzle-orm";
import { couponCodes } from "@/db/schema/coupons";
import { type Ctx, read } from "@/server/kernel/ctx";
import { DomainError } from "@/server/kernel/errors";
import { parseInput } from "@/server/kernel/parse";
import { demand } from "@/server/tenancy/access";
import { storesOf } from "@/server/tenancy/queries/shop";
import { canHandleCoupons } from "../access";
import { giveInput, lookUpInput } from "../input";
import { definitionsOf, versionName } from "../queries/definitions";
import { readCode } from "../rules/code";
import { guardGuesses } from "./guesses";
import { issueCoupon } from "./issue-coupon";

/** Staff give a member a coupon at the counter. Throws what `issueCoupon` throws, and not_found for another shop's store. */
export async function giveCoupon(ctx: Ctx, input: z.input<typeof giveInput>) {
  const { couponId, memberId, key, storeId } = parseInput(giveInput, input);
  if (storeId !== null && !(await storesOf(ctx)).some(({ id }) => id === storeId))
    throw new DomainError("not_found", "tenancy.store");
  return issueCoupon(ctx, { couponId, memberId, key: `staff:${key}`, source: "staff", storeId });
}

/**
 * What was scanned or typed at the counter: the coupon, and the member who holds it. Throws not_found `coupons.unknown_code`, `limited`
 * after too many wrong ones.
 */
export async function lookUpCode(ctx: Ctx, input: z.input<typeof lookUpInput>) {
  demand(canHandleCoupons(ctx.actor));
  const { code: typed } = parseInput(lookUpInput, input);
  await guardGuesses(ctx, [{ code: typed }]);
  const [row] = await read(ctx, (tx) =>
    tx
      .select()
      .from(couponCodes)
      .where(and(eq(couponCodes.tenantId, ctx.tenant), eq(couponCodes.code, readCode(typed) ?? ""))),
  );
  const definition = row && (await definitionsOf(ctx, [row])).get(versionName(row));
  if (!row || !definition) throw new DomainError("not_found", "coupons.unknown_code", { code: typed });
  const { code, couponId, kind, memberId, heldId } = row;
  return { code, couponId, kind, memberId, heldId, title: definition.title, use: definition.use };
}
