import type { Channel, CouponDefinition, CouponProblem } from "../input";

export interface BasketLine {
  lineNo: number;
  productId: string | null;
  /** '/parent/child/' of category ids; '' for what has none. */
  categoryPath: string;
  quantity: number;
  /** Of the whole line, after whatever was taken off it by hand. */
  amountYen: number;
}

/** What is bought, where and when: all that a coupon's conditions are held against. */
export interface Basket {
  lines: readonly BasketLine[];
  storeId: string | null;
  channel: Channel;
  /** The instant of the sale. */
  at: Date;
  /** By the shop's clock: 0 is Sunday, minutes after midnight. */
  weekday: number;
  minutes: number;
  isMember: boolean;
  rankId: string | null;
}

/** A coupon that might be used, with what the database knows of it. */
export interface OfferedCoupon {
  /** Names this one among those offered: the id of a held coupon, or the code as it is kept. */
  ref: string;
  couponId: string;
  version: number;
  definition: CouponDefinition;
  heldId: string | null;
  code: string | null;
  validFrom: Date;
  validUntil: Date;
  /** What stands against it whatever the basket is (used up, stopped, another member's); null when nothing does. */
  problem: CouponProblem | null;
  /** Chosen by hand: it is taken before any other, and goes by itself where it does not go with others. */
  isChosen: boolean;
}

/** Lines that a coupon is for. A gift is for its product, whatever else is said. */
export function targetLines(definition: CouponDefinition, lines: readonly BasketLine[]): BasketLine[] {
  const { benefit, target } = definition;
  if (benefit.kind === "gift") return lines.filter(({ productId }) => productId === benefit.productId);
  const isIn = (line: BasketLine, products: readonly string[], categories: readonly string[]) =>
    (line.productId !== null && products.includes(line.productId)) ||
    categories.some((id) => line.categoryPath.includes(`/${id}/`));
  const isWhole = target.productIds.length + target.categoryIds.length === 0;
  return lines.filter(
    (line) =>
      (isWhole || isIn(line, target.productIds, target.categoryIds)) &&
      !isIn(line, target.notProductIds, target.notCategoryIds),
  );
}

const sumOf = (lines: readonly BasketLine[]) => lines.reduce((sum, { amountYen }) => sum + amountYen, 0);

/** Whether the shop's clock stands within the hours; what goes over midnight belongs to the day on which it began. */
export function isWithinHours(hours: CouponDefinition["hours"], weekday: number, minutes: number): boolean {
  if (hours === null) return true;
  const { weekdays, fromMinutes, toMinutes } = hours;
  if (fromMinutes < toMinutes) return weekdays.includes(weekday) && minutes >= fromMinutes && minutes < toMinutes;
  if (minutes >= fromMinutes) return weekdays.includes(weekday);
  return minutes < toMinutes && weekdays.includes((weekday + 6) % 7);
}

/** How much the basket is short of the coupon's minimum, in yen; 0 when it is reached. */
export function missingYen(definition: CouponDefinition, lines: readonly BasketLine[]): number {
  const { minimum } = definition;
  if (minimum === null) return 0;
  return Math.max(0, minimum.yen - sumOf(minimum.of === "basket" ? lines : targetLines(definition, lines)));
}

/** Why this coupon cannot be used for this basket, other coupons apart; null when it can. */
export function problemWith(offered: OfferedCoupon, basket: Basket): CouponProblem | null {
  const { definition } = offered;
  if (offered.problem !== null) return offered.problem;
  if (definition.isForMembers && !basket.isMember) return "member_needed";
  if (basket.at < offered.validFrom) return "not_yet";
  if (basket.at >= offered.validUntil) return "expired";
  if (definition.use === "tear") return "tear_only";
  if (!definition.channels.includes(basket.channel)) return "wrong_channel";
  const isStoreRight = basket.storeId !== null && definition.storeIds.includes(basket.storeId);
  if (definition.storeIds.length > 0 && !isStoreRight) return "wrong_store";
  const isRankRight = basket.rankId !== null && definition.rankIds.includes(basket.rankId);
  if (definition.rankIds.length > 0 && !isRankRight) return "wrong_rank";
  if (!isWithinHours(definition.hours, basket.weekday, basket.minutes)) return "wrong_hours";
  if (targetLines(definition, basket.lines).length === 0)
    return definition.benefit.kind === "gift" ? "gift_missing" : "no_target";
  return missingYen(definition, basket.lines) > 0 ? "below_minimum" : null;
}

/** Whether two coupons may be used in one sale. */
export function goTogether(a: OfferedCoupon, b: OfferedCoupon): boolean {
  if (a.couponId === b.couponId) return false;
  const [one, other] = [a.definition, b.definition];
  if (one.stacking.kind === "exclusive" || other.stacking.kind === "exclusive") return false;
  if (one.excludes.includes(b.couponId) || other.excludes.includes(a.couponId)) return false;
  const isSameGroup =
    one.stacking.kind === "group" && other.stacking.kind === "group" && one.stacking.group === other.stacking.group;
  return !isSameGroup;
}
