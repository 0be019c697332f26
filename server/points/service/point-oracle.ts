import { createHash } from "node:crypto";

// Written from the design of the ledger, not from its SQL: calendar, order, debt and splitting are worked out anew.

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

/** What a grant of points has in common: when it begins and ends, who gave it, where it came from. */
interface Grant {
  id: string;
  journal: string;
  from: number;
  until: number;
  priority: number;
  slides: boolean;
  source: Grant | null;
  movedBy: string | null;
}
interface Point {
  grant: Grant;
  state: "pending" | "available" | "held" | "gone";
  /** The purchase that holds this point as spent and could give it back. */
  spentOn: string | null;
  /** The purchase whose return took this point. */
  takenBy: string | null;
  hold: string | null;
  /** The merge by which it paid a debt. */
  paidBy: string | null;
}
interface Earned {
  count: number;
  taken: number;
  journals: Map<string, { count: number; taken: number }>;
}
interface Spent {
  count: number;
  restored: number;
  grants: Set<Grant>;
}
interface Terms {
  id?: string;
  from: number;
  until: number;
  priority?: number;
  slides?: boolean;
  purchase?: string;
}
export type TakeBack = { journalId: string; points: number }[];

const ended = (a: Point, b: Point) =>
  a.grant.until - b.grant.until || (a.grant.id < b.grant.id ? -1 : a.grant.id > b.grant.id ? 1 : 0);
/** Whether a point that is gone may yet come back. */
const isKept = (p: Point) => p.state !== "gone" || p.spentOn !== null || p.takenBy !== null || p.paidBy !== null;
const burnt = (a: Point, b: Point) => a.grant.priority - b.grant.priority || ended(a, b);
/** The id that the ledger gives to a grant which a movement makes in another wallet. */
const movedId = (from: number, movement: string, grant: string) => {
  const hash = createHash("md5").update(`lot:${movement}:${grant}`).digest("hex");
  const text = `${from.toString(16).padStart(12, "0")}7${hash.slice(0, 3)}a${hash.slice(3, 18)}`;
  return [text.slice(0, 8), text.slice(8, 12), text.slice(12, 16), text.slice(16, 20), text.slice(20)].join("-");
};

/** One member's points, each an object of its own; knows nothing of rows. Only tests and benches import it. */
export class Oracle {
  now = start;
  debt = 0;
  closed = false;
  private grants = 0;
  private points: Point[] = [];
  private earned = new Map<string, Earned>();
  private spent = new Map<string, Spent>();
  private holds = new Map<string, { until: number; count: number }>();

