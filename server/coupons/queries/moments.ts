import { and, desc, eq } from "drizzle-orm";
import { couponUses, heldCoupons } from "@/db/schema/coupons";
import { stores } from "@/db/schema/tenancy";
import { type Ctx, read } from "@/server/kernel/ctx";
import { demand } from "@/server/tenancy/access";
import { canReadHeld } from "../access";
import type { Source } from "../input";
import { definitionsOf, versionName } from "./definitions";

export interface CouponMoment {
  at: Date;
  what: "given" | "used" | "torn" | "returned" | "withdrawn";
  couponId: string;
  title: { ja: string; en: string };
  /** How it came, for what was given. */
  source: Source | null;
  storeName: string | null;
  discountYen: number;
}

const most = 300;

/** What happened with a member's coupons, newest first: given, used, given back, taken away. Throws forbidden. */
export async function couponMoments(ctx: Ctx, memberId: string): Promise<CouponMoment[]> {
  demand(canReadHeld(ctx.actor, memberId));
  const { held, uses } = await read(ctx, async (tx) => ({
    held: await tx
      .select({
        couponId: heldCoupons.couponId,
        version: heldCoupons.version,
        source: heldCoupons.source,
        issuedAt: heldCoupons.issuedAt,
        withdrawnAt: heldCoupons.withdrawnAt,
        storeName: stores.name,
      })
      .from(heldCoupons)
      .leftJoin(stores, and(eq(stores.tenantId, heldCoupons.tenantId), eq(stores.id, heldCoupons.storeId)))
      .where(and(eq(heldCoupons.tenantId, ctx.tenant), eq(heldCoupons.memberId, memberId)))
      .orderBy(desc(heldCoupons.issuedAt))
      .limit(most),
    uses: await tx
      .select({
        couponId: couponUses.couponId,
        version: couponUses.version,
        way: couponUses.way,
        usedAt: couponUses.usedAt,
        returnedAt: couponUses.returnedAt,
        discountYen: couponUses.discountYen,
        storeName: stores.name,
      })
      .from(couponUses)
      .leftJoin(stores, and(eq(stores.tenantId, couponUses.tenantId), eq(stores.id, couponUses.storeId)))
      .where(and(eq(couponUses.tenantId, ctx.tenant), eq(couponUses.memberId, memberId)))
      .orderBy(desc(couponUses.usedAt))
      .limit(most),
  }));
  const definitions = await definitionsOf(ctx, [...held, ...uses]);
  const none = { source: null, storeName: null, discountYen: 0 };
  const moments: CouponMoment[] = [];
  for (const row of held) {
    const of = { couponId: row.couponId, title: definitions.get(versionName(row))?.title ?? { ja: "", en: "" } };
    const { storeName } = row;
    moments.push({ ...none, ...of, at: row.issuedAt, what: "given", source: row.source as Source, storeName });
    if (row.withdrawnAt) moments.push({ ...none, ...of, at: row.withdrawnAt, what: "withdrawn" });
  }
  for (const row of uses) {
    const of = { couponId: row.couponId, title: definitions.get(versionName(row))?.title ?? { ja: "", en: "" } };
    const { storeName, discountYen } = row;
    const what = row.way === "torn" ? "torn" : "used";
    moments.push({ ...none, ...of, at: row.usedAt, what, storeName, discountYen });
    if (row.returnedAt) moments.push({ ...none, ...of, at: row.returnedAt, what: "returned" });
  }
  return moments.sort((a, b) => b.at.getTime() - a.at.getTime());
}
