import { addDays, businessDayIn, dayIn, instantOf, minutesOfDayIn } from "@/server/kernel/time";
import type { CouponDefinition, CouponProblem, CouponState } from "../input";
import { isWithinHours } from "./basket";

export interface ShopClock {
  timeZone: string;
  /** Minutes after midnight at which the shop's day begins. */
  businessDayStartMinutes: number;
}

/** Days that a coupon lives on which comes back by a return after its last day; the day of the return is not counted. */
export const graceDays = 7;

/** The instant at which a business day begins. */
export const dayBegins = (day: string, clock: ShopClock): Date =>
  instantOf(day, clock.businessDayStartMinutes, clock.timeZone);

/**
 * When a coupon that is given at `issuedAt` can be used: from its first day, or at once, to the end of its last business day; of a fixed
 * day and a number of days, whichever ends first. Null when it would be over before it begins.
 */
export function spanOf(
  { validity }: Pick<CouponDefinition, "validity">,
  issuedAt: Date,
  clock: ShopClock,
): { validFrom: Date; validUntil: Date } | null {
  const from = validity.from === null ? issuedAt : dayBegins(validity.from, clock);
  const validFrom = from > issuedAt ? from : issuedAt;
  const ends: Date[] = [];
  if (validity.until !== null) ends.push(dayBegins(addDays(validity.until, 1), clock));
  if (validity.days !== null) {
    const firstDay = businessDayIn(validFrom, clock.timeZone, clock.businessDayStartMinutes);
    ends.push(dayBegins(addDays(firstDay, validity.days), clock));
  }
  const validUntil = new Date(Math.min(...ends.map((end) => end.getTime())));
  return validUntil > validFrom ? { validFrom, validUntil } : null;
}

/** The span of a word or a loose code, which nobody was given: its fixed days; one with days only never ends by itself. */
export function openSpan(
  { validity }: Pick<CouponDefinition, "validity">,
  madeAt: Date,
  clock: ShopClock,
): { validFrom: Date; validUntil: Date } {
  return {
    validFrom: validity.from === null ? new Date(0) : dayBegins(validity.from, clock),
    validUntil:
      validity.until !== null
        ? dayBegins(addDays(validity.until, 1), clock)
        : dayBegins(
            addDays(businessDayIn(madeAt, clock.timeZone, clock.businessDayStartMinutes), validity.days ?? 1),
            clock,
          ),
  };
}

/** When a coupon that comes back at `at` ends: as before, or after a few days of grace where its last day is over. */
export function untilAfterReturn(validUntil: Date, at: Date, clock: ShopClock): Date {
  if (validUntil > at) return validUntil;
  const today = businessDayIn(at, clock.timeZone, clock.businessDayStartMinutes);
  return dayBegins(addDays(today, graceDays + 1), clock);
}

/** Where a coupon stands as a whole. */
export function stateOf(
  { validity }: Pick<CouponDefinition, "validity">,
  stoppedAt: Date | null,
  at: Date,
  clock: ShopClock,
): CouponState {
  if (stoppedAt !== null) return "stopped";
  const today = businessDayIn(at, clock.timeZone, clock.businessDayStartMinutes);
  if (validity.until !== null && validity.until < today) return "over";
  return validity.from !== null && validity.from > today ? "coming" : "usable";
}

/** Why a coupon cannot be torn at this store now; a member's own phone names no store, and the staff before it knows where it stands. */
export function tearProblem(
  { storeIds, hours }: Pick<CouponDefinition, "storeIds" | "hours">,
  storeId: string | null,
  at: Date,
  { timeZone }: ShopClock,
): CouponProblem | null {
  if (storeIds.length > 0 && storeId !== null && !storeIds.includes(storeId)) return "wrong_store";
  const weekday = new Date(`${dayIn(at, timeZone)}T00:00:00Z`).getUTCDay();
  return isWithinHours(hours, weekday, minutesOfDayIn(at, timeZone)) ? null : "wrong_hours";
}
