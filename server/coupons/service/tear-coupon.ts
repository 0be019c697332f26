import { and, desc, eq, gt, isNull } from "drizzle-orm";
import type { z } from "zod";
import { couponUses, heldCoupons } from "@/db/schema/coupons";
import { audit } from "@/server/kernel/audit";
import { type Ctx, inTransaction, type TxCtx } from "@/server/kernel/ctx";
import { DomainError } from "@/server/kernel/errors";
import { tenantOf } from "@/server/kernel/gate";
import { newId } from "@/server/kernel/ids";
import { parseInput } from "@/server/kernel/parse";
import { businessDayIn } from "@/server/kernel/time";
import { demand } from "@/server/tenancy/access";
import { storesOf } from "@/server/tenancy/queries/shop";
import { canTear } from "../access";
import { heldKey, tearInput } from "../input";
import { definitionsOf, versionName } from "../queries/definitions";
import { tearProblem } from "../rules/validity";
import { countChanges } from "./figures";
import { giveBack } from "./return-coupons";
import { holdLimits, spendHeld } from "./use-coupons";

/** Time in which what was torn by mistake can be put together again. */
export const undoMs = 5 * 60_000;

export interface TornCoupon {
  tornAt: Date;
  undoUntil: Date;
}

/**
 * Shows and tears (もぎり): the member before the staff, or the staff, uses the coupon up by hand, outside any sale. Throws refused
 * `coupons.not_usable` {problem}, `coupons.till_only`, not_found, forbidden.
 */
export async function tearCoupon(ctx: Ctx, memberId: string, input: z.input<typeof tearInput>): Promise<TornCoupon> {
  demand(canTear(ctx.actor, memberId));
  const { heldId, storeId: named } = parseInput(tearInput, input);
  const storeId = named ?? (ctx.actor.kind === "staff" ? ctx.actor.storeId : null);
  return inTransaction(ctx, async (t) => {
    const held = await lockHeld(t, memberId, heldId);
    const definition = (await definitionsOf(t, [held])).get(versionName(held));
    if (!definition) throw new DomainError("not_found", "coupons.coupon");
    if (definition.use === "till") throw new DomainError("refused", "coupons.till_only");
    if (storeId !== null && !(await storesOf(t)).some(({ id }) => id === storeId))
      throw new DomainError("not_found", "tenancy.store");
    const { couponId, version, code } = held;
    const shop = await tenantOf(t);
    const businessDate = businessDayIn(t.now, shop.timeZone, shop.businessDayStartMinutes);
    const use = { couponId, title: definition.title };
    if (held.validUntil <= t.now) throw refused("expired", definition.title.ja);
    if (held.validFrom > t.now) throw refused("not_yet", definition.title.ja);
    const place = tearProblem(definition, storeId, t.now, shop);
    if (place !== null) throw refused(place, definition.title.ja);
    await holdLimits(t, { memberId, businessDate }, use, definition);
    const originId = await spendHeld(t, { memberId, heldId, at: t.now }, use);
    const undoUntil = new Date(t.now.getTime() + undoMs);
    const discountYen = definition.benefit.kind === "amount" ? definition.benefit.yen : 0;
    await t.tx.insert(couponUses).values({
      tenantId: t.tenant,
      memberId,
      id: newId(),
      couponId,
      version,
      heldId,
      code,
      way: "torn",
      discountYen,
      storeId,
      staffMembershipId: t.actor.kind === "staff" ? t.actor.id : null,
      usedAt: t.now,
      recordedAt: t.now,
      businessDate,
      undoUntil,
    });
    await countChanges(t, [{ couponId, originId, storeId, used: 1, discountYen }]);
    await audit(t, {
      action: "coupons.tear",
      subject: { kind: "held_coupon", id: heldId },
      memberId,
      after: { storeId },
    });
    return { tornAt: t.now, undoUntil };
  });
}

/** Puts a coupon together again that was torn a moment ago. Throws refused `coupons.undo_over`, forbidden. */
export async function undoTear(ctx: Ctx, memberId: string, input: z.input<typeof heldKey>): Promise<void> {
  demand(canTear(ctx.actor, memberId));
  const { heldId } = parseInput(heldKey, input);
  await inTransaction(ctx, async (t) => {
    await lockHeld(t, memberId, heldId);
    const isLast = and(
      eq(couponUses.tenantId, t.tenant),
      eq(couponUses.memberId, memberId),
      eq(couponUses.heldId, heldId),
      eq(couponUses.way, "torn"),
      isNull(couponUses.returnedAt),
      gt(couponUses.undoUntil, t.now),
    );
    const [use] = await t.tx.select().from(couponUses).where(isLast).orderBy(desc(couponUses.usedAt)).limit(1);
    if (!use) throw new DomainError("refused", "coupons.undo_over");
    await t.tx
      .update(couponUses)
      .set({ returnedAt: t.now, returnedBy: t.actor.kind })
      .where(and(eq(couponUses.tenantId, t.tenant), eq(couponUses.memberId, memberId), eq(couponUses.id, use.id)));
    await giveBack(t, memberId, [use]);
    await audit(t, { action: "coupons.undo_tear", subject: { kind: "held_coupon", id: heldId }, memberId });
  });
}

const refused = (problem: string, title: string) =>
  new DomainError("refused", "coupons.not_usable", { problem, title, missingYen: 0 });

async function lockHeld(t: TxCtx, memberId: string, heldId: string) {
  const [held] = await t.tx
    .select()
    .from(heldCoupons)
    .where(and(eq(heldCoupons.tenantId, t.tenant), eq(heldCoupons.memberId, memberId), eq(heldCoupons.id, heldId)))
    .for("update");
  if (!held) throw new DomainError("not_found", "coupons.not_held");
  return held;
}
