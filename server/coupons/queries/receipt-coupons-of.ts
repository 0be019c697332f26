import { and, asc, eq, isNull } from "drizzle-orm";
import { heldCoupons } from "@/db/schema/coupons";
import { type Ctx, read } from "@/server/kernel/ctx";
import { spokenCode } from "../rules/code";
import { definitionsOf, versionName } from "./definitions";

export interface ReceiptCoupon {
  couponId: string;
  title: { ja: string; en: string };
  /** For the barcode, and as people read it. */
  code: string;
  spoken: string;
  validUntil: string;
}

/** Coupons that were printed under the receipt of a sale. Asks nobody's leave: it is part of queries and verbs that have done so. */
export async function receiptCouponsOf(
  ctx: Ctx,
  { memberId, purchaseId }: { memberId: string; purchaseId: string },
): Promise<ReceiptCoupon[]> {
  const rows = await read(ctx, (tx) =>
    tx
      .select()
      .from(heldCoupons)
      .where(
        and(
          eq(heldCoupons.tenantId, ctx.tenant),
          eq(heldCoupons.memberId, memberId),
          eq(heldCoupons.source, "receipt"),
          eq(heldCoupons.sourceId, purchaseId),
          isNull(heldCoupons.withdrawnAt),
        ),
      )
      .orderBy(asc(heldCoupons.id)),
  );
  const definitions = await definitionsOf(ctx, rows);
  return rows.flatMap((row) => {
    const definition = definitions.get(versionName(row));
    const { couponId, code, validUntil } = row;
    return definition
      ? [{ couponId, title: definition.title, code, spoken: spokenCode(code), validUntil: validUntil.toISOString() }]
      : [];
  });
}
