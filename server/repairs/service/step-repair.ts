import { and, eq } from "drizzle-orm";
import { repairEstimates } from "@/db/schema/repairs";
import { type Ctx, inTransaction, type TxCtx } from "@/server/kernel/ctx";
import { DomainError } from "@/server/kernel/errors";
import { parseInput } from "@/server/kernel/parse";
import { demand } from "@/server/tenancy/access";
import type { z } from "zod";
import { canManageRepairs, canRequestRepair } from "../access";
import { ownCancel, stepInput } from "../input";
import type { RepairRow } from "../queries/repair";
import { demandStep, enterState, lockRepair } from "./repair-row";

/** Voids the estimate that still waits for an answer or was agreed to, if there is one. */
export const voidEstimates = (t: TxCtx, row: RepairRow) =>
  t.tx
    .update(repairEstimates)
    .set({ state: "voided" })
    .where(
      and(
        eq(repairEstimates.tenantId, row.tenantId),
        eq(repairEstimates.memberId, row.memberId),
        eq(repairEstimates.repairId, row.id),
        eq(repairEstimates.state, "sent"),
      ),
    );

/**
 * The shop's people take a repair one step further, except to `quoted` (an estimate does that) and to a paid `approved` or `declined`
 * (the customer's answer does). Throws `conflict` when somebody acted meanwhile, `refused` for a step that is not there, and
 * `invalid` when a refusal names no reason.
 */
export async function stepRepair(ctx: Ctx, input: z.input<typeof stepInput>): Promise<{ version: number }> {
  demand(canManageRepairs(ctx.actor));
  const { repairId, version, to, note, promisedOn } = parseInput(stepInput, input);
  return inTransaction(ctx, async (t) => {
    const row = await lockRepair(t, repairId, version);
    demandStep(t, row, to);
    const isAnswer = row.state === "quoted" && (to === "approved" || to === "declined");
    if (to === "quoted" || isAnswer) throw new DomainError("refused", "repairs.not_a_bare_step", { to });
    if (to === "approved" && row.coverage !== "warranty") throw new DomainError("refused", "repairs.needs_estimate");
    if (to === "refused" && !note) throw new DomainError("invalid", "repairs.reason_needed", { field: "note" });
    if (to === "refused" || to === "cancelled") await voidEstimates(t, row);
    const done = await enterState(t, row, to, {
      action: "repairs.step",
      note,
      changes: {
        ...(promisedOn ? { promisedOn } : {}),
        ...(to === "done" && row.itemInAt && !row.itemOutAt ? { itemOutAt: t.now } : {}),
      },
    });
    return { version: done.version };
  });
}

/** A member takes the request back, as long as nothing was agreed. Throws like `stepRepair`. */
export async function cancelRepair(ctx: Ctx, input: z.input<typeof ownCancel>): Promise<{ version: number }> {
  const { repairId, version, note } = parseInput(ownCancel, input);
  return inTransaction(ctx, async (t) => {
    const row = await lockRepair(t, repairId, version);
    demand(canRequestRepair(t.actor, row.memberId));
    demandStep(t, row, "cancelled");
    await voidEstimates(t, row);
    const done = await enterState(t, row, "cancelled", { action: "repairs.cancel", note });
    return { version: done.version };
  });
}
