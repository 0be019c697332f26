import fc from "fast-check";
import { sql } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { newId } from "@/server/kernel/ids";
import { newTestMember, newTestShop } from "@/server/kernel/testing";
import { addDays, addMonths } from "@/server/kernel/time";
import type { RankDefinition, RankWindow } from "../input";
import { heldUntil, judgingColumns, periodEnd } from "../rules";
import { testLevels } from "./testing";

// The judging function of the database against a plain walk over days that was written without it.

interface Fact {
  day: string;
  yen: number;
}

/** A function of the month alone, asked a thousand times. */
const byMonth = <T>(ask: (day: string) => T) => {
  const known = new Map<string, T>();
  return (day: string): T => {
    const month = day.slice(0, 7);
    if (!known.has(month)) known.set(month, ask(day));
    return known.get(month) as T;
  };
};

/** Whether what was bought on `bought` still counts on `day`. */
function counts(bought: string, day: string, window: RankWindow): boolean {
  if (bought > day) return false;
  if (window.kind === "lifetime") return true;
  if (window.kind === "rolling") return day < addMonths(bought, window.months);
  return day <= (periodEnd(bought, { window }) ?? "");
}

function oracle(facts: Fact[], definition: RankDefinition, today: string) {
  const keptUntil = byMonth((day) => heldUntil(day, definition) ?? "9999");
  const sumOn = (day: string) =>
    facts.reduce((sum, fact) => sum + (counts(fact.day, day, definition.window) ? fact.yen : 0), 0);
  const levelOf = (sum: number) =>
    Math.max(
      0,
      definition.levels.findLastIndex((level) => level.threshold <= sum),
    );
  const first = facts.reduce((least, fact) => (fact.day < least ? fact.day : least), today);
  const days: string[] = [];
  for (let day = first; day <= today; day = addDays(day, 1)) days.push(day);
  const held = days.filter((day) => keptUntil(day) >= today);
  const level = Math.max(0, ...held.map((day) => levelOf(sumOn(day))));
  const reached = held.filter((day) => levelOf(sumOn(day)) >= level);
  const last = reached.at(-1);
  return {
    level,
    keepsUntil: level === 0 || last === undefined ? null : heldUntil(last, definition),
    measure: sumOn(today),
  };
}

const windows: RankWindow[] = [
  { kind: "rolling", months: 1 },
  { kind: "rolling", months: 12 },
  { kind: "period", months: 12, startMonth: 1 },
  { kind: "period", months: 12, startMonth: 4 },
  { kind: "period", months: 6, startMonth: 1 },
  { kind: "period", months: 3, startMonth: 3 },
  { kind: "lifetime" },
];

const someWorld = fc.record({
  window: fc.constantFrom(...windows),
  holdPeriods: fc.integer({ min: 0, max: 2 }),
  graceMonths: fc.integer({ min: 0, max: 3 }),
  facts: fc.array(fc.record({ ago: fc.integer({ min: 0, max: 500 }), yen: fc.integer({ min: -30, max: 60 }) }), {
    maxLength: 8,
  }),
  today: fc.constantFrom("2026-11-22", "2026-12-31", "2027-01-01", "2028-02-29", "2027-03-31"),
});

describe("the rank on a day", () => {
  it("is what a walk over all days says, whatever the window, the hold and the grace", async () => {
    const { ctx } = await newTestShop();
    await fc.assert(
      fc.asyncProperty(someWorld, async ({ window, holdPeriods, graceMonths, facts, today }) => {
        const definition: RankDefinition = {
          basis: "amount",
          window,
          holdPeriods,
          graceMonths,
          returns: "at_once",
          carries: false,
          levels: testLevels(0, 30, 60, 100),
        };
        const memberId = await newTestMember(ctx);
        const rows = facts.map(({ ago, yen }) => ({ day: addDays(today, -ago), yen }));
        const c = judgingColumns(definition);
        const program = {
          basis: c.basis,
          window_kind: c.windowKind,
          window_months: c.windowMonths,
          period_months: c.periodMonths,
          start_month: c.startMonth,
          hold_months: c.holdMonths,
          thresholds: c.thresholds,
        };
        const judged = await ctx.db.transaction(ctx.tenant, "write", async (tx) => {
          for (const { day, yen } of rows)
            await tx.execute(sql`insert into rank_facts values (${ctx.tenant}, ${memberId}, ${newId()}, ${day}, 'manual', ${yen}, 0, 0,
              ${ctx.now}, ${ctx.now})`);
          const result = await tx.execute(sql`select level, keeps_until::text as "keepsUntil", measure
            from goen.rank_judge(${ctx.tenant}, array[${memberId}::uuid], ${today}::date,
              jsonb_populate_record(null::rank_programs, ${JSON.stringify(program)}::jsonb))`);
          return result.rows[0];
        });
        expect(judged).toEqual(oracle(rows, definition, today));
      }),
      { numRuns: 80 },
    );
  }, 120_000);
});
