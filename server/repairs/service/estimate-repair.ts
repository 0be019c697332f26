import { and, eq, inArray, max } from "drizzle-orm";
import { repairEstimateLines, repairEstimates } from "@/db/schema/repairs";
import { actorId, type Ctx, inTransaction, type TxCtx } from "@/server/kernel/ctx";
import { DomainError } from "@/server/kernel/errors";
import { tenantOf } from "@/server/kernel/gate";
import { newId } from "@/server/kernel/ids";
import { parseInput } from "@/server/kernel/parse";
import { addDays, dayIn } from "@/server/kernel/time";
import { demand } from "@/server/tenancy/access";
import type { z } from "zod";
import { canAnswerEstimate, canManageRepairs } from "../access";
import { estimateInput, ownAnswer, saidAnswer } from "../input";
import { policyOf } from "../queries/policy";
import type { RepairRow } from "../queries/repair";
import { estimateTotal, hasExpired } from "../rules/estimate";
import { demandStep, enterState, lockRepair } from "./repair-row";

const ofRepair = (row: RepairRow) =>
  and(
    eq(repairEstimates.tenantId, row.tenantId),
    eq(repairEstimates.memberId, row.memberId),
    eq(repairEstimates.repairId, row.id),
  );

/**
 * Sends the member what the repair will cost. A new estimate is a new version and voids the ones before, agreed to or not. Amounts
 * include the tax. Throws `conflict` when somebody acted meanwhile, `invalid` for a last day that has passed.
 */
export async function estimateRepair(
  ctx: Ctx,
  input: z.input<typeof estimateInput>,
): Promise<{ version: number; estimateVersion: number }> {
  demand(canManageRepairs(ctx.actor));
  const { repairId, version, lines, validUntil, note } = parseInput(estimateInput, input);
  return inTransaction(ctx, async (t) => {
    const row = await lockRepair(t, repairId, version);
    demandStep(t, row, "quoted");
    const [{ timeZone }, { policy }] = [await tenantOf(t), await policyOf(t)];
    const today = dayIn(t.now, timeZone);
    const lastDay = validUntil ?? addDays(today, policy.estimateValidDays);
    if (lastDay < today) throw new DomainError("invalid", "repairs.already_expired", { field: "validUntil" });
    const estimateVersion = await nextVersion(t, row);
    const sums = estimateTotal(lines, policy.taxPercent);
    const done = await enterState(t, row, "quoted", {
      action: "repairs.estimate",
      note,
      details: { estimateVersion, totalYen: sums.totalYen, validUntil: lastDay },
    });
    await t.tx
      .update(repairEstimates)
      .set({ state: "voided" })
      .where(and(ofRepair(row), inArray(repairEstimates.state, ["sent", "approved"])));
    const estimateId = newId();
    await t.tx.insert(repairEstimates).values({
      tenantId: t.tenant,
      memberId: row.memberId,
      id: estimateId,
      repairId: row.id,
      version: estimateVersion,
      state: "sent",
      ...sums,
      taxPercent: policy.taxPercent,
      declineFeeYen: row.coverage === "paid" ? policy.diagnosticFeeYen : 0,
      validUntil: lastDay,
      note: note ?? null,
      madeAt: t.now,
      madeById: actorId(t.actor),
    });
    await t.tx.insert(repairEstimateLines).values(
      lines.map((line, place) => ({
        tenantId: t.tenant,
        memberId: row.memberId,
        estimateId,
        lineNo: place + 1,
        ...line,
      })),
    );
    return { version: done.version, estimateVersion };
  });
}

async function nextVersion(t: TxCtx, row: RepairRow): Promise<number> {
  const [last] = await t.tx
    .select({ version: max(repairEstimates.version) })
    .from(repairEstimates)
    .where(ofRepair(row));
  return (last?.version ?? 0) + 1;
}

/**
 * The member's yes or no to the estimate they see. Throws `conflict` when it is no longer the one that counts, `refused`
 * `repairs.estimate_expired` after its last day (declining is always possible), `forbidden` for whoever has not signed in.
 */
export async function answerEstimate(ctx: Ctx, input: z.input<typeof ownAnswer>): Promise<{ version: number }> {
  const answer = parseInput(ownAnswer, input);
  return decide(ctx, answer, { decidedVia: "my_page", decisionNote: null });
}

/** What the member said on the telephone or at the counter, written down by the shop's people. Throws like `answerEstimate`. */
export async function recordAnswer(ctx: Ctx, input: z.input<typeof saidAnswer>): Promise<{ version: number }> {
  demand(canManageRepairs(ctx.actor));
  const { via, note, ...answer } = parseInput(saidAnswer, input);
  return decide(ctx, answer, { decidedVia: via, decisionNote: note });
}

function decide(
  ctx: Ctx,
  { repairId, version, estimateVersion, answer }: z.output<typeof ownAnswer>,
  how: { decidedVia: "my_page" | "phone" | "counter"; decisionNote: string | null },
): Promise<{ version: number }> {
  return inTransaction(ctx, async (t) => {
    const row = await lockRepair(t, repairId, version);
    demand(canAnswerEstimate(t.actor, row.memberId));
    const to = answer === "approve" ? "approved" : "declined";
    demandStep(t, row, to);
    const [estimate] = await t.tx
      .select()
      .from(repairEstimates)
      .where(and(ofRepair(row), eq(repairEstimates.state, "sent")));
    if (estimate?.version !== estimateVersion)
      throw new DomainError("conflict", "repairs.changed_meanwhile", { version: row.version, state: row.state });
    const { timeZone } = await tenantOf(t);
    if (to === "approved" && hasExpired(estimate, dayIn(t.now, timeZone)))
      throw new DomainError("refused", "repairs.estimate_expired", { validUntil: estimate.validUntil });
    const done = await enterState(t, row, to, {
      action: `repairs.${answer}`,
      note: how.decisionNote,
      details: { estimateVersion, totalYen: estimate.totalYen, via: how.decidedVia },
    });
    await t.tx
      .update(repairEstimates)
      .set({ state: to, decidedAt: t.now, decidedByKind: t.actor.kind, decidedById: actorId(t.actor), ...how })
      .where(and(ofRepair(row), eq(repairEstimates.version, estimateVersion)));
    return { version: done.version };
  });
}
