import type { LeafOf, ProductFilter, PurchaseWhere, SegmentLeaf, SegmentRule, SegmentWhen } from "../input";

// The meaning of a rule over plain facts in memory, written from the sentences in input.ts and sharing nothing with the SQL
// builder: it compares calendar days as text where the builder compares instants, and loops where the builder groups.

export interface World {
  now: Date;
  timeZone: string;
  members: WorldMember[];
  categories: { id: string; parentId: string | null }[];
  products: { id: string; categoryId: string | null }[];
  lowestRankId?: string;
}

export interface WorldMember {
  id: string;
  gender: string | null;
  birthday: string | null;
  prefecture: string | null;
  joinedAt: Date;
  joinedStoreId: string | null;
  locale: string;
  email: string | null;
  mailOptIn: boolean;
  lastLoginAt: Date | null;
  withdrawnAt: Date | null;
  lines: WorldLine[];
  warranties: { productId: string; endsOn: string; voidedAt: Date | null }[];
  /** Points that returns took although they were spent; repaid by the next points that become spendable. */
  debt: number;
  /** Null before anything was bought. */
  rankId?: string | null;
  /** What leads to the rank above; null at the top, and where nothing counts today. */
  missingToNextRank?: number | null;
  lots: { state: "pending" | "available"; remaining: number; availableAt: Date; expiresAt: Date }[];
}

export interface WorldLine {
  id: string;
  purchaseId: string;
  productId: string | null;
  storeId: string | null;
  quantity: number;
  returnedQuantity: number;
  amountYen: number;
  occurredAt: Date;
  returnOfLineId: string | null;
}

const dayMs = 86_400_000;
const formats = new Map<string, Intl.DateTimeFormat>();

function localDay(at: Date, timeZone: string): string {
  let format = formats.get(timeZone);
  if (!format) {
    format = new Intl.DateTimeFormat("en-CA", { timeZone, year: "numeric", month: "2-digit", day: "2-digit" });
    formats.set(timeZone, format);
  }
  return format.format(at);
}

const plusDays = (day: string, days: number) =>
  new Date(Date.parse(`${day}T00:00:00Z`) + days * dayMs).toISOString().slice(0, 10);

/** Ids of the members in the segment, in the order of the world. */
export const membersIn = (world: World, rule: SegmentRule): string[] =>
  world.members.filter((m) => m.withdrawnAt === null && isIn(world, m, rule)).map((m) => m.id);

function isIn(world: World, member: WorldMember, rule: SegmentRule): boolean {
  if (rule.type === "and") return rule.of.every((child) => isIn(world, member, child));
  if (rule.type === "or") return rule.of.some((child) => isIn(world, member, child));
  if (rule.type === "not") return !isIn(world, member, rule.of);
  return holds(world, member, rule);
}

function holds(world: World, m: WorldMember, leaf: SegmentLeaf): boolean {
  const today = localDay(world.now, world.timeZone);
  const happened = (at: Date | null, when: SegmentWhen) =>
    at !== null && at <= world.now && isDuring(localDay(at, world.timeZone), when, today);
  switch (leaf.type) {
    case "everyone":
      return true;
    case "gender":
      return leaf.in.some((value) => value === (m.gender ?? "unknown"));
    case "age": {
      if (m.birthday === null) return false;
      const hadBirthday = today.slice(5) >= m.birthday.slice(5);
      const age = Number(today.slice(0, 4)) - Number(m.birthday.slice(0, 4)) - (hadBirthday ? 0 : 1);
      return isFrom(age, leaf.from, leaf.to);
    }
    case "birthday_month": {
      if (m.birthday === null) return false;
      const wanted = leaf.months ?? [((Number(today.slice(5, 7)) + (leaf.monthsAhead ?? 0) - 1) % 12) + 1];
      return wanted.includes(Number(m.birthday.slice(5, 7)));
    }
    case "prefecture":
      return m.prefecture !== null && leaf.in.includes(m.prefecture);
    case "joined":
      return (
        (!leaf.period || happened(m.joinedAt, leaf.period)) &&
        (!leaf.storeIds || (m.joinedStoreId !== null && leaf.storeIds.includes(m.joinedStoreId)))
      );
    case "locale":
      return m.locale === leaf.is;
    case "has_mail":
      return (m.email !== null) === leaf.is;
    case "consent":
      return m.mailOptIn === leaf.isGranted;
    case "last_login":
      return leaf.period ? happened(m.lastLoginAt, leaf.period) : m.lastLoginAt === null;
    case "warranty_days_left":
      return m.warranties.some(
        (w) =>
          w.voidedAt === null &&
          w.endsOn >= plusDays(today, leaf.from) &&
          w.endsOn <= plusDays(today, leaf.to) &&
          isProduct(world, w.productId, leaf),
      );
    case "purchases":
      return isFrom(measured(world, m, leaf), leaf.atLeast, leaf.atMost);
    case "first_purchase":
    case "last_purchase": {
      const times = m.lines
        .filter((line) => line.quantity - line.returnedQuantity > 0 && matches(world, line, leaf.where))
        .map((line) => line.occurredAt.getTime());
      if (times.length === 0) return false;
      return happened(new Date(leaf.type === "first_purchase" ? Math.min(...times) : Math.max(...times)), leaf.period);
    }
    case "points":
      return isFrom(leaf.bucket === "pending" ? waiting(world, m) : spendable(world, m), leaf.atLeast, leaf.atMost);
    case "rank": {
      const rankId = m.rankId ?? world.lowestRankId;
      return rankId !== undefined && leaf.in.includes(rankId);
    }
    case "next_rank":
      return typeof m.missingToNextRank === "number" && m.missingToNextRank <= leaf.missingAtMost;
    case "points_expiring": {
      const lastDay = plusDays(today, leaf.withinDays);
      const dying = m.lots.filter(
        (l) => isAlive(world, l) && localDay(new Date(l.expiresAt.getTime()), world.timeZone) <= lastDay,
      );
      return sum(dying.map((l) => l.remaining)) >= leaf.atLeast;
    }
  }
}

