import type { CouponDefinition, CouponKind, CouponProblem } from "../input";
import {
  type Basket,
  type BasketLine,
  goTogether,
  missingYen,
  type OfferedCoupon,
  problemWith,
  targetLines,
} from "./basket";
import { splitByLargestRemainder } from "./split";

export interface LineDiscount {
  lineNo: number;
  yen: number;
}

export interface AppliedCoupon {
  ref: string;
  couponId: string;
  version: number;
  heldId: string | null;
  code: string | null;
  kind: CouponKind;
  title: CouponDefinition["title"];
  discountYen: number;
  lines: LineDiscount[];
}

/** Points of these lines count times `percent` / 100. */
export interface PointsMultiplier {
  couponId: string;
  version: number;
  percent: number;
  lineNos: number[];
}

export interface LeftCoupon {
  ref: string;
  couponId: string;
  title: CouponDefinition["title"];
  problem: CouponProblem;
  isChosen: boolean;
  /** Of `below_minimum`: how much the basket is short. */
  missingYen: number;
  /** Of `cannot_combine`, `same_coupon`, `no_effect`: what it would take off alone, and the coupons it does not go with. */
  aloneYen: number;
  with: string[];
}

export interface CouponOutcome {
  totalYen: number;
  discountYen: number;
  payableYen: number;
  lines: { lineNo: number; amountYen: number; discountYen: number }[];
  /** In the order in which they were taken off. */
  applied: AppliedCoupon[];
  multipliers: PointsMultiplier[];
  left: LeftCoupon[];
}

/** Largest sets that are looked at at most; reached only by dozens of coupons that exclude each other crosswise. */
const mostSets = 500;
/** Of a largest set up to that size every part is tried: rounding can make a part better by a yen. */
const mostTriedInParts = 8;
const kindOrder: Record<CouponKind, number> = { gift: 0, percent: 1, amount: 2, points: 3 };

/**
 * Order of application: gifts, then percents, then amounts, points last; in a kind by the coupon's place, then by what ends first.
 * Percents before amounts is the order in which the customer pays less.
 */
const inOrder = (a: OfferedCoupon, b: OfferedCoupon) =>
  kindOrder[a.definition.benefit.kind] - kindOrder[b.definition.benefit.kind] ||
  a.definition.place - b.definition.place ||
  a.validUntil.getTime() - b.validUntil.getTime() ||
  (a.ref < b.ref ? -1 : 1);

type Open = { line: BasketLine; amountYen: number };

/** What a gift takes off: whole pieces, the dearest first. */
function giftParts(pieces: number, open: readonly Open[]): number[] {
  const parts = open.map(() => 0);
  const dearest = open
    .map(({ line, amountYen }, index) => ({ index, amountYen, quantity: line.quantity }))
    .sort((a, b) => b.amountYen * a.quantity - a.amountYen * b.quantity || a.index - b.index);
  let left = pieces;
  for (const { index, amountYen, quantity } of dearest) {
    const taken = Math.min(left, quantity);
    parts[index] = Number((BigInt(amountYen) * BigInt(taken)) / BigInt(quantity));
    left -= taken;
  }
  return parts;
}

/** Yen of `percent` of a sum, rounded as the coupon says. */
export function percentOf(sum: number, percent: number, rounding: "down" | "half_up" | "up"): number {
  const exact = BigInt(sum) * BigInt(percent);
  const add = rounding === "down" ? 0n : rounding === "up" ? 99n : 50n;
  return Number((exact + add) / 100n);
}

/** What one coupon takes off each of its lines as they stand now. */
function partsOf({ benefit }: CouponDefinition, open: readonly Open[]): number[] {
  const sum = open.reduce((all, { amountYen }) => all + amountYen, 0);
  const weights = open.map(({ amountYen }) => amountYen);
  if (benefit.kind === "gift") return giftParts(benefit.pieces, open);
  if (benefit.kind === "points") return open.map(() => 0);
  const wanted =
    benefit.kind === "amount"
      ? benefit.yen
      : Math.min(percentOf(sum, benefit.percent, benefit.rounding), benefit.mostYen ?? Number.MAX_SAFE_INTEGER);
  return splitByLargestRemainder(Math.min(wanted, sum), weights);
}

