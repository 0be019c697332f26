import { and, eq } from "drizzle-orm";
import { repairPolicies } from "@/db/schema/repairs";
import { audit } from "@/server/kernel/audit";
import { actorId, type Ctx, inTransaction } from "@/server/kernel/ctx";
import { DomainError } from "@/server/kernel/errors";
import { parseInput } from "@/server/kernel/parse";
import { demand } from "@/server/tenancy/access";
import { storesOf } from "@/server/tenancy/queries/shop";
import type { z } from "zod";
import { canEditPolicy } from "../access";
import { policyInput } from "../input";
import { policyOf } from "../queries/policy";

/**
 * Saves how the shop repairs. Requests that are open keep their judgement. Throws `conflict` when somebody saved meanwhile, `not_found`
 * for a store that is not open.
 */
export async function saveRepairPolicy(ctx: Ctx, input: z.input<typeof policyInput>): Promise<{ revision: number }> {
  demand(canEditPolicy(ctx.actor));
  const { revision, policy } = parseInput(policyInput, input);
  return inTransaction(ctx, async (t) => {
    const { pickUpStoreId } = policy;
    if (pickUpStoreId && !(await storesOf(t)).some(({ id, kind }) => id === pickUpStoreId && kind === "shop"))
      throw new DomainError("not_found", "tenancy.store", { field: "pickUpStoreId" });
    const before = await policyOf(t);
    const values = { policy, revision: revision + 1, updatedAt: t.now, updatedById: actorId(t.actor) };
    await audit(t, {
      action: "repairs.save_policy",
      subject: { kind: "repair_policy", id: null },
      before: before.policy,
      after: policy,
    });
    const saved =
      revision === 0
        ? await t.tx
            .insert(repairPolicies)
            .values({ tenantId: t.tenant, ...values })
            .onConflictDoNothing()
            .returning({ revision: repairPolicies.revision })
        : await t.tx
            .update(repairPolicies)
            .set(values)
            .where(and(eq(repairPolicies.tenantId, t.tenant), eq(repairPolicies.revision, revision)))
            .returning({ revision: repairPolicies.revision });
    if (!saved[0]) throw new DomainError("conflict", "repairs.policy_changed", { revision: before.revision });
    return saved[0];
  });
}
