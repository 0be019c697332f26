import { addDays, addMonths, dayIn, instantOf } from "@/server/kernel/time";

export type Rounding = "down" | "half_up" | "up";

/** What decides how many points a sale earns and how long they live. */
export interface ProgramRule {
  ratePoints: number;
  rateYen: number;
  rounding: Rounding;
  pendingDays: number;
  expiryMonths: number;
  returnGraceDays: number;
}

/** What a shop begins with: one point per 100 yen, to be spent at once, for a year. */
export const startingProgram: ProgramRule = {
  ratePoints: 1,
  rateYen: 100,
  rounding: "down",
  pendingDays: 0,
  expiryMonths: 12,
  returnGraceDays: 30,
};

/** Versions, newest first, each with what it is at `at`; of several for one instant only the one written last is kept. */
export function programStates<P extends { validFrom: Date }>(
  newestFirst: readonly P[],
  at: Date,
): (P & { state: "current" | "coming" | "past" })[] {
  const isReplaced = (index: number) =>
    newestFirst[index - 1]?.validFrom.getTime() === newestFirst[index]?.validFrom.getTime();
  const kept = newestFirst.filter((_, index) => !isReplaced(index));
  // Sales older than the first version count by the first, so one that is the only one is in force whenever it begins.
  const current = kept.find(({ validFrom }) => validFrom <= at);
  return kept.map((program) => ({
    ...program,
    state: program === current ? "current" : program.validFrom > at ? "coming" : "past",
  }));
}

/** Points for `amountYen` (whole yen, tax included): amount x ratePoints / rateYen, rounded as the program says. Never below 0. */
export function pointsFor(
  program: Pick<ProgramRule, "ratePoints" | "rateYen" | "rounding">,
  amountYen: number,
): number {
  if (amountYen <= 0) return 0;
  // Whole numbers throughout: 0.1 + 0.2 has no place near points.
  const [numerator, unit] = [BigInt(amountYen) * BigInt(program.ratePoints), BigInt(program.rateYen)];
  if (program.rounding === "half_up") return Number((numerator * 2n + unit) / (unit * 2n));
  return Number((numerator + (program.rounding === "up" ? unit - 1n : 0n)) / unit);
}

/** Share of `whole` points that belongs to `returnedYen` of `totalYen`, rounded down; all of it when all has come back. */
export function proRata(whole: number, returnedYen: number, totalYen: number): number {
  if (totalYen <= 0 || returnedYen >= totalYen) return whole;
  return Number((BigInt(whole) * BigInt(Math.max(0, returnedYen))) / BigInt(totalYen));
}

/** When points of a sale can be spent: at once, or at the start of the local day `pendingDays` later. */
export function availableFrom(program: Pick<ProgramRule, "pendingDays">, occurredAt: Date, timeZone: string): Date {
  if (program.pendingDays === 0) return occurredAt;
  return instantOf(addDays(dayIn(occurredAt, timeZone), program.pendingDays), 0, timeZone);
}

/** First instant at which the points are gone: the end of the local month `expiryMonths` after they became available. */
export function expiresAfter(program: Pick<ProgramRule, "expiryMonths">, availableAt: Date, timeZone: string): Date {
  const month = dayIn(availableAt, timeZone).slice(0, 7);
  return instantOf(addMonths(`${month}-01`, program.expiryMonths + 1), 0, timeZone);
}

/** First instant at which points are gone that came back by a return after their lot had expired: at least until that day's end. */
export function graceEnds(program: Pick<ProgramRule, "returnGraceDays">, returnedAt: Date, timeZone: string): Date {
  return instantOf(addDays(dayIn(returnedAt, timeZone), program.returnGraceDays + 1), 0, timeZone);
}

export type Balance = { available: number; pending: number; debt: number };
export interface OpenLot {
  id: string;
  state: "pending" | "available";
  remaining: number;
  availableAt: Date;
  expiresAt: Date;
}

/**
 * Wallet and open lots as they are at `at`, whether or not activation and expiry have been posted yet: what the next call
 * to the ledger would post. Debt is repaid by a lot at the moment it activates.
 */
export function settled(balance: Balance, lots: readonly OpenLot[], at: Date): { balance: Balance; lots: OpenLot[] } {
  const after = { ...balance };
  const open = lots.map((lot) => ({ ...lot }));
  const dueAt = (lot: OpenLot) => (lot.state === "pending" ? lot.availableAt : lot.expiresAt).getTime();
  for (;;) {
    const due = open.filter((lot) => lot.remaining > 0 && dueAt(lot) <= at.getTime());
    if (due.length === 0) return { balance: after, lots: open.filter((lot) => lot.remaining > 0) };
    const first = Math.min(...due.map(dueAt));
    const now = due.filter((lot) => dueAt(lot) === first);
    const waking = now.filter((lot) => lot.state === "pending").sort(byExpiry);
    for (const lot of waking) {
      const repaid = Math.min(after.debt, lot.remaining);
      after.pending -= lot.remaining;
      after.available += lot.remaining - repaid;
      after.debt -= repaid;
      lot.remaining -= repaid;
      lot.state = "available";
    }
    if (waking.length > 0) continue;
    for (const lot of now) {
      after.available -= lot.remaining;
      lot.remaining = 0;
    }
  }
}

const byExpiry = (a: OpenLot, b: OpenLot) =>
  a.expiresAt.getTime() - b.expiresAt.getTime() || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0);

export interface Expiry {
  /** First instant at which the points are gone. */
  at: Date;
  /** Last local day on which they can be spent, 'YYYY-MM-DD'. */
  lastDay: string;
  points: number;
}

/** Points that go, by the instant at which they go, earliest first; pending ones are left out. */
export function expiriesByDate(lots: readonly OpenLot[], timeZone: string): Expiry[] {
  const sums = new Map<number, number>();
  for (const lot of lots)
    if (lot.state === "available" && lot.remaining > 0)
      sums.set(lot.expiresAt.getTime(), (sums.get(lot.expiresAt.getTime()) ?? 0) + lot.remaining);
  return [...sums]
    .sort(([a], [b]) => a - b)
    .map(([ms, points]) => ({
      at: new Date(ms),
      lastDay: dayIn(new Date(ms - 1), timeZone),
      points,
    }));
}
