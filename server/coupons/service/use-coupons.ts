import { and, eq, gt, isNull, lte, lt, sql } from "drizzle-orm";
import {
  anonymousCouponUses,
  couponCodes,
  couponCounters,
  coupons,
  couponUses,
  heldCoupons,
} from "@/db/schema/coupons";
import type { TxCtx } from "@/server/kernel/ctx";
import { send, unawaited } from "@/server/kernel/database";
import { DomainError } from "@/server/kernel/errors";
import { newId } from "@/server/kernel/ids";
import { insertRows } from "@/server/kernel/insert-rows";
import { prepared } from "@/server/kernel/prepared";
import type { CouponDefinition, CouponProblem } from "../input";
import { definitionsOf, versionName } from "../queries/definitions";
import type { AppliedCoupon } from "../rules/apply";
import { countChanges, type FigureChange } from "./figures";

export interface CouponSaleFacts {
  /** Null for a sale to nobody known. */
  memberId: string | null;
  purchaseId: string;
  storeId: string | null;
  occurredAt: Date;
  businessDate: string;
  /** What the sale comes to with its coupons, in yen. */
  totalYen?: number;
}

type Use = Pick<AppliedCoupon, "couponId" | "version" | "heldId" | "code" | "discountYen" | "title">;

const refuse = (use: { title?: { ja: string } }, problem: CouponProblem) =>
  new DomainError("refused", "coupons.not_usable", { problem, title: use.title?.ja, missingYen: 0 });

/**
 * Uses up what `quoteCoupons` applied, in the transaction of the sale: each held coupon and each code once, every limit held under its
 * lock, whoever else is at it. Throws refused `coupons.not_usable` {problem, title} when somebody else was quicker.
 */
export async function useCoupons(t: TxCtx, sale: CouponSaleFacts & { uses: readonly Use[] }): Promise<void> {
  if (sale.uses.length === 0) return;
  // One order for all: two sales that use the same coupons wait for each other, and never crosswise.
  const uses = [...sale.uses].sort((a, b) => (a.couponId < b.couponId ? -1 : 1));
  const definitions = await definitionsOf(t, uses);
  const saleYen = sale.totalYen ?? 0;
  const changes: FigureChange[] = [];
  const membership = t.actor.kind === "staff" ? t.actor.id : null;
  for (const use of uses) {
    const common = {
      tenantId: t.tenant,
      id: newId(),
      couponId: use.couponId,
      version: use.version,
      discountYen: use.discountYen,
      saleYen,
      storeId: sale.storeId,
      staffMembershipId: membership,
      usedAt: sale.occurredAt,
      recordedAt: t.now,
      businessDate: sale.businessDate,
    };
    // In this order, and in one go.
    const [, originId] = await Promise.all([
      holdLimits(t, sale, use, definitions.get(versionName(use))),
      spendOne(t, sale, use),
    ]);
    if (sale.memberId !== null) {
      const { heldId, code } = use;
      const row = { ...common, memberId: sale.memberId, heldId, code, way: "sale", purchaseId: sale.purchaseId };
      await unawaited(t.tx, insertRows(t.tx, couponUses, [row]));
    } else await t.tx.insert(anonymousCouponUses).values({ ...common, code: use.code ?? "", saleId: sale.purchaseId });
    const { couponId, discountYen } = use;
    changes.push({ couponId, originId, storeId: sale.storeId, used: 1, discountYen, saleYen });
  }
  await countChanges(t, changes);
}

/** The name of the lock that a change of limits takes alone and every use takes together with the other uses. */
export const limitsLock = (t: TxCtx, couponId: string) =>
  sql`hashtextextended(${`coupons.limits:${t.tenant}:${couponId}`}, 21)`;

/** Counts one use against the coupon's limits; throws where one is reached. */
export async function holdLimits(
  t: TxCtx,
  of: { memberId: string | null; businessDate: string },
  use: { couponId: string; title?: { ja: string } },
  definition: CouponDefinition | undefined,
): Promise<void> {
  const { tx } = t;
  const locked = tx.execute(sql`select pg_advisory_xact_lock_shared(${limitsLock(t, use.couponId)})`);
  const looked = tx.execute<{ version: number; is_stopped: boolean; is_limited: boolean; is_counted: boolean }>(sql`
    with hit as (
      update ${couponCounters} set counted = counted + 1
      where tenant_id = ${t.tenant} and coupon_id = ${use.couponId} and period = 'used' and counted < most returning 1)
    select c.version, c.stopped_at is not null as is_stopped, exists (select from ${couponCounters} n
        where n.tenant_id = c.tenant_id and n.coupon_id = c.id and n.period = 'used') as is_limited,
      exists (select from hit) as is_counted
    from ${coupons} c where c.tenant_id = ${t.tenant} and c.id = ${use.couponId}`);
  // Two statements: the look must see what a change of the limits committed while the lock was waited for. Both at once, so that all who use
  // a coupon go the same way: lock, counter, then what stands behind the use.
  const [, { rows }] = await Promise.all([unawaited(tx, locked), send(looked)]);
  const [head] = rows;
  if (!head || !definition) throw refuse(use, "unknown");
  if (head.is_stopped) throw refuse(use, "stopped");
  if (head.is_limited && !head.is_counted) throw refuse(use, "limit_total");
  const { couponId } = use;
  const current = (await definitionsOf(t, [{ couponId, version: head.version }])).get(
    versionName({ couponId, version: head.version }),
  );
  const perDay = current?.limits.perDay ?? null;
  if (perDay !== null && !(await countToday(t, of.businessDate, use.couponId, perDay))) throw refuse(use, "limit_day");
  const { perMember, perMemberPerDay } = definition.limits;
  if (of.memberId === null || (perMember === null && perMemberPerDay === null)) return;
  // Two sales to one member at two tills: the second waits here, and then counts the first.
  await tx.execute(
    sql`select pg_advisory_xact_lock(hashtextextended(${`coupons.member:${t.tenant}:${of.memberId}:${use.couponId}`}, 22))`,
  );
  const [own] = await tx
    .select({
      all: sql<number>`count(*)`.mapWith(Number),
      today: sql<number>`count(*) filter (where business_date = ${of.businessDate}::date)`.mapWith(Number),
    })
    .from(couponUses)
    .where(
      and(
        eq(couponUses.tenantId, t.tenant),
        eq(couponUses.memberId, of.memberId),
        eq(couponUses.couponId, use.couponId),
        isNull(couponUses.returnedAt),
      ),
    );
  if (perMember !== null && (own?.all ?? 0) >= perMember) throw refuse(use, "limit_member");
  if (perMemberPerDay !== null && (own?.today ?? 0) >= perMemberPerDay) throw refuse(use, "limit_member_day");
}

