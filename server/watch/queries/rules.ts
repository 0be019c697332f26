import { eq, sql } from "drizzle-orm";
import type { z } from "zod";
import { watchRules } from "@/db/schema/watch";
import { type Ctx, read } from "@/server/kernel/ctx";
import { parseInput } from "@/server/kernel/parse";
import { canWatch, forbidUnless } from "../access";
import { ruleTrial, type WatchRuleName, watchRuleNames } from "../input";
import { startingRules, trialDays } from "../rules/defaults";
import { ruleSql } from "./rule-sql";

/** Every rule as it counts now. */
export async function rulesInForce(ctx: Ctx): Promise<Record<WatchRuleName, { isOn: boolean; threshold: number }>> {
  const rows = await read(ctx, (tx) => tx.select().from(watchRules).where(eq(watchRules.tenantId, ctx.tenant)));
  const set = new Map(rows.map((row) => [row.rule, { isOn: row.isOn, threshold: row.threshold }]));
  return Object.fromEntries(watchRuleNames.map((rule) => [rule, set.get(rule) ?? startingRules[rule]])) as Record<
    WatchRuleName,
    { isOn: boolean; threshold: number }
  >;
}

export async function watchRulesOf(ctx: Ctx) {
  forbidUnless(canWatch(ctx.actor));
  const rules = await rulesInForce(ctx);
  return watchRuleNames.map((rule) => ({ rule, ...rules[rule], starting: startingRules[rule].threshold }));
}

/** What a threshold would have found in the last 30 days. Writes nothing. */
export async function tryRule(ctx: Ctx, input: z.input<typeof ruleTrial>): Promise<{ found: number; days: number }> {
  forbidUnless(canWatch(ctx.actor));
  const { rule, threshold } = parseInput(ruleTrial, input);
  const from = new Date(ctx.now.getTime() - trialDays * 86_400_000);
  // A till's clock may be ahead.
  const to = new Date(ctx.now.getTime() + 86_400_000);
  const statement = ruleSql(ctx, rule, { from, to, threshold, memberId: null });
  const { rows } = await read(ctx, (tx) =>
    tx.execute<{ n: number }>(sql`select count(*)::bigint as n from (${statement}) x`),
  );
  return { found: rows[0]?.n ?? 0, days: trialDays };
}
