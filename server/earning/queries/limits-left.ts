import { sql } from "drizzle-orm";
import { type Ctx, read } from "@/server/kernel/ctx";
import type { EarnRule } from "../input";
import type { Left } from "../rules/evaluate";
import { budgetPeriod, hasMemberLimit, leftOf, periodStart } from "../rules/limits";

type GivenRow = { rule_id: string; points: number; points_times: number; times: number };
type BudgetRow = { rule_id: string; version: number; room: number; used: number };

/**
 * What the limits of rules leave for a member on a business day: the member's from the points that rules have given (less what returns
 * took back), budgets from their cells. Exact for the member only where the caller holds the member's lock; budgets are taken later.
 */
export async function limitsLeft(
  ctx: Ctx,
  memberId: string,
  rules: readonly EarnRule[],
  day: string,
  version: number,
): Promise<Map<string, Left>> {
  const limited = rules.filter(hasMemberLimit);
  const budgeted = rules.filter(({ limits }) => limits.budget !== undefined);
  const given = limited.length === 0 ? [] : await givenTo(ctx, memberId, limited, day);
  const rooms = budgeted.length === 0 ? [] : await roomsOf(ctx, budgeted, day);
  return new Map(
    [...limited, ...budgeted].map((rule) => {
      const row = given.find((one) => one.rule_id === rule.id);
      const points = row && { points: row.points, times: 0 };
      const times = row && { points: 0, times: row.times };
      return [rule.id, leftOf(rule, points, times, roomOf(rule, rooms, version))];
    }),
  );
}

function roomOf(rule: EarnRule, rooms: readonly BudgetRow[], version: number): number | undefined {
  const row = rooms.find((one) => one.rule_id === rule.id);
  if (!row || !rule.limits.budget) return undefined;
  // Cells of an earlier version are split anew by the first one who takes from them.
  return row.version < version ? Math.max(0, rule.limits.budget.points - row.used) : row.room;
}

async function givenTo(ctx: Ctx, memberId: string, rules: readonly EarnRule[], day: string): Promise<GivenRow[]> {
  const wanted = rules.map(({ id, limits }) => ({
    rule_id: id,
    points_from: limits.perMember ? (periodStart(limits.perMember.period, day) ?? "0001-01-01") : null,
    times_from: limits.timesPerMember ? (periodStart(limits.timesPerMember.period, day) ?? "0001-01-01") : null,
  }));
  const { rows } = await read(ctx, (tx) =>
    tx.execute<GivenRow & Record<string, unknown>>(sql`
      select w.rule_id, coalesce(sum(p.points - p.taken_back) filter (where p.business_date >= w.points_from), 0)::bigint as points,
        count(*) filter (where p.business_date >= w.times_from and p.taken_back < p.points) as times
      from jsonb_to_recordset(${JSON.stringify(wanted)}::jsonb) w(rule_id uuid, points_from date, times_from date)
      join earn_parts p on p.tenant_id = ${ctx.tenant} and p.rule_id = w.rule_id and p.member_id = ${memberId}
        and p.business_date >= least(w.points_from, w.times_from)
      group by w.rule_id`),
  );
  return rows;
}

async function roomsOf(ctx: Ctx, rules: readonly EarnRule[], day: string): Promise<BudgetRow[]> {
  const wanted = rules.map(({ id, limits }) => ({
    rule_id: id,
    period: budgetPeriod(limits.budget?.period ?? "ever", day),
  }));
  const { rows } = await read(ctx, (tx) =>
    tx.execute<BudgetRow & Record<string, unknown>>(sql`
      select c.rule_id, max(c.version) as version, sum(c.quota - c.used)::bigint as room, sum(c.used)::bigint as used
      from jsonb_to_recordset(${JSON.stringify(wanted)}::jsonb) w(rule_id uuid, period text)
      join earn_budget_cells c on c.tenant_id = ${ctx.tenant} and c.rule_id = w.rule_id and c.period = w.period
      group by c.rule_id`),
  );
  return rows;
}
