import {
  and,
  asc,
  eq,
  getTableColumns,
  gt,
  inArray,
  isNull,
  lt,
  or,
  type Placeholder,
  type SQL,
  sql,
} from "drizzle-orm";
import { couponCodes, couponCounters, coupons, couponUses, heldCoupons } from "@/db/schema/coupons";
import { type Ctx, read } from "@/server/kernel/ctx";
import type { Tx } from "@/server/kernel/database";
import { DomainError } from "@/server/kernel/errors";
import { tenantOf } from "@/server/kernel/gate";
import { prepared } from "@/server/kernel/prepared";
import { businessDayIn, dayIn, minutesOfDayIn } from "@/server/kernel/time";
import type { CouponChoices, CouponProblem } from "../input";
import { applyCoupons, type CouponOutcome } from "../rules/apply";
import type { Basket, BasketLine, OfferedCoupon } from "../rules/basket";
import { readCode } from "../rules/code";
import { openSpan, type ShopClock } from "../rules/validity";
import { definitionsOf, versionName } from "./definitions";

/** Coupons of one member that are looked at for a best set; those that end first come first. */
const mostOwn = 60;

export interface CouponSale {
  memberId: string | null;
  storeId: string | null;
  /** What the store is ('shop', 'online'); null stands for no store. */
  storeKind: string | null;
  occurredAt: Date;
  rankId: string | null;
  /** Priced lines, before any coupon. */
  lines: readonly BasketLine[];
  choices: CouponChoices;
}

export interface CouponQuote extends CouponOutcome {
  /** What was typed or scanned and names no coupon of this shop. */
  unknown: string[];
}

/** The one quote that a sale without coupons has. */
const nothing = (lines: CouponSale["lines"]): CouponQuote => ({ ...applyCoupons(emptyBasket(lines), []), unknown: [] });

const emptyBasket = (lines: CouponSale["lines"]): Basket => ({
  lines,
  storeId: null,
  channel: "shop",
  at: new Date(0),
  weekday: 0,
  minutes: 0,
  isMember: false,
  rankId: null,
});

/**
 * What the coupons of a sale come to: reads, prices, writes nothing. `useCoupons` in the sale's transaction makes it so. `guardGuesses`
 * goes before, outside of any transaction.
 */
export async function quoteCoupons(ctx: Ctx, sale: CouponSale): Promise<CouponQuote> {
  const { chosen, best } = sale.choices;
  if (chosen.length === 0 && (!best || sale.memberId === null)) return nothing(sale.lines);
  const clock = await tenantOf(ctx);
  const { offered, unknown } = await offeredFor(ctx, sale, clock);
  if (offered.length === 0) return { ...nothing(sale.lines), unknown };
  return { ...applyCoupons(basketOf(sale, clock), offered), unknown };
}

/** Throws refused `coupons.not_usable` {problem, title} for the first coupon chosen by hand that did not apply, or `coupons.unknown_code`. */
export function demandChosen(quote: CouponQuote): void {
  const [code] = quote.unknown;
  if (code !== undefined) throw new DomainError("not_found", "coupons.unknown_code", { code });
  const left = quote.left.find(({ isChosen }) => isChosen);
  if (left)
    throw new DomainError("refused", "coupons.not_usable", {
      problem: left.problem,
      title: left.title.ja,
      missingYen: left.missingYen,
    });
}

function basketOf(sale: CouponSale, clock: ShopClock): Basket {
  const { lines, storeId, occurredAt } = sale;
  return {
    lines,
    storeId,
    channel: sale.storeKind === "online" ? "online" : "shop",
    at: occurredAt,
    weekday: new Date(`${dayIn(occurredAt, clock.timeZone)}T00:00:00Z`).getUTCDay(),
    minutes: minutesOfDayIn(occurredAt, clock.timeZone),
    isMember: sale.memberId !== null,
    rankId: sale.rankId,
  };
}

/** What is known of the coupon behind a row: whether it is given out no more, and which of its limits are reached ('used' or the day). */
interface OfCoupon {
  isStopped: boolean;
  reached: string[];
}
type HeldRow = typeof heldCoupons.$inferSelect & OfCoupon;
type CodeRow = typeof couponCodes.$inferSelect & OfCoupon;

