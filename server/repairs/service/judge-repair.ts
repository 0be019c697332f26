import { audit } from "@/server/kernel/audit";
import { actorId, type Ctx, inTransaction } from "@/server/kernel/ctx";
import { DomainError } from "@/server/kernel/errors";
import { tenantOf } from "@/server/kernel/gate";
import { parseInput } from "@/server/kernel/parse";
import { dayIn } from "@/server/kernel/time";
import { demand } from "@/server/tenancy/access";
import type { z } from "zod";
import { canManageRepairs } from "../access";
import { judgement, overrideInput, type RepairState, type Symptom } from "../input";
import { judgedWarranty } from "../queries/judged-warranty";
import { policyOf } from "../queries/policy";
import type { RepairRow } from "../queries/repair";
import { isClosed } from "../rules/states";
import { judgeWarranty } from "../rules/warranty";
import { addEvent, changeRow, lockRepair } from "./repair-row";

function demandOpen(row: RepairRow): void {
  if (isClosed(row.state as RepairState)) throw new DomainError("refused", "repairs.closed", { state: row.state });
}

/** What was found to be the cause, by somebody who looked; the rule judges again. An override stays until it is taken back. */
export async function judgeRepair(ctx: Ctx, input: z.input<typeof judgement>): Promise<{ version: number }> {
  demand(canManageRepairs(ctx.actor));
  const { repairId, version, cause } = parseInput(judgement, input);
  return inTransaction(ctx, async (t) => {
    const row = await lockRepair(t, repairId, version);
    demandOpen(row);
    const [{ timeZone }, { policy }] = [await tenantOf(t), await policyOf(t)];
    const judged = judgeWarranty({
      requestedOn: dayIn(row.requestedAt, timeZone),
      warranty: row.warrantyId ? await judgedWarranty(t, row.memberId, row.warrantyId, row.id) : null,
      symptom: row.symptom as Symptom,
      cause,
      policy,
    });
    const coverage = row.overrideReason === null ? judged.coverage : row.coverage;
    await audit(t, {
      action: "repairs.judge",
      subject: { kind: "repair", id: row.id },
      memberId: row.memberId,
      before: { cause: row.cause, coverage: row.coverage, reason: row.ruleReason },
      after: { cause, coverage, reason: judged.reason },
    });
    await addEvent(t, row, {
      kind: "coverage",
      isInternal: true,
      details: { cause, coverage, reason: judged.reason, isOverride: false },
    });
    return {
      version: await changeRow(t, row, {
        cause,
        coverage,
        ruleCoverage: judged.coverage,
        ruleReason: judged.reason,
      }),
    };
  });
}

/**
 * Puts a person's judgement in the place of the rule's, with the reason; `coverage: null` goes back to the rule. Throws `invalid`
 * without a reason.
 */
export async function overrideCoverage(ctx: Ctx, input: z.input<typeof overrideInput>): Promise<{ version: number }> {
  demand(canManageRepairs(ctx.actor));
  const { repairId, version, coverage, reason } = parseInput(overrideInput, input);
  if (coverage !== null && !reason) throw new DomainError("invalid", "repairs.reason_needed", { field: "reason" });
  return inTransaction(ctx, async (t) => {
    const row = await lockRepair(t, repairId, version);
    demandOpen(row);
    const changes =
      coverage === null
        ? { coverage: row.ruleCoverage, overrideReason: null, overriddenById: null, overriddenAt: null }
        : { coverage, overrideReason: reason ?? null, overriddenById: actorId(t.actor), overriddenAt: t.now };
    await audit(t, {
      action: "repairs.override_coverage",
      subject: { kind: "repair", id: row.id },
      memberId: row.memberId,
      before: { coverage: row.coverage, reason: row.overrideReason },
      after: { coverage: changes.coverage, reason: changes.overrideReason },
    });
    await addEvent(t, row, {
      kind: "coverage",
      isInternal: true,
      note: reason ?? null,
      details: { coverage: changes.coverage, isOverride: coverage !== null },
    });
    return { version: await changeRow(t, row, changes) };
  });
}
