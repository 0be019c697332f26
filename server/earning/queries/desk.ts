import { and, asc, desc, eq, isNotNull, sql } from "drizzle-orm";
import { products } from "@/db/schema/catalog";
import { earnRulePauses, earnRuleSets } from "@/db/schema/earning";
import { staffAccounts, staffMemberships } from "@/db/schema/tenancy";
import { productsByIds } from "@/server/catalog/queries";
import { type Ctx, read } from "@/server/kernel/ctx";
import { newId } from "@/server/kernel/ids";
import { businessDayIn } from "@/server/kernel/time";
import { programInForce } from "@/server/points/queries";
import { currentVersion } from "@/server/ranks/queries/programs";
import { canEditRules, canPublishRules, canSeeRules, forbidUnless } from "../access";
import type { EarnRule } from "../input";
import { budgetPeriod } from "../rules/limits";
import { draftOf } from "./draft";

export interface RuleVersion {
  version: number;
  validFrom: Date;
  publishedAt: Date;
  publishedBy: string | null;
  note: string | null;
  cancelledAt: Date | null;
  rules: EarnRule[];
  state: "current" | "coming" | "past" | "cancelled";
}

async function versionsOf(ctx: Ctx): Promise<RuleVersion[]> {
  const rows = await read(ctx, (tx) =>
    tx
      .select({
        version: earnRuleSets.version,
        validFrom: earnRuleSets.validFrom,
        publishedAt: earnRuleSets.publishedAt,
        publishedBy: staffAccounts.name,
        note: earnRuleSets.note,
        cancelledAt: earnRuleSets.cancelledAt,
        rules: earnRuleSets.rules,
      })
      .from(earnRuleSets)
      .leftJoin(
        staffMemberships,
        and(eq(staffMemberships.tenantId, earnRuleSets.tenantId), eq(staffMemberships.id, earnRuleSets.publishedBy)),
      )
      .leftJoin(staffAccounts, eq(staffAccounts.id, staffMemberships.accountId))
      .where(eq(earnRuleSets.tenantId, ctx.tenant))
      .orderBy(desc(earnRuleSets.validFrom), desc(earnRuleSets.version))
      .limit(100),
  );
  const current = rows.find(({ validFrom, cancelledAt }) => cancelledAt === null && validFrom <= ctx.now);
  const stateOf = (row: (typeof rows)[number]) =>
    row.cancelledAt ? "cancelled" : row === current ? "current" : row.validFrom > ctx.now ? "coming" : "past";
  return rows.map((row) => ({ ...row, rules: row.rules as EarnRule[], state: stateOf(row) }));
}

/** What rules have given: points less what returns took back, how often, and what of the budget of today's period is used. */
async function givenBy(ctx: Ctx, rules: readonly EarnRule[], day: string) {
  const periods = rules.flatMap(({ id, limits }) =>
    limits.budget ? [{ rule_id: id, period: budgetPeriod(limits.budget.period, day) }] : [],
  );
  return read(ctx, async (tx) => {
    const { rows: given } = await tx.execute<{ rule_id: string; points: number; times: number; recent: number }>(sql`
      select rule_id, sum(points - taken_back)::bigint as points, count(*)::int as times,
        coalesce(sum(points - taken_back) filter (where business_date > ${day}::date - 30), 0)::bigint as recent
      from earn_parts where tenant_id = ${ctx.tenant} and rule_id is not null group by rule_id`);
    const { rows: budgets } = await tx.execute<{ rule_id: string; used: number }>(sql`
      select c.rule_id, sum(c.used)::bigint as used
      from jsonb_to_recordset(${JSON.stringify(periods)}::jsonb) w(rule_id uuid, period text)
      join earn_budget_cells c on c.tenant_id = ${ctx.tenant} and c.rule_id = w.rule_id and c.period = w.period group by c.rule_id`);
    return { given, budgets };
  });
}

/** What the desk of rules works with: the draft, every version, pauses, what each rule has given. Throws `forbidden`. */
export async function rulesDesk(ctx: Ctx) {
  forbidUnless(canSeeRules(ctx.actor));
  const { program, timeZone, dayStartMinutes } = await programInForce(ctx);
  const today = businessDayIn(ctx.now, timeZone, dayStartMinutes);
  const [draft, versions, ranks] = [await draftOf(ctx), await versionsOf(ctx), await currentVersion(ctx)];
  const all = [...draft.rules, ...versions.flatMap(({ rules }) => rules)];
  const { given, budgets } = await givenBy(ctx, all, today);
  const named = [...new Set(all.flatMap(({ when }) => [...(when.productIds ?? []), ...(when.notProductIds ?? [])]))];
  const pauses = await read(ctx, (tx) =>
    tx
      .select({ ruleId: earnRulePauses.ruleId, pausedAt: earnRulePauses.pausedAt })
      .from(earnRulePauses)
      .where(and(eq(earnRulePauses.tenantId, ctx.tenant), sql`${earnRulePauses.resumedAt} is null`)),
  );
  return {
    today,
    now: ctx.now,
    timeZone,
    dayStartMinutes,
    program,
    draft,
    versions,
    pauses,
    given: given.map(({ rule_id: ruleId, ...sums }) => ({ ruleId, ...sums })),
    budgets: budgets.map(({ rule_id: ruleId, used }) => ({ ruleId, used })),
    products: (await productsByIds(ctx, named)).map(({ productId, name }) => ({ productId, name })),
    brands: await brandsOf(ctx),
    ranks: (ranks?.definition.levels ?? []).map(({ id, nameJa, nameEn }) => ({ id, nameJa, nameEn })),
    /** For a rule that is added on the screen: an id of ours, never one that a browser makes. */
    freshId: newId(),
    editRefusal: canEditRules(ctx.actor),
    publishRefusal: canPublishRules(ctx.actor),
  };
}

async function brandsOf(ctx: Ctx): Promise<string[]> {
  const rows = await read(ctx, (tx) =>
    tx
      .selectDistinct({ brand: products.brand })
      .from(products)
      .where(and(eq(products.tenantId, ctx.tenant), isNotNull(products.brand)))
      .orderBy(asc(products.brand))
      .limit(500),
  );
  return rows.flatMap(({ brand }) => brand ?? []);
}