async function offeredFor(ctx: Ctx, sale: CouponSale, clock: ShopClock) {
  const typed = sale.choices.chosen.flatMap((choice) => ("code" in choice ? [choice.code] : []));
  const codeOf = new Map(typed.map((text) => [text, readCode(text)]));
  const day = businessDayIn(sale.occurredAt, clock.timeZone, clock.businessDayStartMinutes);
  const codes = await codeRows(
    ctx,
    [...codeOf.values()].filter((code) => code !== null),
    day,
  );
  const unknown = typed.filter((text) => !codes.some(({ code }) => code === codeOf.get(text)));
  const own = await ownRows(ctx, sale, codes, day);
  const loose = codes.filter((row) => !own.some(({ id }) => id === row.heldId));
  const definitions = await definitionsOf(ctx, [...own, ...loose]);
  const chosenIds = new Set<string>();
  for (const choice of sale.choices.chosen) if ("heldId" in choice) chosenIds.add(choice.heldId);
  for (const row of codes) if (row.heldId !== null) chosenIds.add(row.heldId);
  const all: OfferedCoupon[] = [];
  for (const row of own) {
    const definition = definitions.get(versionName(row));
    if (definition)
      all.push({
        ...common(row, definition),
        ref: row.id,
        heldId: row.id,
        validFrom: row.validFrom,
        validUntil: row.validUntil,
        problem: heldProblem(row),
        isChosen: chosenIds.has(row.id),
      });
  }
  for (const row of loose) {
    const definition = definitions.get(versionName(row));
    if (definition)
      all.push({
        ...common(row, definition),
        ref: row.code,
        heldId: null,
        ...openSpan(definition, row.createdAt, clock),
        problem: looseProblem(row),
        isChosen: true,
      });
  }
  // In the order in which they were chosen: of two that do not go together the earlier one counts.
  const places = sale.choices.chosen.map((choice) => ("heldId" in choice ? choice.heldId : codeOf.get(choice.code)));
  const placeOf = ({ ref, code }: OfferedCoupon) => {
    const at = places.findIndex((place) => place === ref || place === code);
    return at === -1 ? places.length : at;
  };
  all.sort((a, b) => placeOf(a) - placeOf(b));
  const reachedOf = new Map([...own, ...loose].map((row) => [row.couponId, row.reached]));
  return { offered: await withLimits(ctx, sale, all, { reachedOf, day }), unknown };
}

const common = (row: HeldRow | CodeRow, definition: OfferedCoupon["definition"]) => ({
  couponId: row.couponId,
  version: row.version,
  definition,
  code: row.code,
});

const heldProblem = (row: HeldRow): CouponProblem | null =>
  row.isStopped || row.withdrawnAt ? "stopped" : row.uses >= row.mostUses ? "used" : null;

function looseProblem(row: CodeRow): CouponProblem | null {
  if (row.isStopped) return "stopped";
  if (row.heldId !== null) return "other_member";
  if (row.closedAt !== null) return "stopped";
  return row.kind === "unique" && row.used > 0 ? "used" : null;
}

/** What `OfCoupon` says, for the rows of a table that names coupons. */
const ofCoupon = (rows: typeof couponCodes | typeof heldCoupons, day: Placeholder) => ({
  isStopped: sql<boolean>`coalesce((select c.stopped_at is not null from ${coupons} c
    where c.tenant_id = ${rows}.tenant_id and c.id = ${rows}.coupon_id), true)`,
  reached: sql<string[]>`array(select n.period from ${couponCounters} n where n.tenant_id = ${rows}.tenant_id
    and n.coupon_id = ${rows}.coupon_id and n.period in ('used', ${day}) and n.counted >= n.most)`,
});

const codesOf = prepared(["tenantId", "codes", "day"], (tx, at) =>
  tx
    .select({ ...getTableColumns(couponCodes), ...ofCoupon(couponCodes, at.day) })
    .from(couponCodes)
    .where(and(eq(couponCodes.tenantId, at.tenantId), sql`${couponCodes.code} = any(${at.codes}::text[])`)),
);

