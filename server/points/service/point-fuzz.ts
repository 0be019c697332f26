import type pg from "pg";
import { Oracle, type TakeBack } from "./point-oracle";

// Random calls from several connections at many wallets, each answer held against the oracle. Calls at one wallet are ordered (else
// nobody could say what is right), calls at different ones are not; doubles run at the same moment, and whoever loses a connection
// asks again with the same key. Only tests and benches import it.

export interface FuzzOptions {
  connect: () => Promise<pg.Client>;
  tenant: string;
  members: readonly string[];
  calls: number;
  lanes: number;
  seed: number;
  /** How often, and how, a connection is cut off in the middle of work. */
  kills: number;
  kill: (pid: number) => Promise<void>;
  /** Tells the planner how much there is by now; plans made for empty tables are none. */
  analyze: () => Promise<unknown>;
  onProgress?: (done: number, kills: number) => void;
}
export interface FuzzResult {
  calls: number;
  verbs: Record<string, number>;
  refused: number;
  repeated: number;
  doubled: number;
  resent: number;
  kills: number;
  differences: string[];
  endedAt: Date;
}

interface Sale {
  id: string;
  yen: number;
  returned: number;
  journals: { id: string; left: number }[];
  isSplit: boolean;
}
interface Merge {
  id: string;
  movement: string;
  from: Wallet;
  facts: { owed: number; holds: string[]; count: number };
}
interface Wallet {
  member: string;
  oracle: Oracle;
  slides: boolean;
  sales: Sale[];
  waiting: string[];
  holds: string[];
  gifts: { from: Wallet; journal: string; key: string; count: number }[];
  merges: Merge[];
  past: Call[];
  queue: Promise<unknown>;
}
type Row = Record<string, unknown>;
interface Call {
  verb: string;
  sql: string;
  values: unknown[];
  /** What the answer must be: a row's columns, or the code of a refusal. */
  expected: Row | string;
  /** Columns that a repeat must answer with again. */
  stable: string[];
  answer?: Row;
}

const hour = 3_600_000;
const far = Date.parse("9999-12-31T00:00:00Z");
const lost = new Set(["57P01", "57P02", "57P03", "40P01", "40001", "ECONNREFUSED", "ECONNRESET", "EPIPE"]);
const args = (n: number) => Array.from({ length: n }, (_, i) => `$${i + 1}`).join(", ");
const call = (name: string, n: number) => `select * from goen.${name}(${args(n)})`;

/** mulberry32: small, seeded, good enough to choose calls. */
export function seeded(seed: number): (below: number) => number {
  let a = seed >>> 0;
  return (below) => {
    a = (a + 0x6d2b79f5) >>> 0;
    let t = Math.imul(a ^ (a >>> 15), 1 | a);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return Math.floor((((t ^ (t >>> 14)) >>> 0) / 4_294_967_296) * below);
  };
}