  private in(...states: Point["state"][]) {
    return this.points.filter((p) => states.includes(p.state)).sort(ended);
  }
  private count(state: Point["state"]) {
    return this.points.reduce((sum, p) => sum + (p.state === state ? 1 : 0), 0);
  }
  get available() {
    return this.count("available");
  }
  get pending() {
    return this.count("pending");
  }
  get held() {
    return this.count("held");
  }
  expiries() {
    return [...Map.groupBy(this.in("available"), (p) => p.grant.until)].map(([at, points]) => ({
      at: new Date(at),
      points: points.length,
    }));
  }
  pass(ms: number) {
    this.passTo(this.now + ms);
  }
  passTo(to: number) {
    this.now = to;
    for (;;) {
      let next = Number.POSITIVE_INFINITY;
      for (const p of this.points)
        if (p.state === "pending") next = Math.min(next, p.grant.from);
        else if (p.state === "available") next = Math.min(next, p.grant.until);
      const hold = [...this.holds].sort(([a, x], [b, y]) => x.until - y.until || (a < b ? -1 : 1))[0];
      if (hold && hold[1].until <= to && hold[1].until <= next) {
        this.endHold(hold[0], 0, null, hold[1].until);
        continue;
      }
      if (next > to) return;
      const waking = this.in("pending").filter((p) => p.grant.from === next);
      for (const p of waking) p.state = "available";
      this.repay(waking);
      for (const p of this.in("available")) if (p.grant.until <= next) this.lose(p);
      this.points = this.points.filter((p) => isKept(p));
    }
  }
  private lose(p: Point) {
    p.state = "gone";
    p.spentOn = null;
    p.takenBy = null;
  }
  /** Points that just became available go to the debt first. */
  private repay(fresh: Point[]) {
    for (const p of [...fresh].sort(ended).slice(0, this.debt)) {
      p.state = "gone";
      this.debt -= 1;
    }
  }
  /** Takes from what is available by the earliest end; how many it got. */
  private charge(count: number): Point[] {
    const taken = this.in("available").slice(0, count);
    for (const p of taken) p.state = "gone";
    return taken;
  }
  private make(count: number, grant: Grant, state: Point["state"]) {
    const fresh = Array.from(
      { length: count },
      (): Point => ({ grant, state, spentOn: null, takenBy: null, hold: null, paidBy: null }),
    );
    this.points.push(...fresh);
    return fresh;
  }
  private newGrant({ id, from, until, priority = 100, slides = false }: Terms): Grant {
    this.grants += 1;
    const name = id ?? String(this.grants).padStart(9, "0");
    return { id: name, journal: name, from, until, priority, slides, source: null, movedBy: null };
  }
  grant(count: number, terms: Terms) {
    const grant = this.newGrant(terms);
    const fresh = this.make(count, grant, terms.from > this.now ? "pending" : "available");
    if (terms.from <= this.now) this.repay(fresh);
    if (!terms.purchase) return;
    const e = this.earned.get(terms.purchase) ?? { count: 0, taken: 0, journals: new Map() };
    e.count += count;
    e.journals.set(grant.journal, { count, taken: 0 });
    this.earned.set(terms.purchase, e);
  }
  /** What waits for a cause becomes usable at `from`; its end is `until` from then on. */
  release(purchase: string, from: number, until: number): number {
    const waiting = this.in("pending").filter((p) => this.earned.get(purchase)?.journals.has(p.grant.journal));
    for (const { grant } of waiting) {
      grant.from = from;
      grant.until = until;
    }
    if (from <= this.now) {
      for (const p of waiting) p.state = "available";
      this.repay(waiting);
      // Its end may have come already.
      this.passTo(this.now);
    }
    return waiting.length;
  }
  /** Ends that move with activity. */
  slide(until: number) {
    for (const { grant } of this.in("available")) if (grant.slides && grant.until < until) grant.until = until;
  }
  private spend_(points: Point[], purchase: string | null) {
    const s = (purchase && this.spent.get(purchase)) || { count: 0, restored: 0, grants: new Set<Grant>() };
    for (const p of points) {
      p.state = "gone";
      p.hold = null;
      p.spentOn = purchase;
      s.grants.add(p.grant);
    }
    if (!purchase) return;
    this.spent.set(purchase, { ...s, count: s.count + points.length });
    for (const p of this.points) if (p.takenBy === purchase && s.grants.has(p.grant)) p.spentOn = purchase;
  }
  spend(count: number, purchase: string | null): boolean {
    const usable = this.in("available").sort(burnt);
    if (usable.length < count) return false;
    this.spend_(usable.slice(0, count), purchase);
    return true;
  }
  hold(count: number, id: string, until: number): boolean {
    const usable = this.in("available").sort(burnt);
    if (usable.length < count) return false;
    for (const p of usable.slice(0, count)) {
      p.state = "held";
      p.hold = id;
    }
    this.holds.set(id, { until, count });
    return true;
  }
  /** Posts `count` of a hold (all when null), or gives it back (0, no purchase). */
  settleHold(id: string, count: number | null, purchase: string | null): { points: number; back: number } | string {
    const hold = this.holds.get(id);
    if (!hold) return "ended";
    const points = count ?? hold.count;
    if (points > hold.count) return "more";
    this.endHold(id, points, purchase, this.now);
    return { points, back: hold.count - points };
  }
  private endHold(id: string, posted: number, purchase: string | null, at: number) {
    this.holds.delete(id);
    const held = this.points.filter((p) => p.hold === id).sort(burnt);
    this.spend_(held.slice(0, posted), purchase);
    const back = held.slice(posted);
    for (const p of back) {
      p.hold = null;
      if (p.grant.until <= at) this.lose(p);
      else p.state = "available";
    }
    // One that pays a debt on its way back still counts as drawn by this spending.
    const alive = back.filter((p) => p.state === "available").sort(ended);
    for (const p of alive.slice(0, this.debt)) {
      p.state = "gone";
      p.spentOn = posted > 0 ? purchase : null;
      this.debt -= 1;
    }
  }
  /** By the caller's word, or in proportion by largest remainder. Null when the caller asks for more than was given. */
  private split(e: Earned, takenBack: number, asked: TakeBack | undefined): TakeBack | null {
    if (asked) {
      for (const { journalId, points } of asked) {
        const j = e.journals.get(journalId);
        if (!j || points > j.count - j.taken) return null;
      }
      return asked.reduce((sum, t) => sum + t.points, 0) > e.count - e.taken ? null : asked;
    }
    const open = [...e.journals].map(([id, j]) => ({ id, left: j.count - j.taken })).filter(({ left }) => left > 0);
    const all = open.reduce((sum, { left }) => sum + left, 0);
    const parts = open.map(({ id, left }) => ({
      journalId: id,
      points: Math.floor((left * takenBack) / all),
      rest: (left * takenBack) % all,
    }));
    let extra = takenBack - parts.reduce((sum, { points }) => sum + points, 0);
    for (const part of [...parts].sort((a, b) => b.rest - a.rest || (a.journalId < b.journalId ? -1 : 1)))
      if (extra > 0) {
        part.points += 1;
        extra -= 1;
      }
    return parts.sort((a, b) => (a.journalId < b.journalId ? -1 : 1));
  }
  giveBack(
    purchase: string,
    returnedYen: number,
    totalYen: number,
    {
      asked,
      until = startOfTokyoDay(this.now, graceDays + 1),
      id,
    }: { asked?: TakeBack; until?: number; id?: string } = {},
  ): { takenBack: number; restored: number; debt: number } | null {
    const e = this.earned.get(purchase) ?? { count: 0, taken: 0, journals: new Map() };
    const s = this.spent.get(purchase) ?? { count: 0, restored: 0, grants: new Set<Grant>() };
    const owedBefore = this.debt;
    const restored = Math.max(0, Math.floor((s.count * returnedYen) / totalYen) - s.restored);
    const share = Math.max(0, Math.floor((e.count * returnedYen) / totalYen) - e.taken);
    const parts = this.split(e, share, asked);
    if (!parts) return null;
    const takenBack = parts.reduce((sum, { points }) => sum + points, 0);
    s.restored += restored;
    e.taken += takenBack;

    const held = this.points
      .filter((p) => p.spentOn === purchase && p.grant.until > this.now)
      .sort((a, b) => ended(b, a));
    for (const p of held.slice(0, restored)) {
      p.state = "available";
      p.spentOn = null;
      p.takenBy = null;
    }
    const late = restored - Math.min(restored, held.length);
    if (late > 0) this.make(late, this.newGrant({ from: this.now, until, ...(id ? { id } : {}) }), "available");
    let owed = this.debt;
    for (const { journalId, points } of parts) {
      const j = e.journals.get(journalId);
      if (j) j.taken += points;
      const own = this.in("available", "pending")
        .filter((p) => p.grant.journal === journalId)
        .slice(0, points);
      for (const p of own) this.take(p, purchase, s.grants);
      owed += points - own.length;
    }
    const others = this.in("available").slice(0, owed);
    for (const p of others) this.take(p, purchase, s.grants);
    this.debt = owed - others.length;
    return { takenBack, restored, debt: Math.max(0, this.debt - owedBefore) };
  }
  /** Points of one grant are alike: one taken from a grant that the sale spends from, before or after, may come back in place of that one. */
  private take(p: Point, purchase: string, spentGrants: Set<Grant>) {
    p.state = "gone";
    p.takenBy = purchase;
    p.spentOn = spentGrants.has(p.grant) ? purchase : null;
  }
  /** Forgets a purchase: it will not come back any more. */
  forget(purchase: string) {
    this.earned.delete(purchase);
    this.spent.delete(purchase);
    this.points = this.points.filter(
      (p) => (p.spentOn !== purchase && p.takenBy !== purchase && isKept(p)) || p.state !== "gone" || p.paidBy !== null,
    );
  }

