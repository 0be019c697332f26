import { and, eq, inArray, sql } from "drizzle-orm";
import { categories, products } from "@/db/schema/catalog";
import { earnDrafts } from "@/db/schema/earning";
import { stores } from "@/db/schema/tenancy";
import { audit } from "@/server/kernel/audit";
import { actorId, type Ctx, inTransaction, type TxCtx } from "@/server/kernel/ctx";
import { DomainError } from "@/server/kernel/errors";
import { parseInput } from "@/server/kernel/parse";
import { canEditRules, forbidUnless } from "../access";
import { type EarnRule, earnRules, removeRuleInput, saveRuleInput } from "../input";
import { type Draft, draftOf } from "../queries/draft";

/** Everyone who changes rules waits for the others: draft, versions and pauses belong together. */
export async function lockRules(t: TxCtx): Promise<void> {
  await t.tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`earning.rules:${t.tenant}`}, 28))`);
}

/** The draft, if nobody has changed it since the form was opened. */
export async function draftAt(t: TxCtx, revision: number): Promise<Draft> {
  const draft = await draftOf(t);
  if (draft.revision !== revision) throw new DomainError("conflict", "earning.changed_meanwhile");
  return draft;
}

async function keep(t: TxCtx, before: Draft, rules: EarnRule[]): Promise<{ revision: number }> {
  const revision = before.revision + 1;
  const values = { rules: parseInput(earnRules, rules), revision, updatedAt: t.now, updatedBy: actorId(t.actor) };
  await t.tx
    .insert(earnDrafts)
    .values({ tenantId: t.tenant, ...values })
    .onConflictDoUpdate({ target: earnDrafts.tenantId, set: values });
  return { revision };
}

/** Whatever a rule names must be this shop's. */
async function demandOwn(t: TxCtx, { when }: EarnRule): Promise<void> {
  const named = [
    [categories, [...(when.categoryIds ?? []), ...(when.notCategoryIds ?? [])]],
    [products, [...(when.productIds ?? []), ...(when.notProductIds ?? [])]],
    [stores, when.storeIds ?? []],
  ] as const;
  for (const [table, wanted] of named) {
    const ids = [...new Set(wanted)];
    if (ids.length === 0) continue;
    const found = await t.tx
      .select({ id: table.id })
      .from(table)
      .where(and(eq(table.tenantId, t.tenant), inArray(table.id, ids)));
    if (found.length < ids.length) throw new DomainError("not_found", "earning.named_unknown");
  }
}

/**
 * Puts a rule into the draft, new or in place of the one with its id. Throws conflict `earning.changed_meanwhile`, not_found
 * `earning.named_unknown`.
 */
export async function saveRule(ctx: Ctx, input: { rule: unknown; revision: number }): Promise<{ revision: number }> {
  forbidUnless(canEditRules(ctx.actor));
  const { rule, revision } = parseInput(saveRuleInput, input);
  return inTransaction(ctx, async (t) => {
    await lockRules(t);
    const draft = await draftAt(t, revision);
    await demandOwn(t, rule);
    const before = draft.rules.find(({ id }) => id === rule.id);
    const rules = before ? draft.rules.map((one) => (one.id === rule.id ? rule : one)) : [...draft.rules, rule];
    const kept = await keep(t, draft, rules);
    const subject = { kind: "earn_rule", id: rule.id };
    await audit(t, { action: before ? "earning.change_rule" : "earning.add_rule", subject, before, after: rule });
    return kept;
  });
}

/** Takes a rule out of the draft; what is published stays. Throws conflict `earning.changed_meanwhile`, not_found `earning.rule_unknown`. */
export async function removeRule(ctx: Ctx, input: { ruleId: string; revision: number }): Promise<{ revision: number }> {
  forbidUnless(canEditRules(ctx.actor));
  const { ruleId, revision } = parseInput(removeRuleInput, input);
  return inTransaction(ctx, async (t) => {
    await lockRules(t);
    const draft = await draftAt(t, revision);
    const before = draft.rules.find(({ id }) => id === ruleId);
    if (!before) throw new DomainError("not_found", "earning.rule_unknown");
    const kept = await keep(
      t,
      draft,
      draft.rules.filter(({ id }) => id !== ruleId),
    );
    await audit(t, { action: "earning.remove_rule", subject: { kind: "earn_rule", id: ruleId }, before });
    return kept;
  });
}

/** Throws the draft away: the next one begins from what is published. Repeating it changes nothing. */
export async function discardDraft(ctx: Ctx): Promise<void> {
  forbidUnless(canEditRules(ctx.actor));
  await inTransaction(ctx, async (t) => {
    await lockRules(t);
    const gone = await t.tx.delete(earnDrafts).where(eq(earnDrafts.tenantId, t.tenant)).returning();
    const [before] = gone;
    if (before)
      await audit(t, {
        action: "earning.discard_draft",
        subject: { kind: "earn_rule_set", id: t.tenant },
        before: { rules: before.rules },
      });
  });
}
