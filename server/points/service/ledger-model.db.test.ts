import fc from "fast-check";
import { expect, it } from "vitest";
import type { Ctx } from "@/server/kernel/ctx";
import { isDomainError } from "@/server/kernel/errors";
import { newId } from "@/server/kernel/ids";
import { newTestMember, newTestShop } from "@/server/kernel/testing";
import { expiriesOf, ledgerProof, pointHistory, walletOf } from "../queries";
import { adjustPoints } from "./adjust-points";
import { awardForPurchase } from "./award-for-purchase";
import { grantPoints } from "./grant-points";
import { holdPoints, postHold, voidHold } from "./hold-points";
import { importPurchasePoints } from "./import-purchase-points";
import { endOfTokyoMonth, graceDays, Oracle, pendingDays, startOfTokyoDay } from "./point-oracle";
import { returnPurchasePoints } from "./return-purchase-points";
import { setProgram } from "./set-program";
import { settleDue } from "./settle-due";
import { spendPoints } from "./spend-points";

// The ledger against an oracle that knows nothing of lots as rows: every single point is an object with a life of its own.
// A long run: GOEN_FUZZ_RUNS=2000 vitest run --project db server/points/service/ledger-model

const runs = Number(process.env.GOEN_FUZZ_RUNS ?? 10);
interface Sale {
  id: string;
  totalYen: number;
  returnedYen: number;
}
interface Model {
  oracle: Oracle;
  sales: Sale[];
  holds: string[];
  expiryMonths: number;
}
interface Real {
  memberId: string;
  ctx(): Ctx;
  /** Calls made so far, to be made again: each must answer as it did. */
  calls: (() => Promise<unknown>)[];
}
type Step = fc.AsyncCommand<Model, { real: Real }>;
const outcome = async (work: Promise<unknown>) => {
  try {
    return await work;
  } catch (error) {
    if (isDomainError(error)) return error.reason;
    throw error;
  }
};

/** A step: what it does to the oracle and to the ledger; both must answer alike and agree about the wallet afterwards. */
const step = (name: string, run: (m: Model, r: Real) => Promise<[unknown, unknown]>): Step => ({
  check: () => true,
  toString: () => name,
  async run(m, { real }) {
    const [expected, actual] = await run(m, real);
    expect(actual, name).toEqual(expected);
    const { available, pending, debt } = await walletOf(real.ctx(), real.memberId);
    expect({ available, pending, debt }, name).toEqual({
      available: m.oracle.available,
      pending: m.oracle.pending,
      debt: m.oracle.debt,
    });
    expect(
      (await expiriesOf(real.ctx(), real.memberId)).map(({ at, points }) => ({ at, points })),
      name,
    ).toEqual(m.oracle.expiries());
  },
});
const remember = async (r: Real, call: () => Promise<unknown>) => {
  const answer = await outcome(call());
  if (typeof answer === "object") r.calls.push(async () => expect(await outcome(call())).toEqual(answer));
  return answer;
};

const earnFacts = (m: Model, yen: number) => {
  const sale = { id: newId(), totalYen: yen, returnedYen: 0 };
  m.sales.push(sale);
  const from = startOfTokyoDay(m.oracle.now, pendingDays);
  m.oracle.grant(Math.floor(yen / 10), { from, until: endOfTokyoMonth(from, m.expiryMonths), purchase: sale.id });
  return sale.id;
};
const earn = (yen: number) =>
  step(`earn ${yen} yen`, async (m, r) => {
    const facts = {
      memberId: r.memberId,
      purchaseId: earnFacts(m, yen),
      amountYen: yen,
      occurredAt: r.ctx().now,
      storeId: null,
    };
    const answer = await remember(r, () => awardForPurchase(r.ctx(), facts));
    return [{ points: Math.floor(yen / 10) }, { points: (answer as { points: number }).points }];
  });
const importSales = (yens: number[]) =>
  step(`import ${yens.join(", ")} yen`, async (m, r) => {
    const rows = yens.map((yen) => ({
      memberId: r.memberId,
      purchaseId: earnFacts(m, yen),
      amountYen: yen,
      occurredAt: r.ctx().now,
      storeId: null,
    }));
    const { posted } = await importPurchasePoints(r.ctx(), rows);
    r.calls.push(async () =>
      expect(await importPurchasePoints(r.ctx(), rows)).toMatchObject({
        posted: 0,
        repeated: rows.length,
        conflicting: 0,
      }),
    );
    return [yens.length, posted];
  });
