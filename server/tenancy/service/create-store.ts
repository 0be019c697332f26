import { eq } from "drizzle-orm";
import { stores } from "@/db/schema/tenancy";
import { audit } from "@/server/kernel/audit";
import { type Ctx, inTransaction, type TxCtx } from "@/server/kernel/ctx";
import { DomainError, violatedConstraint } from "@/server/kernel/errors";
import { newId } from "@/server/kernel/ids";
import { parseInput } from "@/server/kernel/parse";
import type { z } from "zod";
import { canManageStores, demand } from "../access";
import { storeInput } from "../input";

/** Opens a store of the shop; without a code it gets the next free number. Throws `conflict` when its code is taken. */
export async function createStore(ctx: Ctx, input: z.input<typeof storeInput>): Promise<{ storeId: string }> {
  demand(canManageStores(ctx.actor));
  const store = parseInput(storeInput, input);
  try {
    return await inTransaction(ctx, async (t) => {
      const storeId = newId(t.now.getTime());
      const row = { ...store, externalId: store.externalId ?? (await nextCode(t)) };
      await t.tx.insert(stores).values({ ...row, tenantId: t.tenant, id: storeId, createdAt: t.now });
      await audit(t, { action: "tenancy.create_store", subject: { kind: "store", id: storeId }, after: row });
      return { storeId };
    });
  } catch (error) {
    if (violatedConstraint(error) === "stores_external_id") throw new DomainError("conflict", "tenancy.store_exists");
    throw error;
  }
}

/** One more than the highest code that is a number; closed stores keep theirs. */
async function nextCode(t: TxCtx): Promise<string> {
  const rows = await t.tx.select({ code: stores.externalId }).from(stores).where(eq(stores.tenantId, t.tenant));
  const numbers = rows.map(({ code }) => (/^\d{1,9}$/.test(code) ? Number(code) : 0));
  return String(Math.max(0, ...numbers) + 1);
}
