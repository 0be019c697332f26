import { and, asc, desc, eq, gt, isNull, sql } from "drizzle-orm";
import { couponUses, heldCoupons } from "@/db/schema/coupons";
import { type Ctx, read } from "@/server/kernel/ctx";
import { DomainError } from "@/server/kernel/errors";
import { tenantOf } from "@/server/kernel/gate";
import { dayIn } from "@/server/kernel/time";
import { demand } from "@/server/tenancy/access";
import { showHeld } from "../service/show-held";
import { canReadHeld } from "../access";
import type { CouponDefinition } from "../input";
import { spokenCode } from "../rules/code";
import { idsIn } from "./coupon";
import { couponHeads, definitionsOf, versionName } from "./definitions";
import { namesIn } from "./list";

export type HeldState = "usable" | "coming" | "used" | "over" | "stopped";

export interface HeldCoupon {
  heldId: string;
  couponId: string;
  code: string;
  /** As it is said: 'ACDE-FGHJ-KLMN'. */
  spoken: string;
  state: HeldState;
  definition: CouponDefinition;
  source: string;
  issuedAt: Date;
  validFrom: Date;
  validUntil: Date;
  /** Last business day on which it can be used. */
  lastDay: string;
  usesLeft: number;
  mostUses: number;
  usedAt: Date | null;
  /** Torn by hand a moment ago: until then it can be put together again. */
  undoUntil: Date | null;
}

const mostShown = 200;

/** Coupons a member holds: what can be used first, by what ends first; then what is over, the latest first. */
export async function heldCouponsOf(ctx: Ctx, memberId: string): Promise<HeldCoupon[]> {
  demand(canReadHeld(ctx.actor, memberId));
  const rows = await read(ctx, (tx) =>
    tx
      .select()
      .from(heldCoupons)
      .where(and(eq(heldCoupons.tenantId, ctx.tenant), eq(heldCoupons.memberId, memberId)))
      .orderBy(desc(heldCoupons.validUntil), asc(heldCoupons.id))
      .limit(mostShown),
  );
  const torn = await tornLately(ctx, memberId);
  const all = (await shown(ctx, rows)).map((one) => ({ ...one, undoUntil: torn.get(one.heldId) ?? null }));
  const isOpen = ({ state }: HeldCoupon) => state === "usable" || state === "coming";
  return [...all.filter(isOpen).reverse(), ...all.filter((one) => !isOpen(one))];
}

async function tornLately(ctx: Ctx, memberId: string): Promise<Map<string, Date>> {
  const rows = await read(ctx, (tx) =>
    tx
      .select({ heldId: couponUses.heldId, undoUntil: couponUses.undoUntil })
      .from(couponUses)
      .where(
        and(
          eq(couponUses.tenantId, ctx.tenant),
          eq(couponUses.memberId, memberId),
          gt(couponUses.undoUntil, ctx.now),
          isNull(couponUses.returnedAt),
        ),
      ),
  );
  return new Map(rows.flatMap(({ heldId, undoUntil }) => (heldId && undoUntil ? [[heldId, undoUntil] as const] : [])));
}

async function shown(ctx: Ctx, rows: (typeof heldCoupons.$inferSelect)[]): Promise<HeldCoupon[]> {
  if (rows.length === 0) return [];
  const [definitions, heads, shop] = [
    await definitionsOf(ctx, rows),
    await couponHeads(
      ctx,
      rows.map(({ couponId }) => couponId),
    ),
    await tenantOf(ctx),
  ];
  const stopped = new Set(heads.flatMap(({ couponId, stoppedAt }) => (stoppedAt ? [couponId] : [])));
  return rows.flatMap((row) => {
    const definition = definitions.get(versionName(row));
    if (!definition) return [];
    const state: HeldState =
      row.uses >= row.mostUses
        ? "used"
        : row.validUntil <= ctx.now
          ? "over"
          : row.withdrawnAt || stopped.has(row.couponId)
            ? "stopped"
            : row.validFrom > ctx.now
              ? "coming"
              : "usable";
    return [
      {
        heldId: row.id,
        couponId: row.couponId,
        code: row.code,
        spoken: spokenCode(row.code),
        state,
        definition,
        source: row.source,
        issuedAt: row.issuedAt,
        validFrom: row.validFrom,
        validUntil: row.validUntil,
        lastDay: dayIn(new Date(row.validUntil.getTime() - 1 - shop.businessDayStartMinutes * 60_000), shop.timeZone),
        usesLeft: Math.max(row.mostUses - row.uses, 0),
        mostUses: row.mostUses,
        usedAt: row.lastUsedAt,
        undoUntil: null,
      },
    ];
  });
}