/** Counts one use of a business day; the first one begins with what had been used before there was a limit. */
async function countToday(t: TxCtx, businessDate: string, couponId: string, perDay: number): Promise<boolean> {
  const key = sql`tenant_id = ${t.tenant} and coupon_id = ${couponId}`;
  const { rows } = await t.tx.execute<{ is_there: boolean; is_counted: boolean }>(sql`
    with hit as (
      update ${couponCounters} set counted = counted + 1, most = greatest(most, counted + 1)
      where ${key} and period = ${businessDate} and counted < ${perDay} returning 1)
    select exists (select from ${couponCounters} where ${key} and period = ${businessDate}) as is_there,
      exists (select from hit) as is_counted`);
  if (rows[0]?.is_there) return rows[0].is_counted;
  const onDay = sql`${key} and business_date = ${businessDate}::date and returned_at is null`;
  const begun = await t.tx.execute(sql`
    insert into ${couponCounters} as c (tenant_id, coupon_id, period, counted, most)
    select ${t.tenant}::uuid, ${couponId}::uuid, ${businessDate}, n + 1, greatest(${perDay}, n + 1) from (
      select (select count(*) from ${couponUses} where ${onDay}) + (select count(*) from ${anonymousCouponUses} where ${onDay}) as n) x
    where n < ${perDay}
    on conflict (tenant_id, coupon_id, period) do update set counted = c.counted + 1 where c.counted < ${perDay} returning 1`);
  return begun.rows.length > 0;
}

const oneUse = prepared(["tenantId", "memberId", "heldId", "at"], (tx, of) =>
  tx
    .update(heldCoupons)
    .set({ uses: sql`${heldCoupons.uses} + 1`, lastUsedAt: sql`${of.at}::timestamptz` })
    .where(
      and(
        eq(heldCoupons.tenantId, of.tenantId),
        eq(heldCoupons.memberId, of.memberId),
        eq(heldCoupons.id, of.heldId),
        lt(heldCoupons.uses, heldCoupons.mostUses),
        isNull(heldCoupons.withdrawnAt),
        lte(heldCoupons.validFrom, of.at),
        gt(heldCoupons.validUntil, of.at),
      ),
    )
    .returning({ originId: heldCoupons.originId }),
);

/** One use of a coupon that a member holds; returns where it came from. The condition is the lock: of any number of racers, one row changes. */
export async function spendHeld(
  t: TxCtx,
  held: { memberId: string; heldId: string; at: Date },
  use: { title?: { ja: string } },
): Promise<string | null> {
  const [spent] = await oneUse(t.tx, { tenantId: t.tenant, ...held });
  if (!spent) throw refuse(use, "used");
  return spent.originId;
}

/** Uses up what stands behind a use, a coupon that is held or a code; returns where a held one came from. */
async function spendOne(t: TxCtx, { memberId, occurredAt: at }: CouponSaleFacts, use: Use): Promise<string | null> {
  const { heldId, code } = use;
  if (heldId !== null && memberId !== null) return spendHeld(t, { memberId, heldId, at }, use);
  if (code === null) throw refuse(use, "unknown");
  await spendCode(t, code, use);
  return null;
}

async function spendCode(t: TxCtx, code: string, use: Use): Promise<void> {
  const isCode = and(eq(couponCodes.tenantId, t.tenant), eq(couponCodes.code, code));
  const [word] = await t.tx
    .select({ kind: couponCodes.kind, closedAt: couponCodes.closedAt })
    .from(couponCodes)
    .where(isCode);
  // A word is nobody's: its uses are counted where the coupon's limits are, and no row of it makes the tills wait.
  if (word?.kind === "word") {
    if (word.closedAt) throw refuse(use, "stopped");
    return;
  }
  const spent = await t.tx
    .update(couponCodes)
    .set({ used: 1, usedAt: t.now })
    .where(and(isCode, eq(couponCodes.kind, "unique"), eq(couponCodes.used, 0), isNull(couponCodes.heldId)))
    .returning({ code: couponCodes.code });
  if (spent.length === 0) throw refuse(use, "used");
}
