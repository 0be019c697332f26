import { and, eq, isNull, sql } from "drizzle-orm";
import type { z } from "zod";
import {
  anonymousCouponUses,
  couponCounters,
  coupons,
  couponUses,
  couponVersions,
  heldCoupons,
} from "@/db/schema/coupons";
import { productsByIds } from "@/server/catalog/queries";
import { audit } from "@/server/kernel/audit";
import { actorId, type Ctx, inTransaction, type TxCtx } from "@/server/kernel/ctx";
import { DomainError } from "@/server/kernel/errors";
import { newId } from "@/server/kernel/ids";
import { parseInput } from "@/server/kernel/parse";
import { demand } from "@/server/tenancy/access";
import { storesOf } from "@/server/tenancy/queries/shop";
import { canEditCoupons } from "../access";
import { type CouponDefinition, couponKey, createCouponInput, saveCouponInput } from "../input";
import { limitsLock } from "./use-coupons";

/** Makes a coupon; nobody has it yet. Throws not_found for a store or product of another shop, forbidden. */
export async function createCoupon(
  ctx: Ctx,
  input: z.input<typeof createCouponInput>,
): Promise<{ couponId: string; version: number }> {
  demand(canEditCoupons(ctx.actor));
  const { name, definition } = parseInput(createCouponInput, input);
  return inTransaction(ctx, async (t) => {
    await demandOwn(t, definition);
    const couponId = newId();
    await t.tx.insert(coupons).values({
      tenantId: t.tenant,
      id: couponId,
      name,
      version: 1,
      kind: definition.benefit.kind,
      createdAt: t.now,
      updatedAt: t.now,
    });
    await writeVersion(t, couponId, 1, definition);
    await setLimits(t, couponId, definition);
    await audit(t, {
      action: "coupons.create",
      subject: { kind: "coupon", id: couponId },
      after: { name, definition },
    });
    return { couponId, version: 1 };
  });
}

/**
 * Changes a coupon by a new version: whoever holds one keeps the terms under which it was given, and whoever gets one from now on has the
 * new ones. Words follow the newest version. Throws conflict `coupons.changed_meanwhile`, refused `coupons.limit_below_used`, not_found.
 */
export async function saveCoupon(
  ctx: Ctx,
  input: z.input<typeof saveCouponInput>,
): Promise<{ couponId: string; version: number }> {
  demand(canEditCoupons(ctx.actor));
  const { couponId, version, name, definition } = parseInput(saveCouponInput, input);
  return inTransaction(ctx, async (t) => {
    const before = await lockCoupon(t, couponId);
    if (before.version !== version) throw new DomainError("conflict", "coupons.changed_meanwhile");
    await demandOwn(t, definition);
    const next = version + 1;
    await writeVersion(t, couponId, next, definition);
    await t.tx
      .update(coupons)
      .set({ name, version: next, kind: definition.benefit.kind, updatedAt: t.now })
      .where(isCoupon(t, couponId));
    await t.tx.execute(sql`update coupon_codes set version = ${next}
      where tenant_id = ${t.tenant} and coupon_id = ${couponId} and kind = 'word'`);
    await setLimits(t, couponId, definition);
    await audit(t, {
      action: "coupons.save",
      subject: { kind: "coupon", id: couponId },
      before: { name: before.name, version },
      after: { name, version: next, definition },
    });
    return { couponId, version: next };
  });
}

/** Stops a coupon: it is given to nobody and taken in nowhere, until it is let go on. Repeating it changes nothing. */
export const stopCoupon = (ctx: Ctx, input: z.input<typeof couponKey>) => setStopped(ctx, input, true);
export const resumeCoupon = (ctx: Ctx, input: z.input<typeof couponKey>) => setStopped(ctx, input, false);

async function setStopped(ctx: Ctx, input: z.input<typeof couponKey>, isStopped: boolean): Promise<void> {
  demand(canEditCoupons(ctx.actor));
  const { couponId } = parseInput(couponKey, input);
  await inTransaction(ctx, async (t) => {
    const before = await lockCoupon(t, couponId);
    if ((before.stoppedAt !== null) === isStopped) return;
    await t.tx
      .update(coupons)
      .set({ stoppedAt: isStopped ? t.now : null, stoppedBy: isStopped ? actorId(t.actor) : null, updatedAt: t.now })
      .where(isCoupon(t, couponId));
    await audit(t, {
      action: isStopped ? "coupons.stop" : "coupons.resume",
      subject: { kind: "coupon", id: couponId },
      before: { name: before.name },
    });
  });
}