const everything = 0;
const spend = (asked: number, pick: number) =>
  step(`spend ${asked === everything ? "everything" : asked} on sale ${pick}`, async (m, r) => {
    const count = asked === everything ? Math.max(1, m.oracle.available) : asked;
    const sale = m.sales.length > 0 ? (m.sales[pick % m.sales.length] as Sale) : null;
    const call = {
      memberId: r.memberId,
      key: newId(),
      points: count,
      purchaseId: sale?.id ?? null,
      storeId: null,
      occurredAt: r.ctx().now,
    };
    const isPossible = m.oracle.spend(count, sale?.id ?? null);
    const answer = await outcome(spendPoints(r.ctx(), call));
    if (isPossible)
      r.calls.push(async () =>
        expect((await spendPoints(r.ctx(), call)).journalId).toBe((answer as { journalId: string }).journalId),
      );
    return [
      isPossible ? count : "points.insufficient",
      typeof answer === "string" ? answer : (answer as { points: number }).points,
    ];
  });
const giveBack = (pick: number, percent: number) =>
  step(`return ${percent} % of what is left of sale ${pick}`, async (m, r) => {
    const sale = m.sales[pick % Math.max(1, m.sales.length)];
    if (!sale || sale.returnedYen === sale.totalYen) return [null, null];
    const returnedYen = Math.max(1, Math.floor(((sale.totalYen - sale.returnedYen) * percent) / 100));
    const call = {
      memberId: r.memberId,
      purchaseId: sale.id,
      returnId: newId(),
      occurredAt: r.ctx().now,
      storeId: null,
      saleTotalYen: sale.totalYen,
      returnedBeforeYen: sale.returnedYen,
      returnedYen,
    };
    sale.returnedYen += returnedYen;
    const expected = m.oracle.giveBack(sale.id, sale.returnedYen, sale.totalYen);
    const answer = await outcome(returnPurchasePoints(r.ctx(), call));
    // One that moved nothing left no journal to answer with; its repeat is judged anew.
    if (expected && expected.takenBack + expected.restored > 0)
      r.calls.push(async () => expect(await returnPurchasePoints(r.ctx(), call)).toEqual(answer));
    return [expected, answer];
  });
const adjust = (count: number) =>
  step(`adjust by ${count}`, async (m, r) => {
    let isPossible = true;
    if (count > 0) m.oracle.grant(count, { from: m.oracle.now, until: endOfTokyoMonth(m.oracle.now, m.expiryMonths) });
    else isPossible = m.oracle.spend(-count, null);
    const call = { memberId: r.memberId, key: newId(), points: count, reason: "fuzz" };
    const answer = await outcome(adjustPoints(r.ctx(), call));
    return [
      isPossible ? count : "points.insufficient",
      typeof answer === "string" ? answer : (answer as { points: number }).points,
    ];
  });
const hold = (count: number, minutes: number) =>
  step(`hold ${count} for ${minutes} min`, async (m, r) => {
    const call = { memberId: r.memberId, key: newId(), points: count, storeId: null, minutes };
    const answer = await remember(r, () => holdPoints(r.ctx(), call).then(({ available: _now, ...first }) => first));
    const holdId = typeof answer === "object" ? (answer as { holdId: string }).holdId : "";
    const isPossible = m.oracle.hold(count, holdId, m.oracle.now + minutes * 60_000);
    if (isPossible) m.holds.push(holdId);
    return [isPossible ? "held" : "points.insufficient", holdId ? "held" : answer];
  });
const endHold = (pick: number, count: number | null, isPost: boolean, salePick: number) =>
  step(`${isPost ? `post ${count ?? "all"} of` : "void"} hold ${pick}`, async (m, r) => {
    const holdId = m.holds[pick % Math.max(1, m.holds.length)];
    if (!holdId) return [null, null];
    const sale = m.sales[salePick % Math.max(1, m.sales.length)] ?? null;
    const expected = m.oracle.settleHold(holdId, isPost ? count : 0, isPost ? (sale?.id ?? null) : null);
    if (!isPost) {
      const given = await outcome(voidHold(r.ctx(), { memberId: r.memberId, holdId }));
      // One whose time is over has come back already, and giving it back again is no mistake; one that was spent, is.
      return typeof expected === "object"
        ? [expected.back, (given as { givenBack: number }).givenBack]
        : [true, typeof given === "object" || given === "points.hold_ended"];
    }
    const call = {
      memberId: r.memberId,
      holdId,
      key: newId(),
      purchaseId: sale?.id ?? null,
      ...(count ? { points: count } : {}),
    };
    const answer = await remember(r, () => postHold(r.ctx(), call).then(({ available: _now, ...first }) => first));
    const [points, back] =
      typeof answer === "object"
        ? [(answer as { points: number }).points, (answer as { givenBack: number }).givenBack]
        : [];
    return [
      expected === "ended" ? "points.hold_ended" : expected === "more" ? "points.more_than_held" : expected,
      typeof answer === "object" ? { points, back } : answer,
    ];
  });