/** How many a member can use now; for the tile of the home page. */
export async function usableCount(ctx: Ctx, memberId: string): Promise<number> {
  const { rows } = await read(ctx, (tx) =>
    tx.execute<{ n: number }>(sql`
      select count(*)::integer as n from held_coupons h
      join coupons c on c.tenant_id = h.tenant_id and c.id = h.coupon_id and c.stopped_at is null
      where h.tenant_id = ${ctx.tenant} and h.member_id = ${memberId} and h.uses < h.most_uses and h.withdrawn_at is null
        and h.valid_from <= ${ctx.now.toISOString()}::timestamptz and h.valid_until > ${ctx.now.toISOString()}::timestamptz`),
  );
  return rows[0]?.n ?? 0;
}

/** One coupon of a member, with its torn use that can still be undone. Throws not_found. */
export async function heldCoupon(ctx: Ctx, memberId: string, heldId: string) {
  demand(canReadHeld(ctx.actor, memberId));
  const isHeld = and(
    eq(heldCoupons.tenantId, ctx.tenant),
    eq(heldCoupons.memberId, memberId),
    eq(heldCoupons.id, heldId),
  );
  const [row] = await read(ctx, (tx) => tx.select().from(heldCoupons).where(isHeld));
  const [one] = await shown(ctx, row ? [row] : []);
  if (!row || !one) throw new DomainError("not_found", "coupons.not_held");
  // The first time the member opens it is a fact worth keeping: who saw it and did not come.
  if (row.shownAt === null && ctx.actor.kind === "member") await showHeld(ctx, memberId, heldId);
  const [torn] = await read(ctx, (tx) =>
    tx
      .select({ tornAt: couponUses.usedAt, undoUntil: couponUses.undoUntil })
      .from(couponUses)
      .where(
        and(
          eq(couponUses.tenantId, ctx.tenant),
          eq(couponUses.memberId, memberId),
          eq(couponUses.heldId, heldId),
          eq(couponUses.way, "torn"),
          isNull(couponUses.returnedAt),
        ),
      )
      .orderBy(desc(couponUses.usedAt))
      .limit(1),
  );
  const undoUntil = torn?.undoUntil && torn.undoUntil > ctx.now ? torn.undoUntil : null;
  return { ...one, names: await namesIn(ctx, idsIn(one.definition)), tornAt: torn?.tornAt ?? null, undoUntil };
}

/** What a coupon is called beside each row, so that a person can read the list. */
async function withTitles<Row extends { couponId: string; version: number }>(ctx: Ctx, rows: readonly Row[]) {
  const definitions = await definitionsOf(ctx, rows);
  return rows.map((row) => ({ title: definitions.get(versionName(row))?.title.ja ?? null, ...row }));
}

/** For "everything we hold about one person". */
export const heldForPerson = async (ctx: Ctx, memberId: string) => {
  const rows = await read(ctx, (tx) =>
    tx
      .select()
      .from(heldCoupons)
      .where(and(eq(heldCoupons.tenantId, ctx.tenant), eq(heldCoupons.memberId, memberId)))
      .orderBy(asc(heldCoupons.issuedAt)),
  );
  return (await withTitles(ctx, rows)).map(({ tenantId: _tenant, memberId: _member, issueKey: _key, ...row }) => row);
};

export const usesForPerson = async (ctx: Ctx, memberId: string) => {
  const rows = await read(ctx, (tx) =>
    tx
      .select()
      .from(couponUses)
      .where(and(eq(couponUses.tenantId, ctx.tenant), eq(couponUses.memberId, memberId)))
      .orderBy(asc(couponUses.usedAt)),
  );
  return (await withTitles(ctx, rows)).map(({ tenantId: _tenant, memberId: _member, ...row }) => row);
};