export const isCoupon = (t: { tenant: string }, couponId: string) =>
  and(eq(coupons.tenantId, t.tenant), eq(coupons.id, couponId));

/** The coupon's row, locked. Throws not_found. */
export async function lockCoupon(t: TxCtx, couponId: string) {
  const [row] = await t.tx.select().from(coupons).where(isCoupon(t, couponId)).for("update");
  if (!row) throw new DomainError("not_found", "coupons.coupon");
  return row;
}

const writeVersion = (t: TxCtx, couponId: string, version: number, definition: CouponDefinition) =>
  t.tx.insert(couponVersions).values({
    tenantId: t.tenant,
    couponId,
    version,
    definition,
    createdAt: t.now,
    createdBy: actorId(t.actor),
  });

/** Whatever a coupon names must be this shop's. */
async function demandOwn(t: TxCtx, { benefit, target, storeIds, excludes }: CouponDefinition): Promise<void> {
  const productIds = [
    ...new Set([
      ...target.productIds,
      ...target.notProductIds,
      ...(benefit.kind === "gift" ? [benefit.productId] : []),
    ]),
  ];
  if ((await productsByIds(t, productIds)).length !== productIds.length)
    throw new DomainError("not_found", "catalog.product_not_found");
  const categoryIds = [...new Set([...target.categoryIds, ...target.notCategoryIds])];
  const count = async (table: string, ids: string[]) => {
    if (ids.length === 0) return 0;
    const { rows } = await t.tx.execute<{ n: number }>(sql`
      select count(*)::integer as n from ${sql.identifier(table)} where tenant_id = ${t.tenant} and id = any(${sql.param(ids)}::uuid[])`);
    return rows[0]?.n ?? 0;
  };
  if ((await count("categories", categoryIds)) !== categoryIds.length)
    throw new DomainError("not_found", "coupons.category");
  const others = [...new Set(excludes)];
  if ((await count("coupons", others)) !== others.length) throw new DomainError("not_found", "coupons.coupon");
  if (storeIds.length > 0) {
    const own = new Set((await storesOf(t)).map(({ id }) => id));
    if (storeIds.some((id) => !own.has(id))) throw new DomainError("not_found", "tenancy.store");
  }
}

/**
 * Opens, moves and closes the counters of what is limited. No use is under way meanwhile, so that one that begins to be counted begins
 * with what there is. Throws refused `coupons.limit_below_used` {counted} where more than the new limit has happened already.
 */
async function setLimits(t: TxCtx, couponId: string, { limits }: CouponDefinition): Promise<void> {
  await t.tx.execute(sql`select pg_advisory_xact_lock(${limitsLock(t, couponId)})`);
  await setLimit(t, couponId, "used", limits.total, async () => {
    const ofCoupon = (table: typeof couponUses | typeof anonymousCouponUses) =>
      and(eq(table.tenantId, t.tenant), eq(table.couponId, couponId), isNull(table.returnedAt));
    return (
      (await t.tx.$count(couponUses, ofCoupon(couponUses))) +
      (await t.tx.$count(anonymousCouponUses, ofCoupon(anonymousCouponUses)))
    );
  });
  // Without a limit of days their counts would only grow old.
  if (limits.perDay === null)
    await t.tx.execute(sql`delete from ${couponCounters}
      where tenant_id = ${t.tenant} and coupon_id = ${couponId} and period not in ('used', 'issued')`);
  await setLimit(t, couponId, "issued", limits.issued, () =>
    t.tx.$count(heldCoupons, and(eq(heldCoupons.tenantId, t.tenant), eq(heldCoupons.couponId, couponId))),
  );
}

async function setLimit(
  t: TxCtx,
  couponId: string,
  period: "used" | "issued",
  most: number | null,
  countAll: () => Promise<number>,
): Promise<void> {
  const isCounter = and(
    eq(couponCounters.tenantId, t.tenant),
    eq(couponCounters.couponId, couponId),
    eq(couponCounters.period, period),
  );
  if (most === null) {
    await t.tx.delete(couponCounters).where(isCounter);
    return;
  }
  const [row] = await t.tx.select().from(couponCounters).where(isCounter).for("update");
  const counted = row?.counted ?? (await countAll());
  if (counted > most) throw new DomainError("refused", "coupons.limit_below_used", { counted });
  await t.tx
    .insert(couponCounters)
    .values({ tenantId: t.tenant, couponId, period, counted, most })
    .onConflictDoUpdate({
      target: [couponCounters.tenantId, couponCounters.couponId, couponCounters.period],
      set: { most },
    });
}
