import { addDays, addMonths, dayIn, instantOf } from "@/server/kernel/time";

export type Rounding = "down" | "half_up" | "up";
/** Each lot by itself; every year on one day; anew with every earning and spending. */
export type ExpiryKind = "rolling" | "fixed" | "sliding";

/** What decides how many points a sale earns and how long they live. */
export interface ProgramRule {
  ratePoints: number;
  rateYen: number;
  rounding: Rounding;
  pendingDays: number;
  expiryMonths: number;
  returnGraceDays: number;
  /** With 'fixed', `expiryMonths` is how long points live at least. */
  expiryKind: ExpiryKind;
  fixedMonth: number | null;
  fixedDay: number | null;
  /** What `pendingDays` counts from: the sale, or that it was shipped. */
  pendingUntil: "days" | "shipped";
  /** Days after which points become usable although nobody said that the sale was shipped; 0: never by themselves. */
  pendingLatestDays: number;
  holdMinutes: number;
  /** Points a member may give away at a time and in a month; 0: not offered. */
  transferPerCall: number;
  transferPerMonth: number;
  /** How many a family may be, and how many points a month one may use of the others'; 0: not offered. */
  familySize: number;
  familyPerMonth: number;
}

/** What a shop begins with: one point per 100 yen, to be spent at once, for a year. */
export const startingProgram: ProgramRule = {
  ratePoints: 1,
  rateYen: 100,
  rounding: "down",
  pendingDays: 0,
  expiryMonths: 12,
  returnGraceDays: 30,
  expiryKind: "rolling",
  fixedMonth: null,
  fixedDay: null,
  pendingUntil: "days",
  pendingLatestDays: 0,
  holdMinutes: 15,
  transferPerCall: 0,
  transferPerMonth: 0,
  familySize: 0,
  familyPerMonth: 0,
};

/** When points become available that wait for something without a date: until it is said (releasePending). */
export const untilReleased = new Date("9999-12-31T00:00:00Z");
/** The end of points that wait for something without a date; set when they are released. */
export const untilReleasedEnd = new Date("9999-12-31T12:00:00Z");
export const waitsForRelease = (availableAt: Date): boolean => availableAt >= untilReleased;

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

type Pending = Pick<ProgramRule, "pendingDays"> & Partial<Pick<ProgramRule, "pendingUntil" | "pendingLatestDays">>;

/**
 * When points of a sale can be spent: at once, or at the start of the local day `pendingDays` later. Where they wait for the shipment,
 * `pendingLatestDays` later, or not before it is said (`untilReleased`).
 */
export function availableFrom(program: Pending, occurredAt: Date, timeZone: string): Date {
  if (program.pendingUntil === "shipped") {
    const days = program.pendingLatestDays ?? 0;
    return days > 0 ? instantOf(addDays(dayIn(occurredAt, timeZone), days), 0, timeZone) : untilReleased;
  }
  if (program.pendingDays === 0) return occurredAt;
  return instantOf(addDays(dayIn(occurredAt, timeZone), program.pendingDays), 0, timeZone);
}

/** When points can be spent of a sale that was shipped at `shippedAt`, under a program in which they wait for that. */
export const availableOnceShipped = (
  program: Pick<ProgramRule, "pendingDays">,
  shippedAt: Date,
  timeZone: string,
): Date => availableFrom({ pendingDays: program.pendingDays }, shippedAt, timeZone);

type Life = Pick<ProgramRule, "expiryMonths"> & Partial<Pick<ProgramRule, "expiryKind" | "fixedMonth" | "fixedDay">>;

/**
 * First instant at which the points are gone: the end of the local month `expiryMonths` after they became available (or, sliding, after
 * the last activity); with a fixed date, the end of that day in the first year in which they have lived that long.
 */
export function expiresAfter(program: Life, availableAt: Date, timeZone: string): Date {
  if (waitsForRelease(availableAt)) return untilReleasedEnd;
  const day = dayIn(availableAt, timeZone);
  if (program.expiryKind === "fixed" && program.fixedMonth && program.fixedDay) {
    const earliest = addMonths(day, program.expiryMonths);
    const year = Number(earliest.slice(0, 4));
    const thisYear = fixedDay(year, program.fixedMonth, program.fixedDay);
    const last = thisYear >= earliest ? thisYear : fixedDay(year + 1, program.fixedMonth, program.fixedDay);
    return instantOf(addDays(last, 1), 0, timeZone);
  }
  return instantOf(addMonths(`${day.slice(0, 7)}-01`, program.expiryMonths + 1), 0, timeZone);
}