/** A second journal for a sale: points that live for so many hours only, and go before the others. */
const bonus = (pick: number, count: number, hours: number) =>
  step(`${count} points more on sale ${pick}, for ${hours} h`, async (m, r) => {
    const sale = m.sales[pick % Math.max(1, m.sales.length)];
    if (!sale) return [null, null];
    const [from, until] = [m.oracle.now, m.oracle.now + hours * 3_600_000];
    m.oracle.grant(count, { from, until, priority: 10, purchase: sale.id });
    const call = {
      memberId: r.memberId,
      key: newId(),
      points: count,
      availableAt: new Date(from),
      expiresAt: new Date(until),
      origin: "purchase" as const,
      priority: 10,
      occurredAt: r.ctx().now,
      storeId: null,
      causeId: sale.id,
      snapshot: {},
    };
    const answer = await remember(r, () => grantPoints(r.ctx(), call).then(({ journalId }) => ({ journalId })));
    return ["object", typeof answer];
  });
const repeat = (pick: number) =>
  step(`repeat call ${pick}`, async (_m, r) => {
    await r.calls[pick % Math.max(1, r.calls.length)]?.();
    return [null, null];
  });
const program = (expiryMonths: number) =>
  ({ ratePoints: 1, rateYen: 10, rounding: "down", expiryMonths, pendingDays, returnGraceDays: graceDays }) as const;
const changeProgram = (expiryMonths: number) =>
  step(`points live ${expiryMonths} months`, async (m, r) => {
    m.expiryMonths = expiryMonths;
    await setProgram(r.ctx(), program(expiryMonths));
    return [null, null];
  });
const pass = (hours: number) =>
  step(`pass ${hours} h`, async (m) => {
    m.oracle.pass(hours * 3_600_000);
    return [null, null];
  });
const tick = () =>
  step("tick", async (_m, r) => {
    await settleDue(r.ctx());
    return [null, null];
  });

const few = fc.integer({ min: 1, max: 60 });
const pick = fc.nat(1_000);
const steps = fc.commands(
  [
    fc.integer({ min: 10, max: 900 }).map(earn),
    fc.integer({ min: 10, max: 900 }).map(earn),
    fc.array(fc.integer({ min: 10, max: 400 }), { minLength: 1, maxLength: 3 }).map(importSales),
    fc.tuple(few, pick).map((v) => spend(...v)),
    fc.tuple(fc.constant(everything), pick).map((v) => spend(...v)),
    fc.tuple(pick, fc.integer({ min: 1, max: 100 })).map((v) => giveBack(...v)),
    fc.tuple(pick, fc.constant(100)).map((v) => giveBack(...v)),
    fc
      .integer({ min: -40, max: 40 })
      .filter((n) => n !== 0)
      .map(adjust),
    fc.tuple(few, fc.integer({ min: 1, max: 1_440 })).map((v) => hold(...v)),
    fc.tuple(pick, fc.option(fc.integer({ min: 1, max: 40 })), fc.constant(true), pick).map((v) => endHold(...v)),
    fc.tuple(pick, fc.constant(null), fc.boolean(), pick).map((v) => endHold(...v)),
    fc.tuple(pick, fc.integer({ min: 1, max: 40 }), fc.integer({ min: 1, max: 24 * 20 })).map((v) => bonus(...v)),
    pick.map(repeat),
    fc.integer({ min: 1, max: 24 * 12 }).map(pass),
    fc.integer({ min: 24 * 2, max: 24 * 5 }).map(pass),
    fc.integer({ min: 1, max: 3 }).map(changeProgram),
    fc.constant(tick()),
  ],
  { maxCommands: 60, size: "max" },
);

it("does what an oracle of single points does, and proves itself after every run", { timeout: 3_600_000 }, async () => {
  await fc.assert(
    fc.asyncProperty(steps, async (commands) => {
      const { ctx, as } = await newTestShop();
      await setProgram(ctx, program(1));
      const memberId = await newTestMember(ctx);
      const oracle = new Oracle();
      const real: Real = { memberId, ctx: () => as(ctx.actor, new Date(oracle.now)), calls: [] };
      await fc.asyncModelRun(
        () => ({ model: { oracle, sales: [], holds: [], expiryMonths: 1 }, real: { real } }),
        commands,
      );
      const broken = (await ledgerProof(real.ctx())).filter((line) => line.violations > 0);
      expect(broken).toEqual([]);
      await settleDue(real.ctx());
      const { rows } = await pointHistory(real.ctx(), { memberId, limit: 100 });
      expect(rows[0]?.availableAfter ?? 0).toBe(oracle.available);
    }),
    { numRuns: runs, endOnFailure: process.env.GOEN_FUZZ_RUNS === undefined },
  );
});
