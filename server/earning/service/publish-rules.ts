import { and, desc, eq, isNull } from "drizzle-orm";
import { earnDrafts, earnRuleSets } from "@/db/schema/earning";
import { audit } from "@/server/kernel/audit";
import { actorId, type Ctx, inTransaction } from "@/server/kernel/ctx";
import { DomainError } from "@/server/kernel/errors";
import { parseInput } from "@/server/kernel/parse";
import { canPublishRules, forbidUnless } from "../access";
import { cancelVersionInput, publishInput } from "../input";
import { draftAt, lockRules } from "./edit-draft";

/**
 * Makes the draft a version that never changes any more, in force from `validFrom` (now when left out) for what happens from then on.
 * Throws conflict `earning.changed_meanwhile`, refused `earning.nothing_changed`, `earning.begins_in_past`.
 */
export async function publishRules(
  ctx: Ctx,
  input: { revision: number; validFrom?: Date; note?: string },
): Promise<{ version: number; validFrom: Date }> {
  forbidUnless(canPublishRules(ctx.actor));
  const { revision, note, ...rest } = parseInput(publishInput, input);
  const validFrom = rest.validFrom ?? ctx.now;
  // What has happened has earned what it earned.
  if (validFrom < ctx.now) throw new DomainError("refused", "earning.begins_in_past");
  return inTransaction(ctx, async (t) => {
    await lockRules(t);
    const draft = await draftAt(t, revision);
    if (draft.revision === 0) throw new DomainError("refused", "earning.nothing_changed");
    const [newest] = await t.tx
      .select({ version: earnRuleSets.version })
      .from(earnRuleSets)
      .where(eq(earnRuleSets.tenantId, t.tenant))
      .orderBy(desc(earnRuleSets.version))
      .limit(1);
    const version = (newest?.version ?? 0) + 1;
    await t.tx.insert(earnRuleSets).values({
      tenantId: t.tenant,
      version,
      validFrom,
      rules: draft.rules,
      note: note === "" ? null : note,
      publishedAt: t.now,
      publishedBy: actorId(t.actor),
    });
    await t.tx.delete(earnDrafts).where(eq(earnDrafts.tenantId, t.tenant));
    await audit(t, {
      action: "earning.publish",
      subject: { kind: "earn_rule_set", id: t.tenant },
      after: { version, validFrom, note, rules: draft.rules },
    });
    return { version, validFrom };
  });
}

/** Calls off a version that has not begun. Throws refused `earning.has_begun`, not_found `earning.version_unknown`. */
export async function cancelVersion(ctx: Ctx, input: { version: number }): Promise<void> {
  forbidUnless(canPublishRules(ctx.actor));
  const { version } = parseInput(cancelVersionInput, input);
  await inTransaction(ctx, async (t) => {
    await lockRules(t);
    const key = and(eq(earnRuleSets.tenantId, t.tenant), eq(earnRuleSets.version, version));
    const [row] = await t.tx.select().from(earnRuleSets).where(key);
    if (!row) throw new DomainError("not_found", "earning.version_unknown");
    if (row.validFrom <= t.now) throw new DomainError("refused", "earning.has_begun");
    await t.tx
      .update(earnRuleSets)
      .set({ cancelledAt: t.now, cancelledBy: actorId(t.actor) })
      .where(and(key, isNull(earnRuleSets.cancelledAt)));
    await audit(t, {
      action: "earning.cancel_version",
      subject: { kind: "earn_rule_set", id: t.tenant },
      after: { version },
    });
  });
}
