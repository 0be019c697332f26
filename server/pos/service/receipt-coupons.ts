import { and, eq, isNull, sql } from "drizzle-orm";
import { posReceiptCoupons } from "@/db/schema/pos";
import { couponHeads, definitionsOf, versionName } from "@/server/coupons/queries/definitions";
import { spokenCode } from "@/server/coupons/rules/code";
import { issueMany } from "@/server/coupons/service/issue-coupon";
import { type Ctx, read, type TxCtx } from "@/server/kernel/ctx";
import { DomainError } from "@/server/kernel/errors";
import { isInSegment } from "@/server/kernel/segment-membership";

export type ReceiptCouponRule = typeof posReceiptCoupons.$inferSelect;

export interface ReceiptCoupon {
  couponId: string;
  title: { ja: string; en: string };
  /** For the barcode, and as people read it. */
  code: string;
  spoken: string;
  validUntil: string;
}

/** Receipt coupons that this member may get, by what was bought before: asked before the sale begins, outside of its transaction. */
export async function offeredCoupons(ctx: Ctx, memberId: string): Promise<ReceiptCouponRule[]> {
  const rules = await read(ctx, (tx) =>
    tx
      .select()
      .from(posReceiptCoupons)
      .where(and(eq(posReceiptCoupons.tenantId, ctx.tenant), isNull(posReceiptCoupons.stoppedAt))),
  );
  const fitting = [];
  for (const rule of rules)
    if (rule.segmentId === null || (await isInSegment(ctx, rule.segmentId, memberId))) fitting.push(rule);
  return fitting;
}

async function categoriesOf(t: TxCtx, memberId: string, purchaseId: string): Promise<Set<string>> {
  const { rows } = await t.tx.execute<{ path: string }>(sql`
    select distinct c.path from purchase_lines l
    join products p on p.tenant_id = l.tenant_id and p.id = l.product_id
    join categories c on c.tenant_id = p.tenant_id and c.id = p.category_id
    where l.tenant_id = ${t.tenant} and l.member_id = ${memberId} and l.purchase_id = ${purchaseId}`);
  return new Set(rows.flatMap(({ path }) => path.split("/")));
}

/** Gives those of the offered coupons that this sale has earned. One whose days or number are over is left out; the sale stands. */
export async function giveReceiptCoupons(
  t: TxCtx,
  offered: readonly ReceiptCouponRule[],
  {
    memberId,
    purchaseId,
    totalYen,
    storeId,
  }: { memberId: string; purchaseId: string; totalYen: number; storeId: string | null },
): Promise<ReceiptCoupon[]> {
  const large = offered.filter(({ minimumYen }) => minimumYen === null || minimumYen <= totalYen);
  if (large.length === 0) return [];
  const needsCategory = large.some(({ categoryId }) => categoryId !== null);
  const bought = needsCategory ? await categoriesOf(t, memberId, purchaseId) : new Set<string>();
  const given: ReceiptCoupon[] = [];
  for (const { id, couponId, categoryId } of large) {
    if (categoryId !== null && !bought.has(categoryId)) continue;
    const key = `receipt:${purchaseId}:${id}`;
    const row = { memberId, key, sourceId: purchaseId };
    const { issued } = await issueMany(t, { couponId, source: "receipt", storeId, rows: [row] }).catch(
      (error: unknown) => {
        if (error instanceof DomainError) return { issued: new Map() };
        throw error;
      },
    );
    const one = issued.get(`${memberId} ${key}`);
    const [head] = one ? await couponHeads(t, [couponId]) : [];
    const definition = head && (await definitionsOf(t, [head])).get(versionName(head));
    if (!one || !definition) continue;
    const { code, validUntil } = one;
    given.push({
      couponId,
      title: definition.title,
      code,
      spoken: spokenCode(code),
      validUntil: validUntil.toISOString(),
    });
  }
  return given;
}
