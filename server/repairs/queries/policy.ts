import { eq } from "drizzle-orm";
import { repairPolicies } from "@/db/schema/repairs";
import { type Ctx, read } from "@/server/kernel/ctx";
import { repairPolicy, type RepairPolicy } from "../input";
import { defaultPolicy } from "../rules/policy";

/** How the shop repairs; what it has never said is the default. `revision` is 0 until somebody saved. */
export async function policyOf(ctx: Ctx): Promise<{ policy: RepairPolicy; revision: number; updatedAt: Date | null }> {
  const [row] = await read(ctx, (tx) =>
    tx.select().from(repairPolicies).where(eq(repairPolicies.tenantId, ctx.tenant)),
  );
  if (!row) return { policy: defaultPolicy, revision: 0, updatedAt: null };
  const policy = repairPolicy.parse({ ...defaultPolicy, ...(row.policy as Partial<RepairPolicy>) });
  return { policy, revision: row.revision, updatedAt: row.updatedAt };
}
