import { stores } from "@/db/schema/tenancy";
import { audit } from "@/server/kernel/audit";
import { type Ctx, inTransaction } from "@/server/kernel/ctx";
import { DomainError, violatedConstraint } from "@/server/kernel/errors";
import { newId } from "@/server/kernel/ids";
import { parseInput } from "@/server/kernel/parse";
import type { z } from "zod";
import { canManageStaff, demand } from "../access";
import { storeInput } from "../input";

/** Opens a store of the shop. Throws `conflict` when its external id is taken. */
export async function createStore(ctx: Ctx, input: z.input<typeof storeInput>): Promise<{ storeId: string }> {
  demand(canManageStaff(ctx.actor));
  const store = parseInput(storeInput, input);
  try {
    return await inTransaction(ctx, async (t) => {
      const storeId = newId(t.now.getTime());
      await t.tx.insert(stores).values({ ...store, tenantId: t.tenant, id: storeId, createdAt: t.now });
      await audit(t, { action: "tenancy.create_store", subject: { kind: "store", id: storeId }, after: store });
      return { storeId };
    });
  } catch (error) {
    if (violatedConstraint(error) === "stores_external_id") throw new DomainError("conflict", "tenancy.store_exists");
    throw error;
  }
}