export async function fuzzLedger(options: FuzzOptions): Promise<FuzzResult> {
  const random = seeded(options.seed);
  const { tenant } = options;
  const result: FuzzResult = {
    calls: 0,
    verbs: {},
    refused: 0,
    repeated: 0,
    doubled: 0,
    resent: 0,
    kills: 0,
    differences: [],
    endedAt: new Date(0),
  };
  // A wallet that differs once differs ever after, and so does who has to do with it: the first time tells.
  const strayed = new Set<Wallet>();
  const differ = (text: string, involved: readonly Wallet[]) => {
    const isKnown = involved.some((w) => strayed.has(w));
    for (const w of involved) strayed.add(w);
    if (!isKnown && result.differences.length < 50) result.differences.push(text);
  };
  let lastId = 0;
  const id = () => {
    lastId += 1;
    return `01900000-0000-7000-8000-${lastId.toString(16).padStart(12, "0")}`;
  };
  let clock = new Oracle().now;
  const inFlight = new Set<{ at: number }>();
  const wallets: Wallet[] = options.members.map((member, n) => ({
    member,
    oracle: new Oracle(),
    slides: n % 4 === 0,
    sales: [],
    waiting: [],
    holds: [],
    gifts: [],
    merges: [],
    past: [],
    queue: Promise.resolve(),
  }));
  const pick = <T>(list: readonly T[]): T | undefined => list[random(list.length)];

  // --- connections
  interface Lane {
    client: pg.Client | null;
    pid: number;
  }
  const lanes: Lane[] = Array.from({ length: options.lanes }, () => ({ client: null, pid: 0 }));
  async function ask(lane: Lane, sql: string, values: unknown[]): Promise<Row | string> {
    for (;;) {
      try {
        if (!lane.client) {
          lane.client = await options.connect();
          lane.client.on("error", () => {});
          lane.pid = (await lane.client.query("select pg_backend_pid() as pid")).rows[0].pid;
        }
        const { rows } = await lane.client.query({ name: sql.slice(19, 60), text: sql, values });
        return rows[0] as Row;
      } catch (error) {
        const { code, message } = error as { code?: string; message: string };
        if (code?.startsWith("LG")) return code;
        const isLost =
          (code && (lost.has(code) || code.startsWith("08"))) || /terminat|connection|closed/i.test(message);
        if (!isLost) throw error;
        result.resent += 1;
        if (code !== "40P01" && code !== "40001") {
          lane.client?.end().catch(() => {});
          lane.client = null;
          await new Promise((resolve) => setTimeout(resolve, 30));
        }
      }
    }
  }

  // --- calls
  const day = (at: number) => new Date(at).toISOString().slice(0, 10);
  const text = (at: number) => new Date(at).toISOString();
  const slideOf = (w: Wallet, now: number) => (w.slides ? text(now + 120 * hour) : null);
  const state = (o: Oracle) => ({ available: o.available, pending: o.pending, debt: o.debt });

  function earn(w: Wallet, now: number): Call {
    const known = random(3) === 0 ? pick(w.sales.filter((s) => s.returned === 0)) : undefined;
    const sale = known ?? { id: id(), yen: 100 + random(900), returned: 0, journals: [], isSplit: false };
    if (!known) w.sales.push(sale);
    const [journal, count] = [id(), 1 + random(30)];
    const dice = random(20);
    const waits = !known && dice === 0;
    const from = waits ? far : dice < 5 ? now + hour + random(72 * hour) : now;
    const slides = w.slides && dice > 9;
    const until = waits ? far + 12 * hour : slides ? now + 120 * hour : from + 2 * hour + random(240 * hour);
    const priority = known ? 10 : 100;
    w.oracle.grant(count, { id: journal, from, until, priority, slides, purchase: sale.id });
    if (w.slides) w.oracle.slide(now + 120 * hour);
    sale.journals.push({ id: journal, left: count });
    if (waits) w.waiting.push(sale.id);
    while (w.sales.length > 12) w.oracle.forget((w.sales.shift() as Sale).id);
    return {
      verb: "earn",
      sql: call("ledger_grant", 23),
      values: [
        tenant,
        w.member,
        journal,
        "earn",
        `earn:${journal}`,
        "x",
        count,
        text(from),
        text(until),
        "purchase",
        text(now),
        day(now),
        text(now),
        text(now),
        "system",
        null,
        null,
        sale.id,
        null,
        "{}",
        priority,
        slides,
        slideOf(w, now),
      ], // prettier-ignore
      expected: { journal_id: journal, points: count, ...state(w.oracle) },
      stable: ["journal_id", "points"],
    };
  }
  function spend(w: Wallet, now: number): Call {
    const count = 1 + random(random(4) === 0 ? 60 : 20);
    const journal = id();
    let sale = random(3) === 0 ? pick(w.sales) : undefined;
    if (!sale && random(2)) {
      sale = { id: id(), yen: 100 + random(900), returned: 0, journals: [], isSplit: false };
      w.sales.push(sale);
    }
    const isDone = w.oracle.spend(count, sale?.id ?? null);
    if (isDone && w.slides) w.oracle.slide(now + 120 * hour);
    return {
      verb: "spend",
      sql: call("ledger_draw", 19),
      values: [
        tenant,
        w.member,
        journal,
        "spend",
        `spend:${journal}`,
        "x",
        count,
        text(now),
        day(now),
        text(now),
        text(now),
        "system",
        null,
        null,
        sale?.id ?? null,
        null,
        null,
        slideOf(w, now),
        null,
      ], // prettier-ignore
      expected: isDone ? { journal_id: journal, ...state(w.oracle) } : "LG002",
      stable: ["journal_id"],
    };
  }
  function adjust(w: Wallet, now: number): Call {
    const [journal, count] = [id(), 1 + random(15)];
    const isDone = w.oracle.spend(count, null);
    return {
      verb: "adjust",
      sql: call("ledger_draw", 19),
      values: [
        tenant,
        w.member,
        journal,
        "adjust",
        `adjust:${journal}`,
        "x",
        count,
        text(now),
        day(now),
        text(now),
        text(now),
        "system",
        null,
        null,
        null,
        "fuzz",
        null,
        null,
        null,
      ], // prettier-ignore
      expected: isDone ? { journal_id: journal, ...state(w.oracle) } : "LG002",
      stable: ["journal_id"],
    };
  }
  function hold(w: Wallet, now: number): Call {
    const [journal, count, until] = [id(), 1 + random(25), now + (1 + random(900)) * 60_000];
    const isDone = w.oracle.hold(count, journal, until);
    if (isDone) w.holds.push(journal);
    return {
      verb: "hold",
      sql: call("ledger_draw", 19),
      values: [
        tenant,
        w.member,
        journal,
        "hold",
        `hold:${journal}`,
        "x",
        count,
        text(now),
        day(now),
        text(now),
        text(now),
        "system",
        null,
        null,
        null,
        null,
        null,
        null,
        text(until),
      ], // prettier-ignore
      expected: isDone ? { journal_id: journal, ...state(w.oracle) } : "LG002",
      stable: ["journal_id"],
    };
  }
  function endHold(w: Wallet, now: number): Call | null {
    const holdId = pick(w.holds);
    if (!holdId) return null;
    const journal = id();
    const isPost = random(3) > 0;
    const count = isPost && random(2) ? 1 + random(25) : null;
    let sale: Sale | undefined;
    if (isPost && random(2)) {
      sale = { id: id(), yen: 100 + random(900), returned: 0, journals: [], isSplit: false };
      w.sales.push(sale);
    }
    const done = w.oracle.settleHold(holdId, isPost ? count : 0, sale?.id ?? null);
    if (isPost && typeof done === "object" && w.slides) w.oracle.slide(now + 120 * hour);
    // Giving back what has come back by itself is no refusal; who posted it, is.
    if (!isPost && done === "ended") return null;
    if (typeof done === "object" || done === "ended") w.holds.splice(w.holds.indexOf(holdId), 1);
    return {
      verb: isPost ? "post" : "void",
      sql: call("ledger_settle_hold", 18),
      values: [
        tenant,
        w.member,
        holdId,
        journal,
        isPost ? "spend" : "release",
        `end:${journal}`,
        "x",
        isPost ? count : 0,
        text(now),
        day(now),
        text(now),
        text(now),
        "system",
        null,
        null,
        sale?.id ?? null,
        null,
        isPost ? slideOf(w, now) : null,
      ], // prettier-ignore
      expected:
        typeof done === "object"
          ? { journal_id: journal, points: done.points, given_back: done.back, available: w.oracle.available }
          : done === "ended"
            ? "LG005"
            : "LG006",
      stable: ["journal_id", "points", "given_back"],
    };
  }
  function giveBack(w: Wallet, now: number): Call | null {
    const sale = pick(w.sales.filter((s) => s.returned < s.yen));
    if (!sale) return null;
    const journal = id();
    const yen = random(3) === 0 ? sale.yen - sale.returned : 1 + random(sale.yen - sale.returned);
    let asked: TakeBack | undefined;
    if (sale.isSplit || (sale.returned === 0 && sale.journals.length > 0 && random(3) === 0)) {
      asked = sale.journals
        .map((j) => ({ journalId: j.id, points: random(j.left + (random(20) === 0 ? 3 : 1)) }))
        .filter(({ points }) => points > 0);
    }
    const until = now + 50 * hour;
    const done = w.oracle.giveBack(sale.id, sale.returned + yen, sale.yen, {
      until,
      id: journal,
      ...(asked ? { asked } : {}),
    });
    if (done) {
      sale.returned += yen;
      if (asked) {
        sale.isSplit = true;
        for (const part of asked) for (const j of sale.journals) if (j.id === part.journalId) j.left -= part.points;
      }
    }
    return {
      verb: asked ? "take_back" : "return",
      sql: call("ledger_return", 19),
      values: [
        tenant,
        w.member,
        journal,
        `return:${journal}`,
        "x",
        sale.id,
        sale.yen,
        done ? sale.returned : sale.returned + yen,
        text(until),
        text(now),
        day(now),
        text(now),
        text(now),
        "system",
        null,
        null,
        null,
        null,
        asked ? JSON.stringify(asked) : null,
      ], // prettier-ignore
      expected: done
        ? { taken_back: done.takenBack, restored: done.restored, new_debt: done.debt, ...state(w.oracle) }
        : "LG007",
      // One that moved nothing left no journal to answer with.
      stable: done && done.takenBack + done.restored > 0 ? ["taken_back", "restored", "new_debt"] : [],
    };
  }
  function release(w: Wallet, now: number): Call | null {
    const cause = w.waiting.shift();
    if (!cause || !w.sales.some((s) => s.id === cause)) return null;
    const journal = id();
    const from = random(3) === 0 ? now + random(24 * hour) : now;
    const until = from + 2 * hour + random(200 * hour);
    const count = w.oracle.release(cause, from, until);
    return {
      verb: "release",
      sql: call("ledger_release", 14),
      values: [
        tenant,
        w.member,
        journal,
        `ship:${journal}`,
        "x",
        cause,
        null,
        text(from),
        text(until),
        day(now),
        text(now),
        "system",
        null,
        null,
      ], // prettier-ignore
      expected: { points: count, available: w.oracle.available },
      stable: from <= now && count > 0 ? ["points"] : [],
    };
  }
  function transfer(from: Wallet, to: Wallet, now: number): Call {
    const [out, into, count] = [id(), id(), 1 + random(25)];
    const isDone = from.oracle.transferTo(to.oracle, count, into);
    if (isDone) to.gifts.push({ from, journal: into, key: `undo:${into}`, count });
    return {
      verb: "transfer",
      sql: call("ledger_transfer", 16),
      values: [
        tenant,
        from.member,
        to.member,
        out,
        into,
        `transfer:${into}`,
        "x",
        count,
        day(now),
        text(now),
        "system",
        null,
        null,
        null,
        "fuzz",
        "{}",
      ], // prettier-ignore
      expected: isDone
        ? { journal_id: into, available: from.oracle.available, to_available: to.oracle.available }
        : "LG002",
      stable: ["journal_id"],
    };
  }
  function undoTransfer(to: Wallet, from: Wallet, now: number): Call | null {
    const gift = to.gifts.find((g) => g.from === from);
    if (!gift) return null;
    to.gifts.splice(to.gifts.indexOf(gift), 1);
    const points = from.oracle.takeBackFrom(to.oracle, gift.journal);
    return {
      verb: "undo_transfer",
      sql: call("ledger_undo_transfer", 14),
      values: [
        tenant,
        from.member,
        to.member,
        gift.journal,
        id(),
        id(),
        gift.key,
        "x",
        day(now),
        text(now),
        "system",
        null,
        "fuzz",
        "{}",
      ],
      expected: { points, missing: gift.count - points },
      stable: points > 0 ? ["points", "missing"] : [],
    };
  }
  function merge(from: Wallet, to: Wallet, now: number): Call {
    const [mergeId, out, into] = [id(), id(), id()];
    const was = { ...state(from.oracle), held: from.oracle.held };
    const facts = to.oracle.mergeFrom(from.oracle, into);
    to.merges.push({ id: mergeId, movement: into, from, facts });
    to.holds.push(...from.holds.splice(0));
    from.sales = [];
    from.waiting = [];
    from.past = [];
    for (const w of wallets)
      w.gifts = w.gifts.filter((g) => w !== from && w !== to && g.from !== from && g.from !== to);
    return {
      verb: "merge",
      sql: call("ledger_merge", 10),
      values: [tenant, from.member, to.member, mergeId, out, into, day(now), text(now), "system", null],
      expected: was,
      stable: ["available", "pending", "held", "debt"],
    };
  }
  function unmerge(to: Wallet, from: Wallet, now: number): Call | null {
    const done = to.merges.find((m) => m.from === from);
    if (!done) return null;
    to.merges.splice(to.merges.indexOf(done), 1);
    const [out, into] = [id(), id()];
    const grace = now + 40 * hour;
    const missing = to.oracle.unmergeTo(from.oracle, done.movement, done.facts, grace, out);
    to.holds = to.holds.filter((h) => !done.facts.holds.includes(h));
    for (const w of wallets)
      w.gifts = w.gifts.filter((g) => w !== from && w !== to && g.from !== from && g.from !== to);
    return {
      verb: "unmerge",
      sql: call("ledger_unmerge", 11),
      values: [tenant, from.member, to.member, done.id, out, into, text(grace), day(now), text(now), "system", null],
      expected: { missing, debt: done.facts.owed },
      stable: ["missing", "debt"],
    };
  }

  const singles: [number, (w: Wallet, now: number) => Call | null][] = [
    [34, earn],
    [20, spend],
    [3, adjust],
    [8, hold],
    [7, endHold],
    [14, giveBack],
    [3, release],
  ];
  const weight = singles.reduce((sum, [n]) => sum + n, 0);
  function chooseSingle(w: Wallet, now: number): Call | null {
    let dice = random(weight);
    for (const [n, make] of singles) {
      if (dice < n) return make(w, now);
      dice -= n;
    }
    return null;
  }
  function choosePair(a: Wallet, b: Wallet, now: number): Call | null {
    const dice = random(20);
    if (dice < 6 && a.merges.some((m) => m.from === b)) return unmerge(a, b, now);
    if (a.oracle.closed || b.oracle.closed) return null;
    if (dice < 3) return a.merges.length === 0 && b.merges.length === 0 ? merge(b, a, now) : null;
    return dice < 7 ? undoTransfer(a, b, now) : transfer(a, b, now);
  }

  function compare(
    made: Call,
    answer: Row | string,
    now: number,
    isRepeat: boolean,
    involved: readonly Wallet[],
  ): void {
    const same =
      typeof made.expected === "string" || typeof answer === "string"
        ? made.expected === answer
        : Object.entries(made.expected).every(
            ([name, value]) => (isRepeat && !made.stable.includes(name)) || String(answer[name]) === String(value),
          );
    if (!same)
      differ(
        `${made.verb} ${isRepeat ? "again " : ""}at ${text(now)}: expected ${JSON.stringify(made.expected)}, got ${JSON.stringify(answer)} for ${JSON.stringify(made.values)}`,
        involved,
      );
  }

  async function perform(
    lane: Lane,
    other: Lane | null,
    involved: Wallet[],
    make: (now: number) => Call | null,
  ): Promise<void> {
    clock += 1_000 * (1 + random(40));
    const flight = { at: clock };
    inFlight.add(flight);
    try {
      const now = flight.at;
      for (const w of involved) w.oracle.passTo(now);
      const made = make(now);
      if (!made) return;
      result.calls += 1;
      result.verbs[made.verb] = (result.verbs[made.verb] ?? 0) + 1;
      const canDouble = other !== null && made.stable.length > 0 && typeof made.expected === "object";
      const [answer, twin] = await Promise.all([
        ask(lane, made.sql, made.values),
        canDouble ? ask(other, made.sql, made.values) : null,
      ]);
      // Of two at once either may be the repeat, and repeats tell the wallet as it is: that is the same now.
      compare(made, answer, now, twin !== null, involved);
      if (twin !== null) {
        result.doubled += 1;
        compare(made, twin, now, true, involved);
      }
      if (typeof answer === "string") result.refused += 1;
      else if (made.stable.length > 0 && involved.length === 1) {
        const [w] = involved as [Wallet];
        w.past.push({ ...made, answer });
        if (w.past.length > 20) w.past.splice(random(10), 1);
      }
    } finally {
      inFlight.delete(flight);
    }
  }

  /** One after the other at each wallet; both of a pair are waited for in the order of their ids. */
  function inOrder(involved: Wallet[], work: () => Promise<void>): Promise<void> {
    const before = Promise.all(involved.map((w) => w.queue));
    const mine = before.then(work);
    for (const w of involved) w.queue = mine.catch(() => {});
    return mine;
  }

  const tickLane: Lane = { client: null, pid: 0 };
  const twinLanes: Lane[] = lanes.map(() => ({ client: null, pid: 0 }));
  const over = new AbortController();
  const ticking = (async () => {
    while (!over.signal.aborted) {
      const at = Math.min(clock, ...[...inFlight].map((f) => f.at));
      await ask(tickLane, call("ledger_settle_due", 3), [tenant, text(at), 50]);
      await new Promise((resolve) => setTimeout(resolve, 60));
    }
  })();
  const killEvery = options.kills > 0 ? Math.floor(options.calls / (options.kills + 1)) : Number.POSITIVE_INFINITY;
  let analyzeAt = 200;
  let tellAt = 20_000;
  const worker = async (n: number) => {
    const lane = lanes[n] as Lane;
    while (result.calls < options.calls) {
      if (result.calls >= killEvery * (result.kills + 1) && result.kills < options.kills) {
        result.kills += 1;
        const victim = lanes[(n + 1 + random(lanes.length - 1)) % lanes.length] as Lane;
        if (victim.pid) await options.kill(victim.pid);
        options.onProgress?.(result.calls, result.kills);
      }
      if (result.calls >= analyzeAt) {
        analyzeAt *= 4;
        await options.analyze().catch(() => {});
      }
      const a = pick(wallets) as Wallet;
      const twin = random(30) === 0 ? (twinLanes[n] as Lane) : null;
      if (random(12) === 0) {
        const known = random(3) > 0 ? (a.merges[0]?.from ?? a.gifts[0]?.from) : undefined;
        const b = known ?? (pick(wallets) as Wallet);
        if (a !== b) await inOrder([a, b], () => perform(lane, twin, [a, b], (now) => choosePair(a, b, now)));
      } else if (random(25) === 0) {
        await inOrder([a], async () => {
          const made = pick(a.past);
          if (!made || a.oracle.closed) return;
          result.calls += 1;
          result.repeated += 1;
          compare(made, await ask(lane, made.sql, made.values), clock, true, [a]);
        });
      } else {
        await inOrder([a], () =>
          a.oracle.closed ? Promise.resolve() : perform(lane, twin, [a], (now) => chooseSingle(a, now)),
        );
      }
      if (result.calls >= tellAt) {
        tellAt += 20_000;
        options.onProgress?.(result.calls, result.kills);
      }
    }
  };
  try {
    await Promise.all(lanes.map((_, n) => worker(n)));
    over.abort();
    await ticking;
    // Everything as the oracle has it, wallet by wallet and end by end.
    result.endedAt = new Date(clock);
    for (;;) {
      const row = await ask(tickLane, call("ledger_settle_due", 3), [tenant, text(clock), 500]);
      if (typeof row === "string" || Number(row.ledger_settle_due) === 0) break;
    }
    for (const w of wallets) {
      w.oracle.passTo(clock);
      const row = (await ask(
        tickLane,
        `select w.available, w.pending, w.debt, w.held, coalesce((select json_agg(x) from (
          select (extract(epoch from l.expires_at) * 1000)::bigint as at, sum(l.remaining)::int as points from point_lots l
          where l.tenant_id = w.tenant_id and l.member_id = w.member_id and l.state = 'available' and l.remaining > 0
          group by 1 order by 1) x), '[]') as ends from wallets w where w.tenant_id = $1 and w.member_id = $2`,
        [tenant, w.member],
      )) as Row | undefined;
      const has = JSON.stringify(
        row
          ? [row.available, row.pending, row.debt, row.held]
              .map(Number)
              .concat((row.ends as { at: number; points: number }[]).flatMap((e) => [e.at, e.points]))
          : [0, 0, 0, 0],
      );
      const should = JSON.stringify(
        [w.oracle.available, w.oracle.pending, w.oracle.debt, w.oracle.held].concat(
          w.oracle.expiries().flatMap((e) => [e.at.getTime(), e.points]),
        ),
      );
      if (has !== should) differ(`wallet ${w.member} at the end: expected ${should}, has ${has}`, [w]);
    }
  } finally {
    over.abort();
    await ticking.catch(() => {});
    for (const lane of [...lanes, ...twinLanes, tickLane]) await lane.client?.end().catch(() => {});
  }
  return result;
}
