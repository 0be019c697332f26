import { and, eq, isNull, sql } from "drizzle-orm";
import { anonymousCouponUses, couponCodes, couponCounters, couponUses, heldCoupons } from "@/db/schema/coupons";
import type { TxCtx } from "@/server/kernel/ctx";
import { tenantOf } from "@/server/kernel/gate";
import { type ShopClock, untilAfterReturn } from "../rules/validity";
import { countChanges, type FigureChange } from "./figures";
import { limitsLock } from "./use-coupons";

export interface ReturnedCoupon {
  couponId: string;
  heldId: string | null;
  code: string | null;
}

/**
 * Gives the coupons of a sale back, when the whole of it has come back: in one return, or with the last piece of several. Until then they
 * stay used, and every piece comes back at what was paid for it. A coupon whose last day is over meanwhile lives on for a week. Repeating
 * it does nothing more.
 */
export async function returnCoupons(
  t: TxCtx,
  sale: { memberId: string | null; purchaseId: string },
): Promise<ReturnedCoupon[]> {
  const back = { returnedAt: t.now, returnedBy: t.actor.kind };
  if (sale.memberId === null) {
    const rows = await t.tx
      .update(anonymousCouponUses)
      .set(back)
      .where(
        and(
          eq(anonymousCouponUses.tenantId, t.tenant),
          eq(anonymousCouponUses.saleId, sale.purchaseId),
          isNull(anonymousCouponUses.returnedAt),
        ),
      )
      .returning();
    return giveBack(
      t,
      null,
      rows.map((row) => ({ ...row, heldId: null })),
    );
  }
  const rows = await t.tx
    .update(couponUses)
    .set(back)
    .where(
      and(
        eq(couponUses.tenantId, t.tenant),
        eq(couponUses.memberId, sale.memberId),
        eq(couponUses.purchaseId, sale.purchaseId),
        isNull(couponUses.returnedAt),
      ),
    )
    .returning();
  await withdrawPrinted(t, sale.memberId, sale.purchaseId);
  return giveBack(t, sale.memberId, rows);
}

/** A part of a sale has come back: its coupons stay used, but the sales with them came to that much less. */
export async function lessenCouponSales(
  t: TxCtx,
  sale: { memberId: string | null; purchaseId: string },
  returnedYen: number,
): Promise<void> {
  const { rows } = await t.tx.execute<{ couponId: string; originId: string | null; storeId: string | null }>(
    sale.memberId === null
      ? sql`update anonymous_coupon_uses u set sale_yen = u.sale_yen - ${returnedYen}
          where u.tenant_id = ${t.tenant} and u.sale_id = ${sale.purchaseId} and u.returned_at is null
          returning u.coupon_id as "couponId", null as "originId", u.store_id as "storeId"`
      : sql`update coupon_uses u set sale_yen = u.sale_yen - ${returnedYen}
          where u.tenant_id = ${t.tenant} and u.member_id = ${sale.memberId} and u.purchase_id = ${sale.purchaseId}
            and u.returned_at is null
          returning u.coupon_id as "couponId", u.store_id as "storeId", (
            select h.origin_id from held_coupons h
            where h.tenant_id = u.tenant_id and h.member_id = u.member_id and h.id = u.held_id) as "originId"`,
  );
  if (rows.length > 0)
    await countChanges(
      t,
      rows.map((use) => ({ ...use, saleYen: -returnedYen })),
    );
}

/** What was printed under the receipt of a sale that never was is worth nothing; what was used of it already stays used. */
const withdrawPrinted = (t: TxCtx, memberId: string, purchaseId: string) =>
  t.tx
    .update(heldCoupons)
    .set({ withdrawnAt: t.now })
    .where(
      and(
        eq(heldCoupons.tenantId, t.tenant),
        eq(heldCoupons.memberId, memberId),
        eq(heldCoupons.source, "receipt"),
        eq(heldCoupons.sourceId, purchaseId),
        eq(heldCoupons.uses, 0),
        isNull(heldCoupons.withdrawnAt),
      ),
    );

interface Spent {
  couponId: string;
  heldId: string | null;
  code: string | null;
  businessDate: string;
  storeId: string | null;
  discountYen: number;
  saleYen: number;
}

/** Counts uses back and opens what they had used up. */
export async function giveBack(t: TxCtx, memberId: string | null, spent: readonly Spent[]): Promise<ReturnedCoupon[]> {
  if (spent.length === 0) return [];
  const clock = await tenantOf(t);
  const changes: FigureChange[] = [];
  for (const use of [...spent].sort((a, b) => (a.couponId < b.couponId ? -1 : 1))) {
    await t.tx.execute(sql`select pg_advisory_xact_lock_shared(${limitsLock(t, use.couponId)})`);
    await t.tx.execute(sql`
      update ${couponCounters} set counted = greatest(counted - 1, 0)
      where tenant_id = ${t.tenant} and coupon_id = ${use.couponId} and period in ('used', ${use.businessDate})`);
    let originId: string | null = null;
    if (use.heldId !== null && memberId !== null) originId = await openHeld(t, memberId, use.heldId, clock);
    else if (use.code !== null)
      await t.tx
        .update(couponCodes)
        .set({ used: 0, usedAt: null })
        .where(and(eq(couponCodes.tenantId, t.tenant), eq(couponCodes.code, use.code), eq(couponCodes.kind, "unique")));
    const { couponId, storeId } = use;
    changes.push({ couponId, originId, storeId, returned: 1, discountYen: -use.discountYen, saleYen: -use.saleYen });
  }
  await countChanges(t, changes);
  return spent.map(({ couponId, heldId, code }) => ({ couponId, heldId, code }));
}

async function openHeld(t: TxCtx, memberId: string, heldId: string, clock: ShopClock): Promise<string | null> {
  const isHeld = and(
    eq(heldCoupons.tenantId, t.tenant),
    eq(heldCoupons.memberId, memberId),
    eq(heldCoupons.id, heldId),
  );
  const [held] = await t.tx.select().from(heldCoupons).where(isHeld).for("update");
  if (!held) return null;
  await t.tx
    .update(heldCoupons)
    .set({ uses: Math.max(held.uses - 1, 0), validUntil: untilAfterReturn(held.validUntil, t.now, clock) })
    .where(isHeld);
  return held.originId;
}