  private receive(points: Point[], movement: string, makeState: (p: Point) => Point["state"]): Point[] {
    const grants = new Map<Grant, Grant>();
    return points.map((p) => {
      const g = grants.get(p.grant) ?? {
        ...p.grant,
        id: movedId(p.grant.from, movement, p.grant.id),
        source: p.grant,
        movedBy: movement,
      };
      grants.set(p.grant, g);
      const moved: Point = {
        grant: g,
        state: makeState(p),
        spentOn: null,
        takenBy: null,
        hold: p.hold,
        paidBy: null,
      };
      this.points.push(moved);
      return moved;
    });
  }
  transferTo(to: Oracle, count: number, movement: string): boolean {
    const usable = this.in("available").sort(burnt);
    if (usable.length < count) return false;
    const leaving = usable.slice(0, count);
    to.receive(leaving, movement, () => "available");
    for (const p of leaving) p.state = "gone";
    to.debt -= to.charge(to.debt).length;
    return true;
  }
  /** Takes a transfer from here back, as far as its points are there; how many came back. */
  takeBackFrom(to: Oracle, movement: string): number {
    const back = to.points.filter((p) => p.state === "available" && p.grant.movedBy === movement);
    this.receiveBack(back);
    for (const p of back) p.state = "gone";
    this.debt -= this.charge(this.debt).length;
    return back.length;
  }
  /** Each goes back to the grant it came from while that lives; else it keeps the terms it has now, for a day at least. */
  private receiveBack(back: Point[]) {
    const anew = new Map<Grant, Grant>();
    for (const p of back) {
      const source = p.grant.source as Grant;
      const grant = anew.get(p.grant) ?? {
        ...p.grant,
        until: Math.max(p.grant.until, this.now + dayMs),
        source: null,
        movedBy: null,
      };
      anew.set(p.grant, grant);
      this.make(1, source.until > this.now ? source : grant, p.state === "pending" ? "pending" : "available");
    }
  }
  /** Takes over everything of another wallet, which is closed; a merge can be taken back once. */
  mergeFrom(from: Oracle, movement: string) {
    const coming = from.points.filter((p) => p.state === "available" || p.state === "pending" || p.state === "held");
    const owed = from.debt;
    this.receive(coming, movement, (p) => p.state);
    for (const [id, hold] of from.holds) this.holds.set(id, hold);
    const holds = [...from.holds.keys()];
    from.holds.clear();
    for (const p of coming) p.state = "gone";
    from.debt = 0;
    from.closed = true;
    this.debt += owed;
    const paying = this.charge(this.debt);
    for (const p of paying) p.paidBy = movement;
    this.debt -= paying.length;
    return { owed, holds, count: coming.length };
  }
  /** Takes a merge back; what is missing is what has been used or has expired since. */
  unmergeTo(
    from: Oracle,
    movement: string,
    merge: { owed: number; holds: string[]; count: number },
    graceUntil: number,
    outId: string,
  ): number {
    for (const id of merge.holds) if (this.holds.has(id)) this.endHold(id, 0, null, this.now);
    const moved = (p: Point) => p.grant.movedBy === movement;
    const back = this.points.filter((p) => moved(p) && (p.state === "available" || p.state === "pending"));
    const paid = this.points.filter((p) => moved(p) && p.paidBy === movement);
    from.receiveBack(back);
    from.closed = false;
    for (const p of back) p.state = "gone";
    let relief = merge.owed - Math.min(this.debt, merge.owed);
    this.debt -= Math.min(this.debt, merge.owed);
    const drawn = this.points
      .filter((p) => !moved(p) && p.paidBy === movement && p.grant.until > this.now)
      .sort((a, b) => ended(b, a));
    for (const p of drawn.slice(0, relief)) {
      p.state = "available";
      p.paidBy = null;
    }
    relief -= Math.min(relief, drawn.length);
    if (relief > 0) this.make(relief, this.newGrant({ id: outId, from: this.now, until: graceUntil }), "available");
    this.debt += paid.length;
    this.debt -= this.charge(this.debt).length;
    from.receiveBack(paid);
    for (const p of paid) p.paidBy = null;
    from.debt += merge.owed;
    from.debt -= from.charge(from.debt).length;
    return merge.count - back.length - paid.length;
  }
}
