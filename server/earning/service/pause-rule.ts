import { and, eq, isNull } from "drizzle-orm";
import { earnRulePauses, earnRuleSets } from "@/db/schema/earning";
import { audit } from "@/server/kernel/audit";
import { actorId, type Ctx, inTransaction } from "@/server/kernel/ctx";
import { DomainError } from "@/server/kernel/errors";
import { newId } from "@/server/kernel/ids";
import { parseInput } from "@/server/kernel/parse";
import { canEditRules, forbidUnless } from "../access";
import { type EarnRule, pauseRuleInput } from "../input";
import { lockRules } from "./edit-draft";

/**
 * Stops a published rule at once, in every version, or lets it go on: what happens in between does not earn by it. Repeating it changes
 * nothing. Throws not_found `earning.rule_unknown`.
 */
export async function pauseRule(ctx: Ctx, input: { ruleId: string; isPaused: boolean }): Promise<void> {
  forbidUnless(canEditRules(ctx.actor));
  const { ruleId, isPaused } = parseInput(pauseRuleInput, input);
  await inTransaction(ctx, async (t) => {
    await lockRules(t);
    const sets = await t.tx
      .select({ rules: earnRuleSets.rules })
      .from(earnRuleSets)
      .where(and(eq(earnRuleSets.tenantId, t.tenant), isNull(earnRuleSets.cancelledAt)));
    const rule = sets.flatMap(({ rules }) => rules as EarnRule[]).find(({ id }) => id === ruleId);
    if (!rule) throw new DomainError("not_found", "earning.rule_unknown");
    const open = and(
      eq(earnRulePauses.tenantId, t.tenant),
      eq(earnRulePauses.ruleId, ruleId),
      isNull(earnRulePauses.resumedAt),
    );
    const [current] = await t.tx.select({ id: earnRulePauses.id }).from(earnRulePauses).where(open);
    if (isPaused === (current !== undefined)) return;
    const by = actorId(t.actor);
    if (isPaused)
      await t.tx
        .insert(earnRulePauses)
        .values({ tenantId: t.tenant, id: newId(), ruleId, pausedAt: t.now, pausedBy: by });
    else await t.tx.update(earnRulePauses).set({ resumedAt: t.now, resumedBy: by }).where(open);
    await audit(t, {
      action: isPaused ? "earning.pause_rule" : "earning.resume_rule",
      subject: { kind: "earn_rule", id: ruleId },
      after: { name: rule.name },
    });
  });
}