/** The day of that month and year, 'YYYY-MM-DD'; the month's last day where it is shorter. */
function fixedDay(year: number, month: number, day: number): string {
  const last = new Date(Date.UTC(year, month, 0)).getUTCDate();
  return `${year}-${String(month).padStart(2, "0")}-${String(Math.min(day, last)).padStart(2, "0")}`;
}

/** Until when earning or spending at `at` keeps sliding points alive; null where ends do not move. */
export const slidesTo = (program: Life | null, at: Date, timeZone: string): Date | null =>
  program?.expiryKind === "sliding" ? expiresAfter(program, at, timeZone) : null;

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

/** Points promised to a till, with the lots they came from, the longest-lived first. */
export interface OpenHold {
  heldUntil: Date;
  points: number;
  lots: { id: string; remaining: number; expiresAt: Date }[];
}

/**
 * Wallet and open lots as they are at `at`, whether or not activation, expiry and the end of holds have been posted yet: what the next
 * call to the ledger would post. Debt is repaid by a lot at the moment it activates or comes back.
 */
export function settled(
  balance: Balance,
  lots: readonly OpenLot[],
  at: Date,
  holds: readonly OpenHold[] = [],
): { balance: Balance; lots: OpenLot[]; held: number } {
  const after = { ...balance };
  const open = lots.map((lot) => ({ ...lot }));
  const waiting = [...holds].sort((a, b) => a.heldUntil.getTime() - b.heldUntil.getTime());
  const dueAt = (lot: OpenLot) => (lot.state === "pending" ? lot.availableAt : lot.expiresAt).getTime();
  for (;;) {
    const due = open.filter((lot) => lot.remaining > 0 && dueAt(lot) <= at.getTime());
    const first = due.length === 0 ? Number.POSITIVE_INFINITY : Math.min(...due.map(dueAt));
    const hold = waiting[0];
    if (hold && hold.heldUntil <= at && hold.heldUntil.getTime() <= first) {
      waiting.shift();
      comesBack(hold, after, open);
      continue;
    }
    if (due.length === 0)
      return {
        balance: after,
        lots: open.filter((lot) => lot.remaining > 0),
        held: waiting.reduce((sum, one) => sum + one.points, 0),
      };
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

/** A hold whose time is over: what still lives goes back, to the debt first. */
function comesBack(hold: OpenHold, after: Balance, open: OpenLot[]): void {
  const living = hold.lots.filter((lot) => lot.expiresAt > hold.heldUntil);
  let repaid = Math.min(
    after.debt,
    living.reduce((sum, lot) => sum + lot.remaining, 0),
  );
  after.debt -= repaid;
  for (const { id, remaining, expiresAt } of living.toSorted(byExpiry)) {
    const kept = remaining - Math.min(repaid, remaining);
    repaid -= remaining - kept;
    after.available += kept;
    const lot = open.find((one) => one.id === id);
    if (lot) lot.remaining += kept;
    else open.push({ id, state: "available", remaining: kept, availableAt: hold.heldUntil, expiresAt });
  }
}

const byExpiry = (a: { id: string; expiresAt: Date }, b: { id: string; expiresAt: Date }) =>
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

export interface FamilyLot {
  memberId: string;
  points: number;
}

/**
 * Who gives how much of `missing` points, from lots in the order in which they go; members in the order of their ids, so that wallets are
 * always locked alike. Null when all together have too few.
 */
export function shareOfFamily(inBurnOrder: readonly FamilyLot[], missing: number): FamilyLot[] | null {
  const shares = new Map<string, number>();
  let left = missing;
  for (const lot of inBurnOrder) {
    if (left === 0) break;
    const part = Math.min(left, lot.points);
    shares.set(lot.memberId, (shares.get(lot.memberId) ?? 0) + part);
    left -= part;
  }
  if (left > 0) return null;
  return [...shares].sort(([a], [b]) => (a < b ? -1 : 1)).map(([memberId, points]) => ({ memberId, points }));
}

/** Letters and digits that are not taken for each other, read aloud or typed. */
const alphabet = "23456789ABCDEFGHJKMNPQRSTUVWXYZ";

/** A code to tell somebody, in two groups of four, from eight random bytes or more. */
export function familyCode(random: Uint8Array): string {
  const letters = Array.from(random.slice(0, 8), (byte) => alphabet[byte % alphabet.length]);
  return `${letters.slice(0, 4).join("")}-${letters.slice(4).join("")}`;
}

/** As typed by hand: small letters, full width, spaces and hyphens make no difference. */
export const plainFamilyCode = (typed: string): string =>
  typed
    .normalize("NFKC")
    .toUpperCase()
    .replaceAll(/[^0-9A-Z]/g, "");