interface Taken {
  discountYen: number;
  /** Of the lines' points, above the simple ones: yen times (percent - 100). */
  bonus: number;
  amounts: Map<number, number>;
  parts: { of: OfferedCoupon; discountYen: number; lines: LineDiscount[] }[];
}

/** Takes a set of coupons off the basket, whether or not they may go together. */
function take(basket: Basket, set: readonly OfferedCoupon[]): Taken {
  const amounts = new Map(basket.lines.map((line) => [line.lineNo, line.amountYen]));
  const taken: Taken = { discountYen: 0, bonus: 0, amounts, parts: [] };
  for (const of of [...set].sort(inOrder)) {
    const targets = targetLines(of.definition, basket.lines);
    const open = targets.map((line) => ({ line, amountYen: amounts.get(line.lineNo) ?? 0 }));
    const parts = partsOf(of.definition, open);
    const lines: LineDiscount[] = [];
    for (const [index, { line, amountYen }] of open.entries()) {
      const yen = parts[index] ?? 0;
      if (yen > 0) lines.push({ lineNo: line.lineNo, yen });
      amounts.set(line.lineNo, amountYen - yen);
      if (of.definition.benefit.kind === "points") taken.bonus += amountYen * (of.definition.benefit.percent - 100);
    }
    const discountYen = lines.reduce((sum, { yen }) => sum + yen, 0);
    taken.discountYen += discountYen;
    taken.parts.push({ of, discountYen, lines });
  }
  return taken;
}

const isBetter = (a: Taken, b: Taken) => a.discountYen - b.discountYen || a.bonus - b.bonus;

/** Every largest set of coupons that go together (Bron and Kerbosch, 1973, with a pivot), each at once handed to `visit`. */
function eachLargestSet(coupons: readonly OfferedCoupon[], visit: (set: OfferedCoupon[]) => void): void {
  const friends = new Map(coupons.map((a) => [a, new Set(coupons.filter((b) => a !== b && goTogether(a, b)))]));
  const friendsOf = (of: OfferedCoupon) => friends.get(of) ?? new Set<OfferedCoupon>();
  let left = mostSets;
  const grow = (set: OfferedCoupon[], may: OfferedCoupon[], seen: OfferedCoupon[]): void => {
    if (left === 0) return;
    if (may.length === 0 && seen.length === 0) {
      left -= 1;
      visit(set);
      return;
    }
    const pivot = [...may, ...seen].reduce((best, of) => {
      const count = (one: OfferedCoupon) => may.filter((other) => friendsOf(one).has(other)).length;
      return count(of) > count(best) ? of : best;
    });
    let [open, done] = [may, seen];
    for (const of of may.filter((one) => !friendsOf(pivot).has(one))) {
      const own = friendsOf(of);
      grow(
        [...set, of],
        open.filter((one) => own.has(one)),
        done.filter((one) => own.has(one)),
      );
      open = open.filter((one) => one !== of);
      done = [...done, of];
    }
  };
  grow([], [...coupons], []);
}

