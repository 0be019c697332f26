import { and, eq } from "drizzle-orm";
import type { z } from "zod";
import { stores } from "@/db/schema/tenancy";
import { audit } from "@/server/kernel/audit";
import { type Ctx, inTransaction, type TxCtx } from "@/server/kernel/ctx";
import { DomainError, violatedConstraint } from "@/server/kernel/errors";
import { parseInput } from "@/server/kernel/parse";
import { canManageStores, demand } from "../access";
import { storeChange, storeRef } from "../input";
import { storeRevision } from "../queries/settings";

const isStore = (t: TxCtx, storeId: string) => and(eq(stores.tenantId, t.tenant), eq(stores.id, storeId));

async function lockStore(t: TxCtx, storeId: string) {
  const [store] = await t.tx.select().from(stores).where(isStore(t, storeId)).for("update");
  if (!store) throw new DomainError("not_found", "tenancy.store");
  return store;
}

/** Changes a store. Throws `conflict` when somebody changed it meanwhile (`tenancy.store_changed`) or its code is taken. */
export async function changeStore(ctx: Ctx, input: z.input<typeof storeChange>): Promise<void> {
  demand(canManageStores(ctx.actor));
  const { storeId, revision, ...wanted } = parseInput(storeChange, input);
  const values = {
    ...wanted,
    postalCode: wanted.postalCode || null,
    address: wanted.address || null,
    phone: wanted.phone || null,
  };
  try {
    await inTransaction(ctx, async (t) => {
      const before = await lockStore(t, storeId);
      if (storeRevision(before) !== revision) throw new DomainError("conflict", "tenancy.store_changed");
      const changed = Object.entries(values).filter(([name, value]) => before[name as keyof typeof before] !== value);
      if (changed.length === 0) return;
      await t.tx.update(stores).set(values).where(isStore(t, storeId));
      await audit(t, {
        action: "tenancy.change_store",
        subject: { kind: "store", id: storeId },
        before: Object.fromEntries(changed.map(([name]) => [name, before[name as keyof typeof before]])),
        after: Object.fromEntries(changed),
      });
    });
  } catch (error) {
    if (violatedConstraint(error) === "stores_external_id") throw new DomainError("conflict", "tenancy.store_exists");
    throw error;
  }
}

/** Takes a store out of use. What was sold there stays as it is; nothing is deleted. Repeating it changes nothing. */
export const closeStore = (ctx: Ctx, input: z.input<typeof storeRef>): Promise<void> => setClosed(ctx, input, true);

/** Puts a closed store back into use. */
export const reopenStore = (ctx: Ctx, input: z.input<typeof storeRef>): Promise<void> => setClosed(ctx, input, false);

async function setClosed(ctx: Ctx, input: z.input<typeof storeRef>, isClosed: boolean): Promise<void> {
  demand(canManageStores(ctx.actor));
  const { storeId } = parseInput(storeRef, input);
  await inTransaction(ctx, async (t) => {
    const store = await lockStore(t, storeId);
    if ((store.closedAt !== null) === isClosed) return;
    await t.tx
      .update(stores)
      .set({ closedAt: isClosed ? t.now : null })
      .where(isStore(t, storeId));
    await audit(t, {
      action: isClosed ? "tenancy.close_store" : "tenancy.reopen_store",
      subject: { kind: "store", id: storeId },
      before: { closedAt: store.closedAt },
      after: { closedAt: isClosed ? t.now : null },
    });
  });
}
