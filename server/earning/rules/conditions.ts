import type { Basket, BasketLine, EarnConditions, EarnRule } from "../input";

/** What is known of the person and of the moment, beside the basket. Days and weekdays are those of the shop's business day. */
export interface Situation {
  rankId: string | null;
  /** 'YYYY-MM-DD' or null where the member has not told it. */
  birthday: string | null;
  businessDate: string;
  /** Minutes after local midnight. */
  minutesOfDay: number;
}

export type PassedReason =
  | "paused"
  | "period"
  | "weekday"
  | "month_day"
  | "hours"
  | "store"
  | "channel"
  | "payment"
  | "rank"
  | "birthday"
  | "not_first"
  | "no_line"
  | "below_minimum"
  | "other_alone"
  | "other_better"
  | "limit_member"
  | "limit_times"
  | "budget"
  | "expired"
  | "no_points";

/** 1 Monday to 7 Sunday of a calendar day, without a clock or a zone. */
export function weekdayOf(day: string): number {
  const at = new Date(`${day}T00:00:00Z`).getUTCDay();
  return at === 0 ? 7 : at;
}

const isLeap = (year: number) => (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;

/** Whether a birthday falls on the day, or in its month; who was born on 29 February has it on the 28th of other years. */
export function isBirthday(birthday: string | null, day: string, span: "day" | "month"): boolean {
  if (birthday === null) return false;
  if (span === "month") return birthday.slice(5, 7) === day.slice(5, 7);
  const wanted = birthday.slice(5, 10);
  const today = day.slice(5, 10);
  return wanted === today || (wanted === "02-29" && today === "02-28" && !isLeap(Number(day.slice(0, 4))));
}

/** From included, until excluded; over midnight where until lies before from. */
export const isWithin = ({ fromMinutes, untilMinutes }: { fromMinutes: number; untilMinutes: number }, at: number) =>
  fromMinutes < untilMinutes ? at >= fromMinutes && at < untilMinutes : at >= fromMinutes || at < untilMinutes;

const among = (list: readonly string[] | undefined, value: string | null) =>
  list === undefined || (value !== null && list.includes(value));

/** Why a rule does not count at that moment, for that member, at that store; null when it does. Says nothing of lines. */
export function momentRefuses(
  when: EarnConditions,
  at: Situation,
  sale: { storeId: string | null; channel: string | null },
): PassedReason | null {
  if ((when.fromDay && at.businessDate < when.fromDay) || (when.untilDay && at.businessDate > when.untilDay))
    return "period";
  if (when.weekdays && !when.weekdays.includes(weekdayOf(at.businessDate))) return "weekday";
  if (when.monthDays && !when.monthDays.includes(Number(at.businessDate.slice(8)))) return "month_day";
  if (when.hours && !isWithin(when.hours, at.minutesOfDay)) return "hours";
  if (!among(when.storeIds, sale.storeId)) return "store";
  if (!among(when.channels, sale.channel)) return "channel";
  if (!among(when.rankIds, at.rankId)) return "rank";
  if (when.birthday && !isBirthday(at.birthday, at.businessDate, when.birthday)) return "birthday";
  return null;
}

export const saleRefuses = (when: EarnConditions, at: Situation, basket: Basket): PassedReason | null =>
  momentRefuses(when, at, basket) ??
  (among(when.payments, basket.payment) ? null : "payment") ??
  (when.isFirstPurchase && !basket.isFirstPurchase ? "not_first" : null);

const anyOf = (wanted: readonly string[] | undefined, has: readonly string[]) =>
  wanted !== undefined && has.some((one) => wanted.includes(one));

/** Whether a rule looks at the line: a named product, a category or one above it, or a brand. Nothing named is every line. */
export function matchesLine(when: EarnConditions, line: BasketLine): boolean {
  const product = line.productId === null ? [] : [line.productId];
  const brand = line.brand === null ? [] : [line.brand];
  if (anyOf(when.notProductIds, product) || anyOf(when.notCategoryIds, line.categoryIds)) return false;
  if (!when.productIds && !when.categoryIds && !when.brands) return true;
  // Products, categories and brands that are named widen each other: bags, and this one belt besides.
  return anyOf(when.productIds, product) || anyOf(when.categoryIds, line.categoryIds) || anyOf(when.brands, brand);
}

/** By precedence, then by id: the one order in which rules that stand against each other are asked. */
export const byPrecedence = (a: Pick<EarnRule, "precedence" | "id">, b: Pick<EarnRule, "precedence" | "id">) =>
  a.precedence - b.precedence || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0);
