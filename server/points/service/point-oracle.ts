// Written from the design of the ledger, not from its SQL: calendar, order and debt are worked out anew.

const start = Date.parse("2026-11-22T03:00:00Z");
const dayMs = 86_400_000;
const tokyoMs = 9 * 3_600_000;
export const pendingDays = 3;
export const graceDays = 5;

export const startOfTokyoDay = (at: number, days: number) =>
  Math.floor((at + tokyoMs) / dayMs + days) * dayMs - tokyoMs;
export const endOfTokyoMonth = (at: number, later: number) => {
  const local = new Date(at + tokyoMs);
  return Date.UTC(local.getUTCFullYear(), local.getUTCMonth() + later + 1, 1) - tokyoMs;
};

interface Point {
  grant: number;
  from: number;
  until: number;
  state: "pending" | "available" | "gone";
  /** Purchases that hold this point as spent and could give it back. */
  heldBy: string | null;
}

/** One member's points, each an object of its own; knows nothing of lots as rows. Only tests import it. */
export class Oracle {
  now = start;
  debt = 0;
  private grants = 0;
  private points: Point[] = [];
  private earned = new Map<string, { count: number; taken: number; grants: number[] }>();
  private spent = new Map<string, { count: number; restored: number; grants: Set<number> }>();

  private in(state: Point["state"]) {
    return this.points.filter((p) => p.state === state).sort((a, b) => a.until - b.until || a.grant - b.grant);
  }
  get available() {
    return this.in("available").length;
  }
  get pending() {
    return this.in("pending").length;
  }
  expiries() {
    return [...Map.groupBy(this.in("available"), (p) => p.until)].map(([at, points]) => ({
      at: new Date(at),
      points: points.length,
    }));
  }
  pass(ms: number) {
    this.now += ms;
    for (;;) {
      const next = Math.min(...this.in("pending").map((p) => p.from), ...this.in("available").map((p) => p.until));
      if (next > this.now) return;
      const waking = this.in("pending").filter((p) => p.from === next);
      for (const p of waking) p.state = "available";
      this.repay(waking);
      for (const p of this.in("available")) if (p.until <= next) p.state = "gone";
    }
  }
  /** Points that just became available go to the debt first. */
  private repay(fresh: Point[]) {
    for (const p of fresh.slice(0, this.debt)) {
      p.state = "gone";
      this.debt -= 1;
    }
  }
  grant(count: number, from: number, until: number, purchase?: string) {
    this.grants += 1;
    const fresh = Array.from(
      { length: count },
      (): Point => ({
        grant: this.grants,
        from,
        until,
        state: from > this.now ? "pending" : "available",
        heldBy: null,
      }),
    );
    this.points.push(...fresh);
    if (from <= this.now) this.repay(fresh);
    if (purchase) {
      const e = this.earned.get(purchase) ?? { count: 0, taken: 0, grants: [] };
      this.earned.set(purchase, { ...e, count: e.count + count, grants: [...e.grants, this.grants] });
    }
  }
  spend(count: number, purchase: string | null): boolean {
    const usable = this.in("available");
    if (usable.length < count) return false;
    const s = (purchase && this.spent.get(purchase)) || { count: 0, restored: 0, grants: new Set<number>() };
    for (const p of usable.slice(0, count)) {
      p.state = "gone";
      p.heldBy = purchase;
      s.grants.add(p.grant);
    }
    if (purchase) this.spent.set(purchase, { ...s, count: s.count + count });
    return true;
  }
  giveBack(purchase: string, returnedYen: number, totalYen: number) {
    const e = this.earned.get(purchase) ?? { count: 0, taken: 0, grants: [] };
    const s = this.spent.get(purchase) ?? { count: 0, restored: 0, grants: new Set<number>() };
    const owedBefore = this.debt;
    const restored = Math.max(0, Math.floor((s.count * returnedYen) / totalYen) - s.restored);
    const takenBack = Math.max(0, Math.floor((e.count * returnedYen) / totalYen) - e.taken);
    s.restored += restored;
    e.taken += takenBack;

    const held = this.points
      .filter((p) => p.heldBy === purchase && p.until > this.now)
      .sort((a, b) => b.until - a.until || b.grant - a.grant);
    for (const p of held.slice(0, restored)) {
      p.state = "available";
      p.heldBy = null;
    }
    const late = restored - Math.min(restored, held.length);
    if (late > 0) {
      this.grants += 1;
      const until = startOfTokyoDay(this.now, graceDays + 1);
      for (let n = 0; n < late; n += 1)
        this.points.push({ grant: this.grants, from: this.now, until, state: "available", heldBy: null });
    }
    const own = [...this.in("available"), ...this.in("pending")]
      .filter((p) => e.grants.includes(p.grant))
      .slice(0, takenBack);
    for (const p of own) this.take(p, purchase, s.grants);
    const owed = takenBack - own.length + this.debt;
    const others = this.in("available").slice(0, owed);
    for (const p of others) this.take(p, purchase, s.grants);
    this.debt = owed - others.length;
    return { takenBack, restored, debt: Math.max(0, this.debt - owedBefore) };
  }
  /** Points of one grant are alike: one taken from a grant that the sale had spent from may come back in place of that one. */
  private take(p: Point, purchase: string, spentGrants: Set<number>) {
    p.state = "gone";
    p.heldBy = spentGrants.has(p.grant) ? purchase : null;
  }
}