const ofMember = ["tenantId", "memberId", "chosen", "most", "day"] as const;
const rowsHeld = (tx: Tx, at: Record<(typeof ofMember)[number], Placeholder>, orOpen?: SQL) =>
  tx
    .select({ ...getTableColumns(heldCoupons), ...ofCoupon(heldCoupons, at.day) })
    .from(heldCoupons)
    .where(
      and(
        eq(heldCoupons.tenantId, at.tenantId),
        eq(heldCoupons.memberId, at.memberId),
        or(sql`${heldCoupons.id} = any(${at.chosen}::uuid[])`, orOpen),
      ),
    )
    .orderBy(asc(heldCoupons.validUntil), asc(heldCoupons.id))
    .limit(at.most);
const chosenRows = prepared(ofMember, (tx, at) => rowsHeld(tx, at));
const openAndChosen = prepared([...ofMember, "at"], (tx, at) =>
  rowsHeld(
    tx,
    at,
    and(lt(heldCoupons.uses, heldCoupons.mostUses), isNull(heldCoupons.withdrawnAt), gt(heldCoupons.validUntil, at.at)),
  ),
);

const codeRows = (ctx: Ctx, codes: readonly string[], day: string): Promise<CodeRow[]> =>
  codes.length === 0
    ? Promise.resolve([])
    : read(ctx, (tx) => codesOf(tx, { tenantId: ctx.tenant, codes: [...codes], day }));

/** What the member holds: all that is open, where the best is wanted, and what was chosen, open or not. */
async function ownRows(ctx: Ctx, sale: CouponSale, codes: readonly CodeRow[], day: string): Promise<HeldRow[]> {
  const { memberId, choices, occurredAt } = sale;
  if (memberId === null) return [];
  const chosen = choices.chosen.flatMap((choice) => ("heldId" in choice ? [choice.heldId] : []));
  for (const row of codes) if (row.memberId === memberId && row.heldId !== null) chosen.push(row.heldId);
  if (!choices.best && chosen.length === 0) return [];
  const of = { tenantId: ctx.tenant, memberId, chosen, most: mostOwn + chosen.length, day };
  const found = await read(ctx, (tx) =>
    choices.best ? openAndChosen(tx, { ...of, at: occurredAt }) : chosenRows(tx, of),
  );
  if (chosen.some((id) => !found.some((row) => row.id === id))) throw new DomainError("not_found", "coupons.not_held");
  return found;
}

/** Marks what is at a limit already. The limits are held again, under their locks, when the coupons are used. */
async function withLimits(
  ctx: Ctx,
  sale: CouponSale,
  all: OfferedCoupon[],
  { reachedOf, day }: { reachedOf: ReadonlyMap<string, readonly string[]>; day: string },
) {
  const limitedIds = all.flatMap(({ couponId, definition: { limits } }) =>
    limits.perMember !== null || limits.perMemberPerDay !== null ? [couponId] : [],
  );
  const { memberId } = sale;
  const uses =
    memberId === null || limitedIds.length === 0
      ? []
      : await read(ctx, (tx) =>
          tx
            .select({ couponId: couponUses.couponId, businessDate: couponUses.businessDate })
            .from(couponUses)
            .where(
              and(
                eq(couponUses.tenantId, ctx.tenant),
                eq(couponUses.memberId, memberId),
                inArray(couponUses.couponId, limitedIds),
                isNull(couponUses.returnedAt),
              ),
            ),
        );
  const limitOf = ({ couponId, definition: { limits } }: OfferedCoupon): CouponProblem | null => {
    const periods = reachedOf.get(couponId) ?? [];
    if (periods.includes("used")) return "limit_total";
    if (periods.length > 0) return "limit_day";
    const own = uses.filter((row) => row.couponId === couponId);
    if (limits.perMember !== null && own.length >= limits.perMember) return "limit_member";
    const ofDay = own.filter(({ businessDate }) => businessDate === day).length;
    return limits.perMemberPerDay !== null && ofDay >= limits.perMemberPerDay ? "limit_member_day" : null;
  };
  return all.map((of) => (of.problem === null ? { ...of, problem: limitOf(of) } : of));
}