const sum = (numbers: number[]) => numbers.reduce((total, n) => total + n, 0);
const isFrom = (value: number, least = -Infinity, most = Infinity) => value >= least && value <= most;

function isDuring(day: string, when: SegmentWhen, today: string): boolean {
  if ("lastDays" in when) return day >= plusDays(today, -when.lastDays);
  if ("beforeLastDays" in when) return day < plusDays(today, -when.beforeLastDays);
  return day >= (when.from ?? "0000") && day <= (when.to ?? "9999");
}

function isProduct(world: World, productId: string | null, filter: ProductFilter): boolean {
  if (!filter.productIds && !filter.categoryIds) return true;
  if (productId === null) return false;
  if (filter.productIds?.includes(productId)) return true;
  let at = world.products.find((p) => p.id === productId)?.categoryId ?? null;
  while (at !== null) {
    if (filter.categoryIds?.includes(at)) return true;
    at = world.categories.find((c) => c.id === at)?.parentId ?? null;
  }
  return false;
}

function matches(world: World, line: WorldLine, where: PurchaseWhere = {}): boolean {
  if (line.occurredAt > world.now || !isProduct(world, line.productId, where)) return false;
  if (where.storeIds && (line.storeId === null || !where.storeIds.includes(line.storeId))) return false;
  const today = localDay(world.now, world.timeZone);
  return !where.period || isDuring(localDay(line.occurredAt, world.timeZone), where.period, today);
}

function measured(world: World, m: WorldMember, leaf: LeafOf<"purchases">): number {
  const lines = m.lines.filter((line) => matches(world, line, leaf.where));
  const sales = lines.filter((line) => line.quantity > 0);
  const looseReturns = lines.filter((line) => line.quantity < 0 && line.returnOfLineId === null);
  const kept = (line: WorldLine) => line.quantity - line.returnedQuantity;
  if (leaf.measure === "times")
    return new Set(sales.filter((line) => kept(line) > 0).map((line) => line.purchaseId)).size;
  if (leaf.measure === "pieces") return sum(sales.map(kept)) + sum(looseReturns.map((line) => line.quantity));
  return (
    sum(sales.map((l) => Math.trunc((l.amountYen * kept(l)) / l.quantity))) + sum(looseReturns.map((l) => l.amountYen))
  );
}

const isAlive = (world: World, lot: WorldMember["lots"][number]) =>
  lot.availableAt <= world.now && lot.expiresAt > world.now;

function spendable(world: World, m: WorldMember): number {
  const alive = m.lots.filter((lot) => isAlive(world, lot));
  const posted = sum(alive.filter((lot) => lot.state === "available").map((lot) => lot.remaining));
  const arriving = sum(alive.filter((lot) => lot.state === "pending").map((lot) => lot.remaining));
  return posted + Math.max(0, arriving - m.debt);
}

const waiting = (world: World, m: WorldMember) =>
  sum(m.lots.filter((lot) => lot.state === "pending" && lot.availableAt > world.now).map((lot) => lot.remaining));
