import { addDays, addMonths } from "@/server/kernel/time";

/** Above this many pieces on one line it is a wholesale lot: one warranty for each of the first pieces is enough. */
export const maxPieces = 1_000;

/**
 * Last day covered by a warranty of `months` beginning on `startsOn`: the day before the corresponding day, or the month's
 * last day where it has no such day (Civil Code of Japan, art. 143 (2)).
 */
export function lastDayCovered(startsOn: string, months: number): string {
  const corresponding = addMonths(startsOn, months);
  const isClipped = corresponding.slice(8) !== startsOn.slice(8);
  return isClipped ? corresponding : addDays(corresponding, -1);
}

/** Where a warranty stands on a day, for lists and screens. */
export function warrantyState(w: { endsOn: string; isVoided: boolean }, today: string): "active" | "ended" | "voided" {
  if (w.isVoided) return "voided";
  return w.endsOn >= today ? "active" : "ended";
}

/** The number by which people speak of a warranty: the end of its id, in groups ('9F3A-21C4-77B0'). Unique within a member's few. */
export const warrantyNumber = (warrantyId: string): string =>
  warrantyId
    .replaceAll("-", "")
    .slice(-12)
    .toUpperCase()
    .replace(/^(.{4})(.{4})(.{4})$/, "$1-$2-$3");