/** The set that saves the customer most: yen first, then points; of equal ones the fewest coupons, so that none is used up in vain. */
function bestSet(basket: Basket, chosen: readonly OfferedCoupon[], others: readonly OfferedCoupon[]): OfferedCoupon[] {
  let best = { set: [...chosen], taken: take(basket, chosen) };
  const byWorth = others
    .map((of) => ({ of, alone: take(basket, [of]) }))
    .filter(({ alone }) => alone.discountYen > 0 || alone.bonus > 0)
    .sort((a, b) => isBetter(b.alone, a.alone) || inOrder(a.of, b.of));
  eachLargestSet(
    byWorth.map(({ of }) => of),
    (set) => {
      const whole = (1 << Math.min(set.length, mostTriedInParts)) - 1;
      for (let mask = whole; mask > 0; mask = set.length > mostTriedInParts ? 0 : mask - 1) {
        const part = mask === whole ? set : set.filter((_, index) => mask & (1 << index));
        const taken = take(basket, [...chosen, ...part]);
        if (isBetter(taken, best.taken) > 0) best = { set: [...chosen, ...part], taken };
      }
    },
  );
  // The least worth is given up first where the sale is as cheap without it.
  for (const { of } of byWorth.toReversed()) {
    if (!best.set.includes(of)) continue;
    const without = best.set.filter((one) => one !== of);
    const taken = take(basket, without);
    if (isBetter(taken, best.taken) >= 0) best = { set: without, taken };
  }
  return best.set;
}

/** Coupons chosen by hand that go together, the earlier first; the rest is told why not. */
function chosenSet(usable: readonly OfferedCoupon[]): OfferedCoupon[] {
  const set: OfferedCoupon[] = [];
  for (const of of usable) if (of.isChosen && set.every((one) => goTogether(one, of))) set.push(of);
  return set;
}

/**
 * What coupons make of a basket. Those chosen by hand are used where they can be; the others fill up to the set that saves the customer
 * most. Discounts fall on the lines by largest remainder, never below 0, and add up to the coupon's discount exactly. Whatever is left
 * is told why. Pure: the same basket and coupons give the same answer for ever.
 */
export function applyCoupons(basket: Basket, offered: readonly OfferedCoupon[]): CouponOutcome {
  const problems = new Map(offered.map((of) => [of, problemWith(of, basket)]));
  const usable = offered.filter((of) => problems.get(of) === null);
  const chosen = chosenSet(usable);
  const others = usable.filter((of) => !of.isChosen && chosen.every((one) => goTogether(one, of)));
  const set = bestSet(basket, chosen, others);
  const taken = take(basket, set);
  const totalYen = basket.lines.reduce((sum, { amountYen }) => sum + amountYen, 0);
  return {
    totalYen,
    discountYen: taken.discountYen,
    payableYen: totalYen - taken.discountYen,
    lines: basket.lines.map(({ lineNo, amountYen }) => {
      const after = taken.amounts.get(lineNo) ?? amountYen;
      return { lineNo, amountYen: after, discountYen: amountYen - after };
    }),
    applied: taken.parts.map(({ of, discountYen, lines }) => ({
      ref: of.ref,
      couponId: of.couponId,
      version: of.version,
      heldId: of.heldId,
      code: of.code,
      kind: of.definition.benefit.kind,
      title: of.definition.title,
      discountYen,
      lines,
    })),
    multipliers: set.flatMap(({ couponId, version, definition }) =>
      definition.benefit.kind === "points"
        ? [
            {
              couponId,
              version,
              percent: definition.benefit.percent,
              lineNos: targetLines(definition, basket.lines).map(({ lineNo }) => lineNo),
            },
          ]
        : [],
    ),
    left: offered.filter((of) => !set.includes(of)).map((of) => whyLeft(of, basket, set, problems.get(of) ?? null)),
  };
}

function whyLeft(
  of: OfferedCoupon,
  basket: Basket,
  set: readonly OfferedCoupon[],
  problem: CouponProblem | null,
): LeftCoupon {
  const against = problem === null ? set.filter((one) => !goTogether(one, of)) : [];
  const isSame = against.some(({ couponId }) => couponId === of.couponId);
  return {
    ref: of.ref,
    couponId: of.couponId,
    title: of.definition.title,
    problem: problem ?? (isSame ? "same_coupon" : against.length > 0 ? "cannot_combine" : "no_effect"),
    isChosen: of.isChosen,
    missingYen: problem === "below_minimum" ? missingYen(of.definition, basket.lines) : 0,
    aloneYen: problem === null ? take(basket, [of]).discountYen : 0,
    with: against.map(({ ref }) => ref),
  };
}
