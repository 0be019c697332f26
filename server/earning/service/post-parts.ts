import { sql } from "drizzle-orm";
import { earnParts } from "@/db/schema/earning";
import { requestHash } from "@/server/kernel/signing";
import type { TxCtx } from "@/server/kernel/ctx";
import { newId } from "@/server/kernel/ids";
import { waitsForRelease } from "@/server/points/rules/program";
import { grantPoints } from "@/server/points/service/grant-points";
import type { EarnRule } from "../input";
import type { Part } from "../rules/evaluate";
import { budgetPeriod } from "../rules/limits";

/** A part with the budget it was taken from. */
export type FundedPart = Part & { budgetPeriod: string | null };

/** Which cell of a budget a member's sales begin with: spread evenly, the same for one member. */
const cellOf = (memberId: string) => Number.parseInt(requestHash(memberId).slice(0, 4), 16);

/**
 * Takes from the budgets what the parts want, in the order of rule ids (so that nobody waits in a circle); `cut` says what remains of a
 * part that got less.
 */
export async function fundParts(
  t: TxCtx,
  of: { memberId: string; version: number; day: string; rules: readonly EarnRule[] },
  parts: readonly Part[],
  cut: (part: Part, points: number) => Part | null,
): Promise<FundedPart[]> {
  const funded = new Map<Part, FundedPart | null>();
  const budgetOf = (part: Part) => of.rules.find(({ id }) => id === part.ruleId)?.limits.budget;
  const wanting = parts.filter((part) => budgetOf(part)).sort((a, b) => ((a.ruleId ?? "") < (b.ruleId ?? "") ? -1 : 1));
  for (const part of wanting) {
    const budget = budgetOf(part);
    if (!budget) continue;
    const period = budgetPeriod(budget.period, of.day);
    const { rows } = await t.tx.execute<{ granted: number }>(sql`
      select goen.earn_take_budget(${t.tenant}, ${part.ruleId}, ${period}, ${of.version}, ${budget.points}, ${part.points},
        ${cellOf(of.memberId)}) as granted`);
    const left = cut(part, rows[0]?.granted ?? 0);
    funded.set(part, left && { ...left, budgetPeriod: period });
  }
  return parts.flatMap((part) => {
    const one = funded.has(part) ? funded.get(part) : { ...part, budgetPeriod: null };
    return one ? [one] : [];
  });
}

export interface Cause {
  kind: "sale" | "occasion";
  id: string;
  memberId: string;
  storeId: string | null;
  occurredAt: Date;
  businessDate: string;
  /** Names the posting; each further journal of it bears a number behind it. */
  key: string;
  occasion?: string;
}

/**
 * Posts parts to the ledger, one journal per life (available from, expires), and keeps them with the numbers they came from. Parts of a
 * cause are written once.
 */
export async function postParts(t: TxCtx, cause: Cause, parts: readonly FundedPart[]): Promise<string[]> {
  const groups = new Map<string, FundedPart[]>();
  for (const part of parts) {
    const life = `${part.availableAt.toISOString()}/${part.expiresAt.toISOString()}`;
    groups.set(life, [...(groups.get(life) ?? []), part]);
  }
  const journals: string[] = [];
  const journalOf = new Map<FundedPart, string>();
  for (const [index, [, group]] of [...groups].sort(([a], [b]) => (a < b ? -1 : 1)).entries()) {
    const [first] = group;
    if (!first) continue;
    const isWaiting = waitsForRelease(first.availableAt);
    const base = group.find(({ kind }) => kind === "base")?.inputs;
    const { journalId } = await grantPoints(t, {
      memberId: cause.memberId,
      key: index === 0 ? cause.key : `${cause.key}:${index + 1}`,
      points: group.reduce((sum, { points }) => sum + points, 0),
      availableAt: isWaiting ? null : first.availableAt,
      expiresAt: isWaiting ? null : first.expiresAt,
      origin: cause.kind === "sale" ? "purchase" : "other",
      occurredAt: cause.occurredAt,
      storeId: cause.storeId,
      causeId: cause.id,
      snapshot: {
        ...(cause.occasion ? { occasion: cause.occasion } : {}),
        ...(base ? { rule: base.gives, inputs: { amountYen: base.amountYen } } : {}),
        parts: group.map(({ kind, ruleId, version, label, points }) => ({ kind, ruleId, version, label, points })),
      },
    });
    journals.push(journalId);
    for (const part of group) journalOf.set(part, journalId);
  }
  if (parts.length > 0)
    await t.tx.insert(earnParts).values(
      parts.map((part, partNo) => ({
        tenantId: t.tenant,
        memberId: cause.memberId,
        id: newId(),
        causeKind: cause.kind,
        causeId: cause.id,
        partNo,
        kind: part.kind,
        ruleId: part.ruleId,
        version: part.version,
        label: part.label,
        points: part.points,
        perLine: part.perLine,
        inputs: part.inputs,
        budgetPeriod: part.budgetPeriod,
        journalId: journalOf.get(part) ?? "",
        availableAt: part.availableAt,
        expiresAt: part.expiresAt,
        occurredAt: cause.occurredAt,
        businessDate: cause.businessDate,
      })),
    );
  return journals;
}
